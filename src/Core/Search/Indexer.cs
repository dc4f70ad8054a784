using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;

namespace Rapport.Search;

/// <summary>Keeps the entries true in the transaction of each change; the engines' triggers carry them into the text indexes.</summary>
internal sealed class Indexer : IJoinSave
{
    public int Order => 50;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        var touched = Touched.By(db, changes);
        if (touched.IsNothing)
        {
            return;
        }
        await touched.Follow(db, cancel);
        var entries = await Compose(db, touched, cancel);
        touched.Gone.UnionWith(touched.Files.Except(entries.Select(e => e.SubjectId)));
        var gone = await Before(db, touched.Gone, cancel);
        db.RemoveRange(gone.Values);
        await Write(db, entries, cancel, touched.Added);
    }

    /// <summary>Adds and changes entries so that they are these; answers how many it wrote.</summary>
    /// <param name="added">Records that are new, so that no entry of theirs is looked for.</param>
    internal static async Task<int> Write(
        Db db,
        IEnumerable<SearchEntry> entries,
        CancellationToken cancel,
        IReadOnlySet<Guid>? added = null
    )
    {
        // A record may be met twice: as itself and through its client's name.
        var now = entries.DistinctBy(e => e.SubjectId).ToList();
        var before = await Before(
            db,
            now.Select(e => e.SubjectId).Where(id => added?.Contains(id) != true),
            cancel
        );
        var fresh = new List<SearchEntry>();
        var changed = 0;
        foreach (var entry in now)
        {
            if (!before.TryGetValue(entry.SubjectId, out var stands))
            {
                fresh.Add(entry);
            }
            else if (!stands.Says(entry))
            {
                stands.Take(entry);
                changed++;
            }
        }
        foreach (var entry in await Placed(db, fresh, cancel))
        {
            db.Append(entry);
        }
        return fresh.Count + changed;
    }

    private static async Task<List<SearchEntry>> Compose(
        Db db,
        Touched touched,
        CancellationToken cancel
    )
    {
        var kept = new Kept(db, cancel);
        var entries = new List<SearchEntry>(touched.Interactions.Select(Said.Of));
        if (touched.Clients.Count > 0)
        {
            entries.AddRange(await kept.Clients(touched.Clients));
        }
        if (touched.Contacts.Count > 0 || touched.Renamed.Count > 0)
        {
            entries.AddRange(await kept.Contacts(touched.Contacts, touched.Renamed));
        }
        if (touched.Opportunities.Count > 0 || touched.Renamed.Count > 0)
        {
            entries.AddRange(await kept.Opportunities(touched.Opportunities, touched.Renamed));
        }
        if (touched.Files.Count > 0 || touched.Renamed.Count > 0)
        {
            entries.AddRange(await kept.Files(touched.Files, touched.Renamed));
        }
        if (touched.Commitments.Count > 0 || touched.Renamed.Count > 0)
        {
            entries.AddRange(await kept.Commitments(touched.Commitments, touched.Renamed));
        }
        if (touched.Meetings.Count > 0 || touched.Renamed.Count > 0)
        {
            entries.AddRange(await kept.Meetings(touched.Meetings, touched.Renamed));
        }
        if (touched.Series.Count > 0 || touched.Renamed.Count > 0)
        {
            entries.AddRange(await kept.Series(touched.Series, touched.Renamed));
        }
        return entries;
    }

    private static async Task<Dictionary<Guid, SearchEntry>> Before(
        Db db,
        IEnumerable<Guid> subjects,
        CancellationToken cancel
    )
    {
        var ids = subjects.ToList();
        return ids.Count == 0
            ? []
            : await db.Set<SearchEntry>()
                .IgnoreQueryFilters()
                .Where(e => ids.Contains(e.SubjectId))
                .ToDictionaryAsync(e => e.SubjectId, cancel);
    }

    /// <summary>
    /// Places hold 32 random bits, enough for one record but not for a million of the same minute: those taken
    /// already are looked up, in one statement, and drawn again.
    /// </summary>
    private static async Task<IReadOnlyList<SearchEntry>> Placed(
        Db db,
        List<SearchEntry> added,
        CancellationToken cancel
    )
    {
        if (added.Count == 0)
        {
            return added;
        }
        var places = added.ConvertAll(e => e.Place);
        var taken = (
            await db.Set<SearchEntry>()
                .IgnoreQueryFilters()
                .Where(e => places.Contains(e.Place))
                .Select(e => e.Place)
                .ToListAsync(cancel)
        ).ToHashSet();
        return added.ConvertAll(e =>
        {
            var place = e.Place;
            while (!taken.Add(place))
            {
                place = Places.New(e.Kind, e.At);
            }
            return place == e.Place ? e : e.AtPlace(place);
        });
    }
}

/// <summary>The records whose entries a save may change.</summary>
internal sealed class Touched
{
    public HashSet<Guid> Clients { get; } = [];

