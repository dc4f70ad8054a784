using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>
/// The usual ways to narrow a list of entries, and how far it looks. A firm writes down millions: a page looks through
/// the last days alone unless it is told of whom or since when, and through the newest <see cref="Most"/> of those; in the
/// order of time the next page goes on from there. So no filter and no order costs more than that, whatever is said.
/// </summary>
/// <param name="Text">Each word of it stands in the subject, folded.</param>
/// <param name="Clients">Only entries of one of these.</param>
/// <param name="Own">Only what the viewer wrote down.</param>
/// <param name="Days">So many days back, today among them; null where that was not said.</param>
/// <param name="AllDays">However long ago; asked for by name.</param>
/// <param name="Stream">As scripts narrow a stream.</param>
public sealed record InteractionFilter(
    string? Text = null,
    IReadOnlyCollection<Guid>? Clients = null,
    Touchpoint? Touchpoint = null,
    bool Own = false,
    int? Days = null,
    bool AllDays = false,
    StreamFilter? Stream = null
)
{
    public const string OfClient = "client";
    public const string Mine = "mine";
    public const string Back = "days";

    /// <summary>As so many days: all of them.</summary>
    public const string Ever = "all";

    /// <summary>How many days a list of no client looks back that was not told.</summary>
    public const int UsualDays = 90;

    /// <summary>So many entries a page looks through, the newest of those that it is for.</summary>
    public const int Most = 50_000;

    private const int MostDays = 36_500;

    /// <summary>How many this page looks through.</summary>
    public int LooksThrough { get; init; } = Most;

    /// <summary>As the address of a list says it.</summary>
    public static async Task<InteractionFilter> Of(
        Db db,
        ListSaid said,
        CancellationToken cancel
    ) =>
        new(
            said[ListSaid.Words],
            (await ClientNames.Filtered(db, said[OfClient], cancel))?.Select(c => c.Id).ToList(),
            FieldText.Choice<Touchpoint>(said[InteractionList.Touchpoint]),
            said[Mine] == FieldText.Yes,
            DaysOf(said[Back]),
            said[Back] == Ever
        );

    /// <summary>Null for what is no number of days.</summary>
    public static int? DaysOf(string? said) =>
        int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
        && days is > 0 and <= MostDays
            ? days
            : null;

    /// <summary>How far back the list looks, in days; null for however long.</summary>
    public int? LooksBack(Filter? filter) =>
        Days is not null ? Days
        : AllDays || Clients is not null || IsEnough(Stream) || Bounds(filter).Any(IsEnough) ? null
        : UsualDays;

    /// <summary>All the entries that the list is for, however many.</summary>
    public IQueryable<Interaction> Entries(Db db, DateTimeZone zone, Filter? filter) =>
        Narrowed(Bounded(db, zone, filter));

    /// <summary>
    /// Those that a page looks through: the newest, or the oldest where those come first; in the order of time from
    /// where the page begins, so that going on leads through all of them.
    /// </summary>
    /// <param name="from">Where the page begins; null for the beginning.</param>
    public IQueryable<Interaction> Window(
        Db db,
        DateTimeZone zone,
        Filter? filter,
        Sort? sort,
        ListPlace? from = null
    ) => Narrowed(Ordered(Bounded(db, zone, filter), sort, from).Take(LooksThrough));

    /// <summary>The last entry that a page looks through, when there is more behind; null when it looks through all.</summary>
    public async Task<ListPlace?> Reach(
        Db db,
        DateTimeZone zone,
        Filter? filter,
        Sort? sort,
        ListPlace? from,
        CancellationToken cancel
    )
    {
        var end = await Ordered(Bounded(db, zone, filter), sort, from)
            .Skip(LooksThrough - 1)
            .Take(2)
            .Select(i => new { i.Occurred, i.Id })
            .ToListAsync(cancel);
        return end is [var last, _]
            ? new ListPlace(InstantPattern.ExtendedIso.Format(last.Occurred), last.Id)
            : null;
    }

    /// <summary>When an entry happened at which a list in the order of time stands.</summary>
    public static Instant? At(ListPlace? place) =>
        InstantPattern.ExtendedIso.Parse(place?.Value ?? "") is { Success: true } at
            ? at.Value
            : null;

    public static bool ByTime(Sort? sort) =>
        sort is null || Is(sort.Field, InteractionList.Occurred);

    public static bool OldestFirst(Sort? sort) => sort is { Descending: false } && ByTime(sort);

    private static IQueryable<Interaction> Ordered(
        IQueryable<Interaction> entries,
        Sort? sort,
        ListPlace? from
    )
    {
        var (oldestFirst, begin) = (OldestFirst(sort), ByTime(sort) ? At(from) : null);
        if (begin is { } at)
        {
            entries = oldestFirst
                ? entries.Where(i => i.Occurred >= at)
                : entries.Where(i => i.Occurred <= at);
        }
        return oldestFirst
            ? entries.OrderBy(i => i.Occurred).ThenBy(i => i.Id)
            : entries.OrderByDescending(i => i.Occurred).ThenByDescending(i => i.Id);
    }

    /// <summary>By that alone at which an index begins.</summary>
    private IQueryable<Interaction> Bounded(Db db, DateTimeZone zone, Filter? filter)
    {
        // Words that a later entry corrects do not hold any more.
        var entries = Visible(db).Where(i => i.CorrectedById == null);
        if (Clients is not null)
        {
            entries = entries.Where(i => Clients.Contains(i.ClientId!.Value));
        }
        if (Stream is not null)
        {
            entries = Timeline.Filtered(
                entries,
                Stream with
                {
                    Touchpoints = null,
                    Channel = null,
                }
            );
        }
        if (Own)
        {
            var me = db.Viewer.ColleagueId;
            entries = entries.Where(i => i.AuthorId == me);
        }
        var bounds = Bounds(filter);
        if (LooksBack(filter) is { } days)
        {
            bounds =
            [
                .. bounds,
                new Condition(InteractionList.Occurred, Comparison.Ge, $"-P{days}D"),
            ];
        }
        if (bounds.Count == 0)
        {
            return entries;
        }
        // One that cannot be carried out is refused where the whole filter is.
        var held = new Conditions<Interaction>(InteractionList.Instance, db, zone).Of(
            new AllOf(bounds)
        );
        return held.Done ? entries.Where(held.Value) : entries;
    }

    private IQueryable<Interaction> Narrowed(IQueryable<Interaction> entries)
    {
        if (Touchpoint is { } touchpoint)
        {
            entries = entries.Where(i => i.Touchpoint == touchpoint);
        }
        if (Stream is not null)
        {
            entries = Timeline.Filtered(
                entries,
                new StreamFilter(Touchpoints: Stream.Touchpoints, Channel: Stream.Channel)
            );
        }
        foreach (
            var word in Folded
                .Key(Text ?? "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(MostWords)
        )
        {
            entries = entries.Where(i => i.SubjectKey!.Contains(word));
        }
        return entries;
    }

    private const int MostWords = 10;

    /// <summary>Who has few passes begins at these; the wall still stands behind it.</summary>
    private IQueryable<Interaction> Visible(Db db)
    {
        var entries = db.Set<Interaction>().AsNoTracking();
        if (db.Viewer.SeesAll || Clients is not null || Stream?.ClientId is not null)
        {
            return entries;
        }
        var me = db.Viewer.ColleagueId;
        return db.Set<Pass>()
            .Where(p => p.ColleagueId == me)
            .Join(entries, p => p.ClientId, i => i.ClientId, (p, i) => i);
    }

    /// <summary>The conditions that must hold in any case, and at which an index begins.</summary>
    private static IReadOnlyList<Condition> Bounds(Filter? filter) =>
        filter switch
        {
            Condition one when Begins(one) => [one],
            AllOf all => [.. all.Parts.SelectMany(Bounds)],
            _ => [],
        };

    private static bool Begins(Condition said) =>
        Is(said, InteractionList.Occurred)
            ? said.Comparison is not (Comparison.Ne or Comparison.Pr)
            : said.Comparison == Comparison.Eq
                && (
                    Is(said, InteractionList.Client)
                    || Is(said, InteractionList.Author)
                    || Is(said, InteractionList.Contacts)
                    || Is(said, InteractionList.Colleagues)
                );

    /// <summary>Says of whom or since when, so that the list need not look at the last days alone.</summary>
    private static bool IsEnough(Condition said) =>
        Is(said, InteractionList.Client)
        || Is(said, InteractionList.Contacts)
        || (
            Is(said, InteractionList.Occurred)
            && said.Comparison is Comparison.Eq or Comparison.Ge or Comparison.Gt
        );

    private static bool IsEnough(StreamFilter? said) =>
        said is { ClientId: not null } or { PersonId: not null } or { From: not null };

    private static bool Is(Condition said, string field) => Is(said.Field, field);

    private static bool Is(string said, string field) =>
        said.Equals(field, StringComparison.OrdinalIgnoreCase);
}
