using Rapport.Search;

namespace Rapport.Web.Search;

/// <summary>Where what was found is, and how it is called.</summary>
internal static class Found
{
    public static string AsText(this IEnumerable<Piece> pieces) =>
        string.Concat(pieces.Select(p => p.Text));

    /// <summary>A kind by its name in an address; null when there is none of that name.</summary>
    public static SearchKind? Kind(string? name) =>
        name is { Length: > 0 }
        && char.IsAsciiLetter(name[0])
        && Enum.TryParse<SearchKind>(name, ignoreCase: true, out var kind)
        && Enum.IsDefined(kind)
            ? kind
            : null;

    public static string Href(this SearchHit hit) => Href(hit.Kind, hit.Id);

    public static string Href(SearchKind kind, Guid id) =>
        kind switch
        {
            SearchKind.Client => $"/clients/{id}",
            SearchKind.Contact => $"/contacts/{id}",
            SearchKind.Opportunity => $"/opportunities/{id}",
            SearchKind.Commitment => $"/commitments/{id}",
            SearchKind.Meeting => $"/meetings/{id}",
            SearchKind.Series => $"/series/{id}",
            SearchKind.File => $"/attachments/{id}",
            _ => $"/interactions/{id}",
        };

    public static string Icon(this SearchKind kind) =>
        kind switch
        {
            SearchKind.Client => "building",
            SearchKind.Contact => "user",
            SearchKind.Opportunity => "target-arrow",
            SearchKind.Commitment => "circle-check",
            SearchKind.Meeting => "calendar-event",
            SearchKind.Series => "refresh",
            SearchKind.File => "paperclip",
            _ => "message",
        };

    public static string Label(this SearchKind kind) =>
        kind switch
        {
            SearchKind.Client => SearchWords.Client,
            SearchKind.Contact => SearchWords.Contact,
            SearchKind.Opportunity => SearchWords.Opportunity,
            SearchKind.Commitment => SearchWords.Commitment,
            SearchKind.Meeting => SearchWords.Meeting,
            SearchKind.Series => SearchWords.Series,
            SearchKind.File => SearchWords.File,
            _ => SearchWords.Interaction,
        };

    public static string Plural(this SearchKind kind) =>
        kind switch
        {
            SearchKind.Client => SearchWords.Clients,
            SearchKind.Contact => SearchWords.Contacts,
            SearchKind.Opportunity => SearchWords.Opportunities,
            SearchKind.Commitment => SearchWords.Commitments,
            SearchKind.Meeting => SearchWords.Meetings,
            SearchKind.Series => SearchWords.SeveralSeries,
            SearchKind.File => SearchWords.Files,
            _ => SearchWords.Interactions,
        };
}
