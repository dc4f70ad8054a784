using System.Text.RegularExpressions;

namespace Rapport.Tests.Rules;

/// <summary>What the scripts of the browser have to keep among themselves.</summary>
public sealed partial class ScriptRules
{
    private const string Folder = "src/Web/wwwroot";

    [Fact]
    public void Every_script_of_a_page_is_kept_for_the_capture_page_without_a_network()
    {
        var kept = Kept().Matches(Read("capture-worker.js")).Select(m => m.Groups[1].Value);

        // One that is missing keeps all the others from being run.
        Assert.Empty(Imported("app.js", []).Except(kept));
    }

    private static HashSet<string> Imported(string script, HashSet<string> seen)
    {
        if (seen.Add(script))
        {
            foreach (Match import in Import().Matches(Read(script)))
            {
                Imported(import.Groups[1].Value, seen);
            }
        }
        return seen;
    }

    private static string Read(string script) =>
        File.ReadAllText(Path.Combine(Sources.Root, Folder, script));

    [GeneratedRegex("^import\\b[^\"]*\"\\./([a-z-]+\\.js)\";", RegexOptions.Multiline, 1000)]
    private static partial Regex Import();

    [GeneratedRegex("^  \"/([a-z-]+\\.js)\",", RegexOptions.Multiline, 1000)]
    private static partial Regex Kept();
}
