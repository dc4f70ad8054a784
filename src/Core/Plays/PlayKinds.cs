using Rapport.Data;
using Rapport.Lists;

namespace Rapport.Plays;

/// <summary>The kinds of records that plays look at: all that have a list, seats, and planned changes of seats.</summary>
public static class PlayKinds
{
    private static readonly ListOf[] WithoutPages =
    [
        SeatList.OfSeats,
        SeatChangeList.OfSeatChanges,
    ];

    public static IReadOnlyList<ListOf> All => [.. ListOf.All, .. WithoutPages];

    public static ListOf? Find(string? key) =>
        WithoutPages.FirstOrDefault(l => l.Key == key) ?? ListOf.OfKey(key);

    /// <summary>Whether the list and each of its records has a page of its own.</summary>
    public static bool HasPages(string? key) => ListOf.OfKey(key) is not null;

    /// <summary>As this firm has it, with its own fields.</summary>
    public static async Task<ListOf?> Find(Db db, string? key, CancellationToken cancel) =>
        Find(key) is { } list ? await list.OfFirm(db, cancel) : null;

    public static ListOf? Of(Type row) => All.FirstOrDefault(l => l.RowType == row);

    /// <summary>Of which kind the records are to which an event of this name happens; null where no play knows them.</summary>
    public static ListOf? OfEvent(string? name) =>
        name?.Split('.') is [var noun, _]
            ? All.FirstOrDefault(l =>
                l.RowType.Name.Equals(noun, StringComparison.OrdinalIgnoreCase)
            )
            : null;

    /// <summary>The events that a play can hear, by name.</summary>
    public static IReadOnlyList<EventName> Events { get; } =
    [.. EventName.Catalogue.Where(e => OfEvent(e.Name) is not null)];
}
