using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Jobs;
using Rapport.Web.Import;

namespace Rapport.Web.Commands;

/// <summary><c>rapport import FILE</c>: brings a CSV file in, or goes on with one that was cut off.</summary>
internal static class ImportCommand
{
    private const int FatesAtOnce = 1000;

    private sealed record Wish(
        FileInfo File,
        ImportKind? Kind,
        string? Map,
        string? System,
        bool Dry,
        bool Json
    );

    public static Command Make()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A CSV file." };
        var kind = new Option<ImportKind?>("--as")
        {
            Description =
                "clients, contacts, opportunities, interactions or colleagues; guessed without.",
        };
        var map = new Option<string?>("--map")
        {
            Description =
                "Which column is which field, as in \"account=name,sector=industry\"; the rest is guessed.",
        };
        var system = new Option<string?>("--system")
        {
            Description = "Where the file's ids come from, as in hubspot; guessed without.",
        };
        var dry = new Option<bool>("--dry-run")
        {
            Description = "Say what would become of each row, and change nothing.",
        };
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var command = new Command("import", "Bring clients, people and history in from a CSV file.")
        {
            file,
            kind,
            map,
            system,
            dry,
            json,
            ImportUndoCommand.Make(),
        };
        command.SetAction(
            (parsed, cancel) =>
                Import(
                    new Wish(
                        parsed.GetRequiredValue(file),
                        parsed.GetValue(kind),
                        parsed.GetValue(map),
                        parsed.GetValue(system),
                        parsed.GetValue(dry),
                        parsed.GetValue(json)
                    ),
                    cancel
                )
        );
        return command;
    }

    private static Task<int> Import(Wish wish, CancellationToken cancel) =>
        Surroundings.Run(
            "import",
            async services =>
            {
                if (!wish.File.Exists)
                {
                    return Exit.Refuse($"There is no file {wish.File.FullName}");
                }
                var (db, imports) = (
                    services.GetRequiredService<Db>(),
                    services.GetRequiredService<Imports>()
                );
                var import = await Unfinished(imports, wish, cancel);
                if (import is null)
                {
                    await using var content = wish.File.OpenRead();
                    var uploaded = await imports.Upload(
                        new ImportSaid(wish.File.Name, wish.Kind, wish.Map, wish.System),
                        content,
                        cancel
                    );
                    if (!uploaded.Done)
                    {
                        return Exit.Refuse(uploaded.Refusal!);
                    }
                    import = uploaded.Value;
                }
                else
                {
                    await Console.Error.WriteLineAsync(
                        $"Going on with {ImportRecords.Number(import.Number)}, which was cut off"
                    );
                }
                var begun = wish.Dry
                    ? await imports.Check(import.Id, cancel)
                    : await imports.Start(import.Id, cancel);
                if (!begun.Done)
                {
                    return Exit.Refuse(begun.Refusal!);
                }
                return await Finish(services, db, import.Id, wish.Dry, wish.Json, cancel);
            },
            Origin.Import
        );

    private static async Task<Rapport.Import.Import?> Unfinished(
        Imports imports,
        Wish wish,
        CancellationToken cancel
    )
    {
        if (wish.Dry)
        {
            return null;
        }
        await using var content = wish.File.OpenRead();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancel));
        return await imports.Unfinished(hash, wish.Kind, cancel);
    }

    /// <summary>Runs the import's job here, or waits for the process that has it, and says what came of it.</summary>
    internal static async Task<int> Finish(
        IServiceProvider services,
        Db db,
        Guid id,
        bool dry,
        bool json,
        CancellationToken cancel
    )
    {
        var (jobs, runner) = (
            services.GetRequiredService<Rapport.Jobs.Jobs>(),
            services.GetRequiredService<JobRunner>()
        );
        db.ChangeTracker.Clear();
        var job = (await jobs.Latest(id, cancel))!;
        var shown = -1L;
        void Progress(Job at)
        {
            if (!json && !Console.IsErrorRedirected && at.Total is > 0)
            {
                var percent = Math.Min(100, at.Done * 100 / at.Total.Value);
                if (percent > shown)
                {
                    Console.Error.Write($"\r{shown = percent} %");
                }
            }
        }
        Job? ended;
        while ((ended = await runner.Run(job.Id, Progress, cancel)) is null)
        {
            // A server that runs beside us has taken it up: look again until it is done or gone.
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
        if (shown >= 0)
        {
            await Console.Error.WriteLineAsync();
        }
        if (ended.State != JobState.Done)
        {
            return Exit.Refuse($"It stopped: {ended.Failure}. Say the same again to go on.");
        }
        db.ChangeTracker.Clear();
        await Report(db, id, dry, json, cancel);
        return Exit.Done;
    }

    private static async Task Report(Db db, Guid id, bool dry, bool json, CancellationToken cancel)
    {
        var record = (await ImportRecords.Find(db, id, cancel))!;
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(record, Hosting.Json.Options));
            return;
        }
        var c = record.Counts;
        Console.WriteLine(
            (
                record.State == ImportState.Undone
                    ? $"{record.Number} {record.FileName}: undone, {c.Kept} {(c.Kept == 1 ? "row" : "rows")} kept"
                    : $"{record.Number} {record.FileName} as {record.Kind.ToString().ToLowerInvariant()}: {c.New} new, {c.Same} same, {c.Updates} updated, {c.Refused} refused, {c.Besides} made or changed beside, {c.Notes} to look at{(dry ? " (dry run, nothing changed)" : "")}"
            )
        );
        var after = (Number: 0L, Part: -1);
        List<FateRecord> fates;
        do
        {
            fates = await ImportRecords.Fates(
                db,
                id,
                record.State.IsDry(),
                new FateFilter(Fate.Refused),
                after,
                FatesAtOnce,
                cancel
            );
            foreach (var fate in fates)
            {
                Console.WriteLine(
                    $"  row {fate.Number} refused: {fate.Why()} [{Line(fate.Label)}]"
                );
                after = (fate.Number, fate.Part);
            }
        } while (fates.Count == FatesAtOnce);
        await Notes(db, record, cancel);
    }

    /// <summary>What to look at, each thing once with how many rows say it.</summary>
    private static async Task Notes(Db db, ImportRecord record, CancellationToken cancel)
    {
        var dry = record.State.IsDry();
        var notes = await db.Set<ImportRow>()
            .Where(r =>
                r.ImportId == record.Id
                && r.Dry == dry
                && r.Reason != null
                && r.Fate != Fate.Refused
                && (record.State != ImportState.Undone || r.Undone == Undo.Kept)
            )
            .GroupBy(r => new { r.Reason, r.Detail })
            .Select(g => new
            {
                g.Key.Reason,
                g.Key.Detail,
                Rows = g.Count(),
                First = g.Min(r => r.Number),
            })
            .OrderBy(n => n.First)
            .Take(FatesAtOnce)
            .ToListAsync(cancel);
        foreach (var note in notes)
        {
            var why = ImportTexts.Why(note.Reason, note.Detail);
            Console.WriteLine(
                note.Rows == 1
                    ? $"  row {note.First}: {why}"
                    : $"  {note.Rows} rows, the first {note.First}: {why}"
            );
        }
    }

    private static string? Line(string? text) => text?.ReplaceLineEndings(" ");
}

