using Microsoft.EntityFrameworkCore;
using Rapport.Duplicates;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Tests.Core.Import;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Duplicates;

/// <summary>A firm with duplicates, as facts look at it.</summary>
internal static class Duplicated
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Looks for them, to the end.</summary>
    public static async Task Look(TestFirm firm, Colleague who)
    {
        await using var db = firm.As(who);
        var job = (
            await new Rapport.Duplicates.Duplicates(db, new(db)).Look("contacts", Cancel)
        ).Value;
        await Run(firm, job.Id);
    }

    /// <summary>The pairs of these contacts: other facts have theirs in the same database.</summary>
    public static async Task<List<Duplicate>> Suggested(
        TestFirm firm,
        Colleague who,
        LabelledContacts known
    )
    {
        await using var db = firm.As(who);
        var clients = known.Clients.ConvertAll(c => (Guid?)c.Id);
        return await db.Set<Duplicate>()
            .AsNoTracking()
            .Where(d => clients.Contains(d.ClientId))
            .OrderBy(d => d.Id)
            .ToListAsync(Cancel);
    }

    public static async Task Run(TestFirm firm, Guid job)
    {
        var ended = await new JobRunner(firm.Source).Run(job, null, Cancel);
        Assert.Equal((JobState.Done, null), (ended!.State, ended.Failure));
    }

    /// <summary>All that can be taken out of the firm, as files.</summary>
    public static async Task<Dictionary<ImportKind, byte[]>> Everything(TestFirm firm)
    {
        var files = new Dictionary<ImportKind, byte[]>();
        foreach (var kind in Exports.Headers.Keys)
        {
            files[kind] = await DemoPlace.TakenOut(firm.System(), kind);
        }
        return files;
    }
}
