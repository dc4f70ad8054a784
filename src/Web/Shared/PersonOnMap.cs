namespace Rapport.Web.Shared;

/// <summary>
/// Somebody at a client. <paramref name="Influence"/> 0 (none) to 4 (decides), <paramref name="Stance"/> -2 (against
/// us) to 2 (speaks for us), <paramref name="Closeness"/> 0 (not met) to 3 (very well known); each null when nobody said.
/// </summary>
/// <param name="Form">Where it is said; null for who may not.</param>
public sealed record PersonOnMap(
    string Name,
    int? Influence,
    int? Stance,
    int? Closeness,
    string Href,
    string? Form = null
)
{
    /// <summary>Only where both are known is there a place; the middle would be a judgement that nobody passed.</summary>
    public bool IsPlaced => Influence is not null && Stance is not null;
}
