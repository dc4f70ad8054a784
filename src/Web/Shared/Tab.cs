namespace Rapport.Web.Shared;

/// <summary>One part of a record, with how much is in it where that helps.</summary>
/// <param name="Act">The name of the act whose key presses it.</param>
public sealed record Tab(
    string Href,
    string Label,
    bool Current = false,
    int? Count = null,
    string? Act = null
);
