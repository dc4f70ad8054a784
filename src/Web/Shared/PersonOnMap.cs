using System.Runtime.InteropServices;

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

    /// <summary>Of one who is placed.</summary>
    public MapPlace Place => new(Influence!.Value, Stance!.Value);
}

/// <summary>Where people of one judgement stand, as <see cref="PersonOnMap"/> says it.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct MapPlace(int Influence, int Stance);

/// <summary>All people of a client, of whom a map is given the weightiest alone.</summary>
/// <param name="There">With those who have no place.</param>
/// <param name="Placed">How many are at each place; of those that are not named there is nobody.</param>
public sealed record PeopleCount(int There, IReadOnlyDictionary<MapPlace, int> Placed);
