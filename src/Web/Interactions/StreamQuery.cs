using NodaTime;
using Rapport.Interactions;

namespace Rapport.Web.Interactions;

/// <summary>
/// The address of a stream: how it is narrowed and where it goes on. A day that does not fit is taken as not said, so that
/// an old link still shows something.
/// </summary>
public sealed record StreamQuery(
    Touchpoint? Touchpoint,
    Channel? Channel,
    Guid? Person,
    string? Q,
    string? From,
    string? To,
    string? After
)
{
    public bool IsNarrowed => Touchpoint is not null || HasFields;

    /// <summary>Narrowed by the form, not only by a chip.</summary>
    public bool HasFields =>
        Channel is not null
        || Person is not null
        || !string.IsNullOrWhiteSpace(Q)
        || Moments.Date(From) is not null
        || Moments.Date(To) is not null;

    /// <summary>Days are the reader's: they begin and end in her zone.</summary>
    public StreamFilter Filter(Guid clientId, DateTimeZone zone) =>
        new(
            clientId,
            Person,
            Touchpoint is { } touchpoint ? [touchpoint] : null,
            Channel,
            string.IsNullOrWhiteSpace(Q) ? null : Q,
            Start(Moments.Date(From), zone),
            Start(Moments.Date(To)?.PlusDays(1), zone),
            Current: true
        );

    /// <summary>The same stream as an address below a path.</summary>
    public string Href(string path)
    {
        var query = QueryString.Create(
            new Dictionary<string, string?>
            {
                ["touchpoint"] = Touchpoint?.ToString().ToLowerInvariant(),
                ["channel"] = Channel?.ToString().ToLowerInvariant(),
                ["person"] = Person?.ToString(),
                ["q"] = Q,
                ["from"] = From,
                ["to"] = To,
                ["after"] = After,
            }.Where(p => !string.IsNullOrEmpty(p.Value))
        );
        return path + query;
    }

    private static Instant? Start(LocalDate? day, DateTimeZone zone) =>
        day is { } date ? zone.AtStartOfDay(date).ToInstant() : null;
}
