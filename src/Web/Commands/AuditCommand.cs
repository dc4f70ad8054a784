using System.CommandLine;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Reports;

namespace Rapport.Web.Commands;

/// <summary>
/// <c>rapport audit</c>: says whether, and where, the chain was tampered with; writes a signed export of it, and checks one
/// without any database.
/// </summary>
internal static class AuditCommand
{
    private const int SealAtOnce = 1000;
    private const int WriteAtOnce = 10_000;

    /// <summary>Progress is told each time that so many entries have been walked along.</summary>
    private const int Stride = 100_000;

    public static Command Make() =>
        new("audit", "The record of every change.") { MakeVerify(), MakeExport(), MakeKey() };

    private static Command MakeVerify()
    {
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var file = new Option<FileInfo?>("--file")
        {
            Description = "A signed export to check instead of the database.",
        };
        var key = new Option<FileInfo?>("--key")
        {
            Description = "The public key that the export is checked by, as PEM.",
        };
        var verify = new Command(
            "verify",
            "Walk the chain and say whether an entry was altered, removed or reordered."
        )
        {
            json,
            file,
            key,
        };
        verify.Validators.Add(asked =>
        {
            if (asked.GetValue(file) is null != asked.GetValue(key) is null)
            {
                asked.AddError(
                    "--file and --key belong together: an export is checked by a key that you were told."
                );
            }
        });
        verify.SetAction(
            (parsed, cancel) =>
                parsed.GetValue(file) is { } export
                    ? VerifyFile(export, parsed.GetValue(key)!, parsed.GetValue(json), cancel)
                    : Verify(parsed.GetValue(json), cancel)
        );
        return verify;
    }

    private static Command MakeExport()
    {
        var to = new Option<FileInfo>("--to") { Description = "Where to.", Required = true };
        var from = Day("--from", "The first day, in UTC: 2026-01-31.");
        var until = Day("--until", "The last day, in UTC.");
        var export = new Command(
            "export",
            "Write a signed export of the chain, which an outsider can check with the public key."
        )
        {
            to,
            from,
            until,
        };
        export.SetAction(
            (parsed, cancel) =>
                Export(
                    parsed.GetRequiredValue(to),
                    parsed.GetValue(from)?.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant(),
                    parsed
                        .GetValue(until)
                        ?.PlusDays(1)
                        .AtStartOfDayInZone(DateTimeZone.Utc)
                        .ToInstant(),
                    cancel
                )
        );
        return export;
    }

    private static Command MakeKey()
    {
        var key = new Command("key", "Print the public key by which exports are checked.");
        key.SetAction(
            (_, _) =>
                Surroundings.Run(
                    "audit",
                    services =>
                    {
                        Console.Write(services.GetRequiredService<AuditKey>().PublicPem);
                        return Task.FromResult(Exit.Done);
                    }
                )
        );
        return key;
    }

    private static Option<LocalDate?> Day(string name, string description) =>
        new(name)
        {
            Description = description,
            CustomParser = said =>
            {
                if (LocalDatePattern.Iso.Parse(said.Tokens[0].Value) is { Success: true } day)
                {
                    return day.Value;
                }
                said.AddError($"'{said.Tokens[0].Value}' is no day; it is written 2026-01-31.");
                return null;
            },
        };

    private static Task<int> Verify(bool json, CancellationToken cancel) =>
        Surroundings.Run(
            "audit",
            async services =>
            {
                var (db, key) = await Sealed(services, cancel);
                var verdict = await Verifier.Verify(db, key, cancel, Progress(json));
                if (json)
                {
                    Console.WriteLine(JsonSerializer.Serialize(verdict, Hosting.Json.Options));
                }
                else
                {
                    Print(verdict.Findings, await Told(db, verdict.Findings, cancel));
                    Console.WriteLine(
                        $"{verdict.Verified} entries verified, {verdict.Waiting} waiting to be sealed: {(verdict.Holds ? "the chain holds" : "the chain is broken")}"
                    );
                }
                return verdict.Holds ? Exit.Done : Exit.Refused;
            }
        );

