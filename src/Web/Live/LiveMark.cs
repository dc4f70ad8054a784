using Rapport.Live;

namespace Rapport.Web.Live;

/// <summary>What a page shows, so that it follows what happens to that; <c>wwwroot/live.js</c> reads it.</summary>
/// <param name="Shows">
/// Kinds apart from each other by spaces: <c>client</c> for all of a kind, <c>contact:ID</c> for a record,
/// <c>interaction@ID</c> for all of a kind of a client, <c>*@ID</c> for whatever is of a client.
/// </param>
/// <param name="How">"page" is read anew where it stands, "list" offers what is new, "log" whatever others do, "form" only says that something changed.</param>
public sealed record LiveMark(string Shows, string How)
{
    /// <summary>The record of which is told who else looks at it: <c>client:ID</c>.</summary>
    public string? Record { get; init; }

    /// <summary>Where a form's record can be seen as it is now.</summary>
    public string? Look { get; init; }

    /// <summary>A part of a client's handbook.</summary>
    public static LiveMark OfClient(Guid id) => new($"*@{id}", "page") { Record = $"client:{id}" };

    /// <summary>One record, with what of its client stands on its page.</summary>
    public static LiveMark OfRecord(string kind, Guid id, Guid? clientId, params string[] beside) =>
        new(
            string.Join(
                ' ',
                clientId is { } client
                    ? beside.Select(b => $"{b}@{client}").Prepend($"{kind}:{id}")
                    : [$"{kind}:{id}"]
            ),
            "page"
        )
        {
            Record = $"{kind}:{id}",
        };

    public static LiveMark List(string kind) => new(kind, "list");

    /// <summary>A client's records of one kind, as a list.</summary>
    public static LiveMark ListOf(string kind, Guid clientId) =>
        new($"{kind}@{clientId}", "list") { Record = $"client:{clientId}" };

    /// <summary>All that is done to records of every kind.</summary>
    public static LiveMark Log => new(string.Join(' ', LiveKind.Names), "log");

    /// <summary>A record that is being changed; what is typed stays whatever happens.</summary>
    /// <param name="look">The page of the record.</param>
    public static LiveMark Form(string kind, Guid id, string look) =>
        new($"{kind}:{id}", "form") { Record = $"{kind}:{id}", Look = look };
}
