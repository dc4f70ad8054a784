using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Import;

/// <summary>Where files are brought in, by an administrator and the real runner of jobs.</summary>
internal sealed class Desk(TestFirm firm, Colleague importer) : IAsyncDisposable
{
    public TestFirm Firm => firm;
    public Guid Importer => importer.Id;

    public static async Task<Desk> Set(TestPlace place)
    {
        var firm = new TestFirm(place);
        await firm.Source.Migrate();
        return new Desk(firm, await firm.Colleague(Roles.Administrator));
    }

    public Task<Result<Rapport.Import.Import>> Upload(
        string csv,
        ImportKind? kind = null,
        string? map = null
    ) => Upload(Encoding.UTF8.GetBytes(csv), kind, map);

    public async Task<Result<Rapport.Import.Import>> Upload(
        byte[] file,
        ImportKind? kind = null,
        string? map = null
    )
    {
        await using var db = firm.As(importer);
        return await Acts(db)
            .Upload(new ImportSaid("file.csv", kind, map, null), new MemoryStream(file));
    }

    /// <summary>The whole way of a file, to the end of its import.</summary>
    public async Task<Rapport.Import.Import> BringIn(string csv, ImportKind? kind = null)
    {
        var uploaded = await Upload(csv, kind);
        Assert.True(uploaded.Done, $"{uploaded.Refusal?.Faults[0]}");
        return await Finish(uploaded.Value.Id, (acts, id) => acts.Start(id));
    }

    /// <summary>As the command line does it, where nobody of the firm is known to sit.</summary>
    public async Task<Rapport.Import.Import> BringInFromOutside(string csv, ImportKind kind)
    {
        Job job;
        Guid id;
        await using (var db = firm.System())
        {
            var uploaded = await Acts(db)
                .Upload(
                    new ImportSaid("file.csv", kind, null, null),
                    new MemoryStream(Encoding.UTF8.GetBytes(csv))
                );
            id = uploaded.Value.Id;
            Assert.True((await Acts(db).Start(id)).Done);
            job = (await new Rapport.Jobs.Jobs(db).Latest(id))!;
        }
        var ended = await new JobRunner(firm.Source).Run(job.Id, null, default);
        Assert.True(ended is { State: JobState.Done }, ended?.Failure);
        return await Read(id);
    }

    public async Task<Rapport.Import.Import> Check(string csv, ImportKind? kind = null)
    {
        var uploaded = await Upload(csv, kind);
        return await Finish(uploaded.Value.Id, (acts, id) => acts.Check(id));
    }

    public Task<Rapport.Import.Import> TakeBack(Rapport.Import.Import import) =>
        Finish(import.Id, (acts, id) => acts.TakeBack(id));

    public async Task<Rapport.Import.Import> Finish(
        Guid id,
        Func<Imports, Guid, Task<Result<Rapport.Import.Import>>> begin
    )
    {
        var job = await Begin(id, begin);
        var ended = await new JobRunner(firm.Source).Run(job.Id, null, default);
        Assert.True(ended is { State: JobState.Done }, ended?.Failure);
        return await Read(id);
    }

    public async Task<Job> Begin(
        Guid id,
        Func<Imports, Guid, Task<Result<Rapport.Import.Import>>> begin
    )
    {
        await using var db = firm.As(importer);
        var begun = await begin(Acts(db), id);
        Assert.True(begun.Done, $"{begun.Refusal?.Faults[0]}");
        return (await new Rapport.Jobs.Jobs(db).Latest(id))!;
    }

    public async Task<Rapport.Import.Import> Read(Guid id)
    {
        await using var db = firm.System();
        return await db.Set<Rapport.Import.Import>().AsNoTracking().SingleAsync(i => i.Id == id);
    }

    public async Task<List<ImportRow>> Fates(Rapport.Import.Import import)
    {
        await using var db = firm.System();
        var dry = import.State.IsDry();
        return await db.Set<ImportRow>()
            .AsNoTracking()
            .Where(r => r.ImportId == import.Id && r.Dry == dry && r.Part == 0)
            .OrderBy(r => r.Number)
            .ToListAsync();
    }

    public async Task<List<T>> All<T>()
        where T : class
    {
        await using var db = firm.System();
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    /// <summary>How many rows each table has that tells of the firm, its versions added up: changes when anything does.</summary>
    public async Task<string> State()
    {
        await using var db = firm.System();
        var parts = new[]
        {
            $"clients {await db.Set<Rapport.Clients.Client>().CountAsync()} {await db.Set<Rapport.Clients.Client>().SumAsync(c => c.Version)}",
            $"contacts {await db.Set<Rapport.Contacts.Contact>().CountAsync()} {await db.Set<Rapport.Contacts.Contact>().SumAsync(c => c.Version)}",
            $"points {await db.Set<Rapport.Contacts.ContactPoint>().CountAsync()}",
            $"entries {await db.Set<Rapport.Interactions.Interaction>().CountAsync()} {await db.Set<Rapport.Interactions.Interaction>().SumAsync(c => c.Version)}",
            $"deals {await db.Set<Rapport.Offers.Opportunity>().CountAsync()} {await db.Set<Rapport.Offers.Opportunity>().SumAsync(c => c.Version)}",
            $"colleagues {await db.Set<Colleague>().CountAsync()} {await db.Set<Colleague>().SumAsync(c => c.Version)}",
            $"units {await db.Set<Unit>().CountAsync()} seats {await db.Set<Seat>().CountAsync()}",
            $"addresses {await db.Set<Rapport.Clients.Address>().CountAsync()} tags {await db.Set<Rapport.Clients.ClientTag>().CountAsync()}",
        };
        return string.Join('\n', parts);
    }

    private static Imports Acts(Db db) => new(db, new Rapport.Jobs.Jobs(db), new Firms(db));

    public ValueTask DisposeAsync() => firm.DisposeAsync();
}