    /// <summary>Clients whose name is in the entries of their contacts, opportunities, files, commitments, meetings and series.</summary>
    public HashSet<Guid> Renamed { get; } = [];
    public HashSet<Guid> Contacts { get; } = [];
    public HashSet<Guid> Opportunities { get; } = [];
    public HashSet<Guid> Files { get; } = [];
    public HashSet<Guid> Commitments { get; } = [];
    public HashSet<Guid> Meetings { get; } = [];
    public HashSet<Guid> Series { get; } = [];

    /// <summary>Of which what they hold in the firm's own fields changed; of what kind they are, the value does not say.</summary>
    public HashSet<Guid> Holders { get; } = [];

    /// <summary>Immutable, so that only new ones are met.</summary>
    public List<Interaction> Interactions { get; } = [];
    public HashSet<Guid> Added { get; } = [];
    public HashSet<Guid> Gone { get; } = [];

    public bool IsNothing =>
        Clients.Count
            + Renamed.Count
            + Contacts.Count
            + Opportunities.Count
            + Files.Count
            + Commitments.Count
            + Meetings.Count
            + Series.Count
            + Holders.Count
            + Interactions.Count
            + Gone.Count
        == 0;

    public static Touched By(Db db, IReadOnlyList<Change> changes)
    {
        var touched = new Touched();
        touched.Meetings.UnionWith(Lines<AgendaItem>(db));
        touched.Meetings.UnionWith(Lines<MeetingAction>(db));
        foreach (var change in changes)
        {
            touched.Note(change);
        }
        touched.Clients.ExceptWith(touched.Gone);
        touched.Contacts.ExceptWith(touched.Gone);
        touched.Meetings.ExceptWith(touched.Gone);
        return touched;
    }

    /// <summary>Whose lines changed: lines are no rows and stand among no changes.</summary>
    private static IEnumerable<Guid> Lines<T>(Db db)
        where T : class, ILineOf =>
        db
            .ChangeTracker.Entries<T>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(e => e.Entity.RowId);

    /// <summary>
    /// Values nearly always change together with their record; where a merge leads them by themselves, the entries that
    /// stand say of what kind their records are. One that has none yet is met when it comes.
    /// </summary>
    public async Task Follow(Db db, CancellationToken cancel)
    {
        Holders.ExceptWith([.. Clients, .. Contacts, .. Opportunities, .. Gone]);
        if (Holders.Count == 0)
        {
            return;
        }
        var entries = await db.Set<SearchEntry>()
            .IgnoreQueryFilters()
            .Where(e => Holders.Contains(e.SubjectId))
            .Select(e => new { e.SubjectId, e.Kind })
            .ToListAsync(cancel);
        foreach (var entry in entries)
        {
            (
                entry.Kind switch
                {
                    SearchKind.Client => Clients,
                    SearchKind.Contact => Contacts,
                    SearchKind.Opportunity => Opportunities,
                    _ => Holders,
                }
            ).Add(entry.SubjectId);
        }
    }

    private void Note(Change change)
    {
        switch (change.Entry.Entity)
        {
            case Client
            or Contact
            or Opportunity
            or Attachment
            or Commitment
            or Meeting
            or Rapport.Meetings.Series
            or Interaction when change.State == EntityState.Deleted:
                Gone.Add(change.Row!.Id);
                break;
            case Client client:
                Clients.Add(client.Id);
                New(change);
                if (change.State == EntityState.Modified && IsNew(change, nameof(Client.Name)))
                {
                    Renamed.Add(client.Id);
                }
                break;
            case ClientPart { ClientId: { } client }:
                Clients.Add(client);
                break;
            case Contact contact:
                Contacts.Add(contact.Id);
                New(change);
                break;
            case ContactPoint point:
                Contacts.Add(point.ContactId);
                break;
            case Opportunity opportunity:
                Opportunities.Add(opportunity.Id);
                New(change);
                break;
            case Attachment file:
                Files.Add(file.Id);
                New(change);
                break;
            case Commitment commitment:
                Commitments.Add(commitment.Id);
                New(change);
                break;
            case Meeting meeting:
                Meetings.Add(meeting.Id);
                New(change);
                break;
            case Rapport.Meetings.Series series:
                Series.Add(series.Id);
                New(change);
                break;
            case CustomValue value:
                Holders.Add(value.SubjectId);
                Holders.Add((Guid)change.Entry.OriginalValues[nameof(value.SubjectId)]!);
                break;
            case Interaction interaction when Matters(change):
                Interactions.Add(interaction);
                New(change);
                break;
        }
    }

    private void New(Change change)
    {
        if (change.State == EntityState.Added)
        {
            Added.Add(change.Row!.Id);
        }
    }

    /// <summary>An interaction that was corrected says what it said; one that was given to another client moves.</summary>
    private static bool Matters(Change change) =>
        change.State == EntityState.Added
        || IsNew(change, nameof(Interaction.ClientId))
        || IsNew(change, nameof(Interaction.Subject))
        || IsNew(change, nameof(Interaction.Body))
        || IsNew(change, nameof(Interaction.Audience));

    private static bool IsNew(Change change, string property)
    {
        var of = change.Entry.Property(property);
        return of.IsModified && !Equals(of.OriginalValue, of.CurrentValue);
    }
}
