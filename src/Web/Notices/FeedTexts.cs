using Rapport.Notices;
using Rapport.Web.History;

namespace Rapport.Web.Notices;

/// <summary>What a feed leads to, and where it is read.</summary>
internal static class FeedTexts
{
    public static string Address(HttpRequest request, string secret) =>
        $"{Here(request)}/feeds/{secret}.ics";

    /// <summary>The page of the record that an entry stands for; null where it has none.</summary>
    public static Uri? Link(HttpRequest request, FeedItem item) =>
        HistoryOf.All.FirstOrDefault(h =>
            h.Kind.Equals(item.Subject, StringComparison.OrdinalIgnoreCase)
        )
            is { } noun
            ? new Uri(Here(request) + noun.Record(item.SubjectId))
            : null;

    private static string Here(HttpRequest request) => $"{request.Scheme}://{request.Host}";
}
