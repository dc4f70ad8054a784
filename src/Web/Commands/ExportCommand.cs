using System.CommandLine;
using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Import.Taking;

namespace Rapport.Web.Commands;

/// <summary><c>rapport export KIND FILE</c>: writes all records of a kind as CSV.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var kind = new Argument<ImportKind>("KIND") { Description = "What to take out." };
        // Colleagues come in by a file and have none to go out by.
        kind.AcceptOnlyFromAmong([
            .. Exports.Headers.Keys.Select(k => k.ToString().ToLowerInvariant()),
        ]);
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "Where to; - for standard output.",
        };
        var command = new Command("export", "Take clients, people and history out as a CSV file.")
        {
            kind,
            file,
        };
        command.SetAction(
            (parsed, cancel) => Export(parsed.GetValue(kind), parsed.GetRequiredValue(file), cancel)
        );
        return command;
    }

    private static Task<int> Export(ImportKind kind, FileInfo file, CancellationToken cancel) =>
        Surroundings.Run(
            "export",
            async services =>
            {
                var db = services.GetRequiredService<Db>();
                if (file.Name == "-")
                {
                    await using var screen = Console.OpenStandardOutput();
                    await Out.Write(db, kind, screen, cancel);
                    return Exit.Done;
                }
                // Beside the file first: a failed export leaves no half of one.
                var part = file.FullName + ".part";
                await using (var stream = File.Create(part))
                {
                    await Out.Write(db, kind, stream, cancel);
                }
                File.Move(part, file.FullName, overwrite: true);
                return Exit.Done;
            }
        );
}
