using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>
/// Days on which a colleague is away, and who stands in. What she owes stays hers; while she is away it stands in the queue
/// of her substitute too, who hears what she would have heard.
/// </summary>
public sealed class Absence : Row
{
    public static readonly EventName Planned = new(
        "absence.planned",
        "A colleague will be away for some days."
    );
    public static readonly EventName Changed = new(
        "absence.changed",
        "The days of an absence, or who stands in, changed."
    );
    public static readonly EventName Cancelled = new(
        "absence.cancelled",
        "A colleague will not be away after all."
    );

    public const int NoteLength = 300;

    /// <summary>Longer is a leaving.</summary>
    public const int MostDays = 400;

    public Guid ColleagueId { get; init; }

    /// <summary>The first day away.</summary>
    public LocalDate From { get; set; }

    /// <summary>The last day away.</summary>
    public LocalDate Until { get; set; }

    /// <summary>Who stands in; null for nobody.</summary>
    public Guid? SubstituteId { get; set; }

    /// <summary>What the others may know of it.</summary>
    public string? Note { get; set; }
    public Instant? CancelledAt { get; set; }

    public bool IsOn(LocalDate day) => CancelledAt is null && From <= day && day <= Until;
}

/// <summary>
/// Who acts for whom on a day. Who stands in and is away too passes it on to whoever stands in for her; where that leads
/// back, or to nobody, nobody acts. Pure.
/// </summary>
/// <param name="away">Each colleague who is away, and who stands in.</param>
public sealed class Substitutes(IReadOnlyDictionary<Guid, Guid?> away)
{
    public static readonly Substitutes None = new(new Dictionary<Guid, Guid?>());

    public bool IsAway(Guid colleague) => away.ContainsKey(colleague);

    /// <summary>Who acts for a colleague: herself when she is there; null when nobody does.</summary>
    public Guid? ActsFor(Guid colleague)
    {
        var seen = new HashSet<Guid>();
        Guid? who = colleague;
        while (who is { } one && away.TryGetValue(one, out var next))
        {
            if (!seen.Add(one))
            {
                return null;
            }
            who = next;
        }
        return who;
    }

    /// <summary>For whom a colleague acts beside herself.</summary>
    public IReadOnlyList<Guid> StandsInFor(Guid colleague) =>
        IsAway(colleague) ? [] : [.. away.Keys.Where(a => ActsFor(a) == colleague).Order()];
}
