using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Tests.Rules;

namespace Rapport.Tests.World;

/// <summary>Reads calendar files as other programs do, with ical.js; <c>tests/Outside/calendar.js</c> says what it answers.</summary>
public static class CalendarProgram
{
    public static async Task<JsonNode> Read(string file)
    {
        var start = new ProcessStartInfo("node", ["calendar.js"])
        {
            WorkingDirectory = Path.Combine(Sources.Root, "tests", "Outside"),
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var program = Process.Start(start)!;
        await program.StandardInput.WriteLineAsync(JsonSerializer.Serialize(file));
        program.StandardInput.Close();
        var answer = JsonNode.Parse(await program.StandardOutput.ReadToEndAsync())!;
        await program.WaitForExitAsync();
        Assert.True(answer["error"] is null, $"{answer["error"]} of {file}");
        return answer;
    }
}
