using System.Globalization;
using NodaTime;
using Rapport.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Interactions;

/// <summary>What is said about a stream as a whole.</summary>
public static class StreamWords
{
    /// <summary>"1,284 entries since 2019"; null when there is nothing yet.</summary>
    public static string? Since(StreamFacts facts, DateTimeZone zone) =>
        facts.First is not { } first ? null
        : facts.Count == 1 ? InteractionWords.OneSince.With(first.InZone(zone).Year)
        : InteractionWords.Since.With(
            facts.Count.ToString("N0", CultureInfo.CurrentCulture),
            first.InZone(zone).Year
        );
}
