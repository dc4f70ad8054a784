using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Demo;

/// <summary>When a story is told: at the beginning, once, again and again, at the end, or around the day of loading.</summary>
internal enum Telling
{
    Start,
    Once,
    Often,
    Lapse,
    Now,
}

/// <summary>A thread of the handbook: steps that make sense one after another.</summary>
/// <param name="Only">The client that it belongs to; null for any.</param>
internal sealed record Story(Telling When, string? Only, IReadOnlyList<Step> Steps);

/// <param name="Days">After the step before; in a story of now, before today (0 or less).</param>
/// <param name="Time">A local time as 09:30, or minutes before the day of loading's end as 150m.</param>
/// <param name="Who">Parts such as lead, it, am: who took part, in this order.</param>
internal sealed record Step(
    int Days,
    string Time,
    Touchpoint Touchpoint,
    Channel Channel,
    Direction Direction,
    int? Minutes,
    Audience Audience,
    string[] Who,
    string Subject,
    string Said
);

/// <summary>All that can happen, told in one language.</summary>
/// <param name="Rhythm">The everyday, between the stories.</param>
/// <param name="Details">Sentences for <c>{d}</c>, by channel where it has its own, else by touchpoint.</param>
internal sealed record Telltale(
    IReadOnlyList<Story> Stories,
    IReadOnlyList<Step> Rhythm,
    ILookup<string, string> Details
)
{
    public static readonly string[] Languages = ["en", "de", "es", "fr", "no"];

    public static Telltale In(string language)
    {
        var blocks = DemoText.Read($"stories.{language}");
        var rhythm = blocks.Single(b => b.Title == "rhythm");
        var details = blocks.Single(b => b.Title == "details");
        return new Telltale(
            [
                .. blocks
                    .Where(b => b.One("when") is not null)
                    .Select(b => new Story(
                        Enum.Parse<Telling>(b.One("when")!, ignoreCase: true),
                        b.One("only"),
                        [.. b.Lines["step"].Select(Timed)]
                    )),
            ],
            [.. rhythm.Lines["any"].Select(l => Parse(DemoText.Parts(l), 0, ""))],
            details
                .Lines.SelectMany(g => g.Select(said => (g.Key, said)))
                .ToLookup(d => d.Key, d => d.said, StringComparer.OrdinalIgnoreCase)
        );
    }

    private static Step Timed(string line)
    {
        var parts = DemoText.Parts(line);
        var time = parts[0].Split(' ');
        return Parse(
            parts[1..],
            int.Parse(time[0], System.Globalization.CultureInfo.InvariantCulture),
            time[1]
        );
    }

    private static Step Parse(string[] parts, int days, string time)
    {
        var kind = parts[0].Split(' ');
        var rest = kind[3..];
        return new Step(
            days,
            time,
            Enum.Parse<Touchpoint>(kind[0], ignoreCase: true),
            Enum.Parse<Channel>(kind[1], ignoreCase: true),
            kind[2] switch
            {
                "them" => Direction.FromThem,
                "us" => Direction.FromUs,
                _ => Direction.Both,
            },
            Array.Find(rest, r => char.IsAsciiDigit(r[0])) is { } minutes
                ? int.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)
                : null,
            rest.Contains("named") ? Audience.Named
                : rest.Contains("client") ? Audience.Client
                : Audience.Inside,
            DemoText.Words(parts[1]),
            parts[2],
            parts[3]
        );
    }
}
