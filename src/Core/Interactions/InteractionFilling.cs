using NodaTime;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>What was said of an entry, checked: pure.</summary>
internal sealed record Said(string Subject, string? Body, Instant Occurred, int? Minutes)
{
    /// <summary>A clock that runs ahead of ours by this much is no prophet.</summary>
    private static readonly Duration Ahead = Duration.FromMinutes(5);
    private static readonly Instant Oldest = Instant.FromUtc(1900, 1, 1, 0, 0);
    private const int LongestMinutes = 7 * 24 * 60;

    public static Said Check(EntryDetails said, Instant now, Faults faults)
    {
        var occurred = MicrosecondClock.Whole(said.Occurred ?? now);
        faults.If(IsToCome(occurred, now), "occurred", Fault.InTheFuture);
        faults.If(occurred < Oldest, "occurred", Fault.NotADate);
        faults.If(said.Minutes < 1, "minutes", Fault.TooSmall);
        faults.If(said.Minutes > LongestMinutes, "minutes", Fault.TooLarge);
        return new Said(
            faults.Text("subject", OneLine(said.Subject), Interaction.SubjectLength, required: true)
                ?? "",
            faults.Text("body", said.Body?.ReplaceLineEndings("\n"), Interaction.BodyLength),
            // What a fast clock calls the future happened just now.
            occurred > now
                ? now
                : occurred,
            said.Minutes
        );
    }

    public static bool IsToCome(Instant occurred, Instant now) => occurred > now + Ahead;

    private static string? OneLine(string? text) =>
        text?.ReplaceLineEndings(" ").Replace('\t', ' ');
}
