using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Rapport.Data;
using Rapport.Demo;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Import.Taking;
using Rapport.Tests.Engines;
using Rapport.Web;
using Rapport.Web.Hosting;

namespace Rapport.Tests.Core.Import;

/// <summary>A database of its own, with the demo firm in it or empty, and a desk where files are brought in and taken out.</summary>
internal sealed class DemoPlace : IAsyncDisposable
{
    /// <summary>Fewer than the demo has, so that loading it takes seconds.</summary>
    private const int EntriesEach = 6;

    private readonly ITestEngine engine;
    private readonly TestPlace place;

    private DemoPlace(ITestEngine engine, TestPlace place, Desk desk) =>
        (this.engine, this.place, Desk) = (engine, place, desk);

    public Desk Desk { get; }

    public static async Task<DemoPlace> Empty(ITestEngine engine)
    {
        var made = await engine.NewDatabase(Template.Migrated);
        return new(engine, made, await Desk.Set(made));
    }

    public static async Task<DemoPlace> Loaded(ITestEngine engine, Instant end)
    {
        var made = await engine.NewDatabase(Template.Migrated);
        var settings = new Settings(made.Folder, "http://127.0.0.1:0", made.Postgres);
        var clock = new DemoClock(end);
        var services = new ServiceCollection().AddLogging();
        services.AddRapport(settings);
        await using var provider = services
            .AddScoped(_ => Viewer.System("demo"))
            .AddSingleton(clock)
            .AddSingleton(_ => new DbSource(settings.Place, clock))
            .AddScoped<DemoFirm>()
            .BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var loaded = await scope
            .ServiceProvider.GetRequiredService<DemoFirm>()
            .Load(end, EntriesEach);
        Assert.True(loaded.Done);
        return new(engine, made, await Desk.Set(made));
    }

    public Task<byte[]> TakeOut(ImportKind kind) => TakenOut(Desk.Firm.System(), kind);

    public static async Task<byte[]> TakenOut(Db db, ImportKind kind)
    {
        await using (db)
        {
            await using var file = new MemoryStream();
            await Out.Write(db, kind, file, default);
            return file.ToArray();
        }
    }

    /// <summary>A file of ours as it comes in, its kind known by its header alone.</summary>
    public async Task<Rapport.Import.Import> BringIn(ImportKind kind, byte[] file)
    {
        var uploaded = await Desk.Upload(file);
        Assert.Equal(kind, uploaded.Value.Kind);
        return await Desk.Finish(uploaded.Value.Id, (acts, id) => acts.Start(id));
    }

    /// <summary>What a file says, each row by its columns, sorted: entries of one moment have no order of their own.</summary>
    public static List<string> Rows(byte[] file, params string[] without)
    {
        using var stream = new MemoryStream(file);
        var csv = CsvFile.Open(stream).File!;
        return
        [
            .. csv.Reader(stream)
                .Rows()
                .Cast<WholeRow>()
                .Select(r =>
                    string.Join(
                        '\u001F',
                        csv.Header.Zip(r.Fields)
                            .Where(c => !without.Contains(c.First))
                            .Select(c => $"{c.First}={c.Second}")
                    )
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await engine.Drop(place);
    }
}