/// <summary><c>rapport import undo ID</c>: takes a whole import back.</summary>
internal static class ImportUndoCommand
{
    public static Command Make()
    {
        var id = new Argument<string>("ID") { Description = "As in I-1000, or the whole id." };
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var undo = new Command("undo", "Take an import back, as far as nothing was built on it.")
        {
            id,
            json,
        };
        undo.SetAction(
            (parsed, cancel) => TakeBack(parsed.GetValue(id)!, parsed.GetValue(json), cancel)
        );
        return undo;
    }

    private static Task<int> TakeBack(string said, bool json, CancellationToken cancel) =>
        Surroundings.Run(
            "import",
            async services =>
            {
                var db = services.GetRequiredService<Db>();
                var number = long.TryParse(
                    said.StartsWith("I-", StringComparison.OrdinalIgnoreCase) ? said[2..] : said,
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var n
                )
                    ? n
                    : -1;
                _ = Guid.TryParse(said, out var guid);
                var id = await db.Set<Rapport.Import.Import>()
                    .Where(i => i.Id == guid || i.Number == number)
                    .Select(i => (Guid?)i.Id)
                    .FirstOrDefaultAsync(cancel);
                if (id is not { } found)
                {
                    return Exit.Refuse($"There is no import {said}");
                }
                var begun = await services.GetRequiredService<Imports>().TakeBack(found, cancel);
                return begun.Done
                    ? await ImportCommand.Finish(services, db, found, false, json, cancel)
                    : Exit.Refuse(begun.Refusal!);
            },
            Origin.Import
        );
}
