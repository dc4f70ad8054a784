namespace Rapport.Web.Shared;

/// <summary>
/// Somebody at a client. <paramref name="Influence"/> 0 (none) to 4 (decides), <paramref name="Stance"/> -2 (against
/// us) to 2 (speaks for us), <paramref name="Closeness"/> 0 (not met) to 3 (very well known).
/// </summary>
public sealed record PersonOnMap(
    string Name,
    int Influence,
    int Stance,
    int Closeness,
    string Href
);
