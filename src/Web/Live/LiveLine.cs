using Rapport.Live;

namespace Rapport.Web.Live;

/// <summary>A notice as a browser gets it.</summary>
/// <param name="Id">Null where many records of the kind changed at once.</param>
/// <param name="Many">How many, then.</param>
/// <param name="At">Its place on the node that tells it.</param>
internal sealed record LiveLine(
    string Kind,
    Guid? Id,
    Guid? Client,
    string Event,
    int Version,
    int? Many,
    string? By,
    Guid? ById,
    long At
)
{
    /// <summary>The last notice of each record and event is enough: the page asks for it as it is by then.</summary>
    public static IReadOnlyList<LiveLine> Of(IReadOnlyList<LiveNotice> notices) =>
        [
            .. notices
                .GroupBy(n => (n.Kind, n.Id, n.Event, n.ById))
                .Select(g => g.Last())
                .Select(n => new LiveLine(
                    n.Kind,
                    n.Id,
                    n.ClientId,
                    n.Event,
                    n.Version,
                    n.Span?.Count,
                    n.By,
                    n.ById,
                    n.At
                )),
        ];
}
