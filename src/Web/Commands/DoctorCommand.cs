using System.CommandLine;
using System.Text.Json;
using Rapport.Web.Doctor;
using Rapport.Web.Hosting;

namespace Rapport.Web.Commands;

/// <summary><c>rapport doctor</c>: says what is wrong, what is worth knowing, and what to do. Changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Make()
    {
        var json = new Option<bool>("--json") { Description = "Answer as JSON." };
        var command = new Command(
            "doctor",
            "Say what is wrong with this installation, and what to do. Changes nothing."
        )
        {
            json,
        };
        command.SetAction((parsed, cancel) => Look(parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> Look(bool json, CancellationToken cancel)
    {
        var facts = await Examination.Of(Settings.FromEnvironment(), cancel);
        var findings = Judgement.Of(facts).ToList();
        var wrong = findings.Count(f => f.Bad == Badness.Wrong);
        if (json)
        {
            Console.WriteLine(
                JsonSerializer.Serialize(new { well = wrong == 0, findings }, Json.Options)
            );
        }
        else
        {
            Print(findings);
            Console.WriteLine(wrong == 0 ? "All is well." : $"{wrong} wrong.");
        }
        return wrong == 0 ? Exit.Done : Exit.Refused;
    }

    /// <summary>The worst last, where it is seen.</summary>
    private static void Print(List<Finding> findings)
    {
        foreach (var finding in findings.OrderBy(f => f.Bad))
        {
            Console.WriteLine($"{Mark(finding.Bad)} {finding.About}: {finding.Says}");
            if (finding.Do is { } then)
            {
                Console.WriteLine($"      → {then}");
            }
        }
    }

    private static string Mark(Badness bad) =>
        bad switch
        {
            Badness.Fine => "fine ",
            Badness.WorthKnowing => "know ",
            _ => "WRONG",
        };
}
