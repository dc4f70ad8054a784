using System.Globalization;

namespace Rapport.Bench;

/// <summary>What was measured, each figure with its bar beside it and whether it is met.</summary>
internal sealed class Table
{
    private readonly List<string> lines = [];

    /// <summary>True when a figure falls short of its bar.</summary>
    private bool Short { get; set; }

    /// <summary>True when something could not be measured.</summary>
    public bool Broken { get; private set; }

    /// <param name="bar">From quality.md; null where there is none.</param>
    public void Add(
        string where,
        string what,
        double figure,
        string unit,
        double? bar,
        bool atLeast = false
    )
    {
        var met = bar is not { } b || (atLeast ? figure >= b : figure <= b);
        Short |= !met;
        var judged = bar is null ? "" : $"{(atLeast ? "≥" : "≤")} {bar:0.##}";
        lines.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{where, -24} {what, -52} {figure, 9:0.00} {unit, -13} {judged, -7} {(bar is null ? "" : met ? "met" : "SHORT")}"
            )
        );
        Console.WriteLine(lines[^1]);
    }

    /// <summary>Measures; what cannot be measured falls short, and the rest goes on.</summary>
    public void Try(string where, string what, Action measure)
    {
        try
        {
            measure();
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException)
        {
            Short = Broken = true;
            lines.Add($"{where, -24} {what, -52} {failure.Message} SHORT");
            Console.WriteLine(lines[^1]);
        }
    }

    public void Print()
    {
        Console.WriteLine();
        Console.WriteLine(Short ? "Short of the bar:" : "Every bar is met.");
        foreach (var line in lines.Where(l => l.EndsWith("SHORT", StringComparison.Ordinal)))
        {
            Console.WriteLine(line);
        }
    }
}