    private static async Task<int> VerifyFile(
        FileInfo export,
        FileInfo pem,
        bool json,
        CancellationToken cancel
    )
    {
        if (!export.Exists || !pem.Exists)
        {
            return Exit.Refuse($"There is no file {(export.Exists ? pem : export).FullName}");
        }
        using var key = PublicKey.Of(await File.ReadAllTextAsync(pem.FullName, cancel));
        if (key is null)
        {
            return Exit.Refuse($"{pem.Name} is no public key as PEM");
        }
        await using var file = export.OpenRead();
        var verdict = await ExportCheck.Check(file, key, cancel, Progress(json));
        if (verdict.About is not { } about)
        {
            return Exit.Refuse($"{export.Name} cannot be read as a signed export of the audit");
        }
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(verdict, Hosting.Json.Options));
        }
        else
        {
            Print(verdict.Findings, new Dictionary<Guid, string>());
            Console.WriteLine(
                $"{verdict.Verified} entries from {about.First} to {about.Last}, exported {about.MadeAt}, key {key.Fingerprint}: {(verdict.Holds ? "the export holds" : "the export is broken")}"
            );
        }
        return verdict.Holds ? Exit.Done : Exit.Refused;
    }

    private static Task<int> Export(
        FileInfo to,
        Instant? from,
        Instant? until,
        CancellationToken cancel
    ) =>
        Surroundings.Run(
            "audit",
            async services =>
            {
                var (db, key) = await Sealed(services, cancel);
                if (await AuditExport.Range(db, from, until, cancel) is not { } range)
                {
                    return Exit.Refuse("Nothing was written down in that time.");
                }
                await using var lines = new FileStream(
                    to.FullName + ".rows",
                    new FileStreamOptions
                    {
                        Mode = FileMode.Create,
                        Access = FileAccess.ReadWrite,
                        Options = FileOptions.DeleteOnClose,
                    }
                );
                for (var after = range.First - 1; after < range.Last; )
                {
                    after = await AuditExport.Append(
                        db,
                        range,
                        after,
                        WriteAtOnce,
                        lines,
                        _ => Task.FromResult<IReadOnlySet<Guid>>(new HashSet<Guid>()),
                        cancel
                    );
                }
                lines.Position = 0;
                // Beside the file first: a failed export leaves no half of one.
                var part = to.FullName + ".part";
                await using (var file = File.Create(part))
                {
                    await AuditExport.Pack(db, key, range, lines, file, cancel);
                }
                File.Move(part, to.FullName, overwrite: true);
                Console.WriteLine(
                    $"{range.Count} entries from {range.First} to {range.Last}, signed with key {key.Fingerprint}"
                );
                return Exit.Done;
            }
        );

    /// <summary>With no server running nobody else would seal what commands wrote.</summary>
    private static async Task<(Db Db, AuditKey Key)> Sealed(
        IServiceProvider services,
        CancellationToken cancel
    )
    {
        var (db, key) = (
            services.GetRequiredService<Db>(),
            services.GetRequiredService<AuditKey>()
        );
        while (
            await db.Take(Sealer.LeaseName, Duration.FromSeconds(30), cancel)
            && await Sealer.Seal(db, key, SealAtOnce, cancel) > 0
        ) { }
        await db.Free(Sealer.LeaseName, cancel);
        return (db, key);
    }

    private static Action<long>? Progress(bool json)
    {
        var told = 0L;
        return json
            ? null
            : walked =>
            {
                if (walked - told >= Stride)
                {
                    Console.Error.WriteLine($"{told = walked} entries …");
                }
            };
    }

    /// <summary>What the entries tell of, where they can be read: whoever has this command has the database.</summary>
    private static async Task<IReadOnlyDictionary<Guid, string>> Told(
        Db db,
        IReadOnlyList<Finding> findings,
        CancellationToken cancel
    )
    {
        var ids = findings
            .Where(f => f.Flaw != Flaw.Unreadable)
            .Select(f => f.EntryId)
            .OfType<Guid>()
            .ToList();
        return (await AuditTrail.Heads(db, ids, cancel)).ToDictionary(
            e => e.Key,
            e => $"{e.Value.Kind} {e.Value.Root?.Name ?? e.Value.RootId.ToString()}, {e.Value.At}"
        );
    }

    private static void Print(
        IReadOnlyList<Finding> findings,
        IReadOnlyDictionary<Guid, string> told
    )
    {
        foreach (var finding in findings)
        {
            var belongs = finding.Belongs is { } place ? $", belongs to {place}" : "";
            var about =
                finding.EntryId is { } id && told.TryGetValue(id, out var said) ? $" ({said})" : "";
            Console.WriteLine($"{finding.Seq}: {finding.Flaw} {finding.EntryId}{about}{belongs}");
        }
    }
}

/// <summary><c>rapport migrate</c>: brings the database to the newest form and does nothing else.</summary>
internal static class MigrateCommand
{
    public static Command Make()
    {
        var command = new Command("migrate", "Bring the database to the newest form.");
        command.SetAction((_, _) => Surroundings.Run("migrate", _ => Task.FromResult(Exit.Done)));
        return command;
    }
}
