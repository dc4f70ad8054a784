using System.CommandLine;
using System.Text.Json;
using Rapport.Audit;
using Rapport.Data;

namespace Rapport.Web.Commands;

/// <summary><c>rapport audit verify</c>: says whether, and where, the chain was tampered with.</summary>
internal static class AuditCommand
{
    private const int SealAtOnce = 1000;

    public static Command Make()
    {
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var verify = new Command(
            "verify",
            "Walk the chain and say whether an entry was altered, removed or reordered."
        )
        {
            json,
        };
        verify.SetAction((parsed, cancel) => Verify(parsed.GetValue(json), cancel));
        return new Command("audit", "The record of every change.") { verify };
    }

    private static Task<int> Verify(bool json, CancellationToken cancel) =>
        Surroundings.Run(
            "audit",
            async services =>
            {
                var (db, key) = (
                    services.GetRequiredService<Db>(),
                    services.GetRequiredService<AuditKey>()
                );
                // With no server running nobody else would seal what commands wrote.
                while (
                    await db.Take(Sealer.LeaseName, NodaTime.Duration.FromSeconds(30), cancel)
                    && await Sealer.Seal(db, key, SealAtOnce, cancel) > 0
                ) { }
                await db.Free(Sealer.LeaseName, cancel);
                var verdict = await Verifier.Verify(db, key, cancel);
                if (json)
                {
                    Console.WriteLine(JsonSerializer.Serialize(verdict, Hosting.Json.Options));
                }
                else
                {
                    foreach (var finding in verdict.Findings)
                    {
                        Console.WriteLine($"{finding.Seq}: {finding.Flaw} {finding.EntryId}");
                    }
                    Console.WriteLine(
                        $"{verdict.Verified} entries verified, {verdict.Waiting} waiting to be sealed: {(verdict.Holds ? "the chain holds" : "the chain is broken")}"
                    );
                }
                return verdict.Holds ? Exit.Done : Exit.Refused;
            }
        );
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
