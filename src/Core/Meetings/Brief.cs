using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>One of theirs whom one is about to meet.</summary>
public sealed record BriefPerson(
    Guid Id,
    string Name,
    string? JobTitle,
    Influence? Influence,
    Stance? Stance,
    string? Interest,
    string? Wants,
    string? Fears,
    Instant? LastTouch
);

/// <summary>Something that happened, in a line.</summary>
public sealed record BriefTouch(Guid Id, Instant Occurred, Channel Channel, string Subject);

/// <summary>
/// What one has to know before a meeting, on a page: whom one meets, where the account stands, what is owed both ways, what
/// happened last, what can be said with pride, what is better not said, and where there is more to do.
/// </summary>
/// <param name="Kept">Words that we kept in the last weeks, the newest first.</param>
/// <param name="Decisions">What was decided in the meeting before.</param>
/// <param name="Avoid">What the client does not want to hear of, and why.</param>
/// <param name="Openings">What may become business.</param>
public sealed record Brief(
    IReadOnlyList<BriefPerson> People,
    Client? Client,
    IReadOnlyList<string> AccountManagers,
    IReadOnlyList<CommitmentRecord> Owed,
    IReadOnlyList<CommitmentRecord> OwedToUs,
    IReadOnlyList<BriefTouch> Touches,
    IReadOnlyList<string> Kept,
    IReadOnlyList<string> Decisions,
    IReadOnlyList<(string Text, string? Why)> Avoid,
    IReadOnlyList<string> Openings
)
{
    private const int MostTouches = 5;
    private const int MostOwed = 8;
    private const int MostKept = 5;
    private static readonly Duration Recent = Duration.FromDays(60);

    /// <summary>Null when the viewer does not see the meeting.</summary>
    public static async Task<Brief?> Of(Db db, Guid meetingId, CancellationToken cancel)
    {
        if (
            await db.Set<Meeting>()
                .AsNoTracking()
                .FirstOrDefaultAsync(m => m.Id == meetingId, cancel)
            is not { } meeting
        )
        {
            return null;
        }
        var people = await Whom(db, meetingId, cancel);
        if (meeting.ClientId is not { } client)
        {
            return new(people, null, [], [], [], [], [], [], [], []);
        }
        var avoided = await db.Set<AvoidedTopic>()
            .Where(t => t.ClientId == client)
            .OrderBy(t => t.Position)
            .Select(t => new { t.Text, t.Why })
            .ToListAsync(cancel);
        var open = await new Agendas(db).Open(AsExecutive(meeting), cancel);
        return new(
            people,
            await db.Set<Client>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == client, cancel),
            await Managers(db, client, cancel),
            Top(await CommitmentRecords.OpenAt(db, client, theirs: false, MostOwed, cancel)),
            Top(await CommitmentRecords.OpenAt(db, client, theirs: true, MostOwed, cancel)),
            await Happened(db, client, cancel),
            await KeptWords(db, client, cancel),
            await Decided(db, meeting, cancel),
            [.. avoided.Select(t => (t.Text, t.Why))],
            [.. open.Where(o => o.Source == AgendaSource.Opening).Select(o => o.Text)]
        );
    }

    /// <summary>Openings are shown whoever meets: the page is ours alone.</summary>
    private static Meeting AsExecutive(Meeting meeting) =>
        new()
        {
            Id = meeting.Id,
            ClientId = meeting.ClientId,
            SeriesId = meeting.SeriesId,
            Kind = MeetingKind.Executive,
            Title = meeting.Title,
            Start = meeting.Start,
            Zone = meeting.Zone,
            Uid = meeting.Uid,
        };

    private static IReadOnlyList<CommitmentRecord> Top(List<CommitmentRecord> owed) =>
        [.. owed.Take(MostOwed)];

    private static Task<List<BriefPerson>> Whom(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Attendee>()
            .Where(a => a.MeetingId == id && a.ContactId != null)
            .OrderBy(a => a.Number)
            .Join(
                db.Set<Contact>(),
                a => a.ContactId,
                c => c.Id,
                (a, c) =>
                    new BriefPerson(
                        c.Id,
                        c.Name,
                        c.JobTitle,
                        c.Influence,
                        c.Stance,
                        c.Interest,
                        c.Wants,
                        c.Fears,
                        c.LastTouch
                    )
            )
            .ToListAsync(cancel);

    private static Task<List<string>> Managers(Db db, Guid client, CancellationToken cancel) =>
        db.Set<Colleague>()
            .Where(c =>
                db.Set<Seat>()
                    .Any(s =>
                        s.ClientId == client
                        && s.ColleagueId == c.Id
                        && s.Role == SeatRole.AccountManager
                        && s.Until == null
                    )
            )
            .OrderBy(c => c.NameKey)
            .Select(c => c.Name)
            .ToListAsync(cancel);

    private static Task<List<BriefTouch>> Happened(Db db, Guid client, CancellationToken cancel) =>
        db.Set<Interaction>()
            .Where(i =>
                i.ClientId == client && i.CorrectedById == null && i.Channel != Channel.Invoice
            )
            .OrderByDescending(i => i.Occurred)
            .ThenByDescending(i => i.Id)
            .Take(MostTouches)
            .Select(i => new BriefTouch(i.Id, i.Occurred, i.Channel, i.Subject))
            .ToListAsync(cancel);

    private static Task<List<string>> KeptWords(Db db, Guid client, CancellationToken cancel)
    {
        var since = db.Now - Recent;
        return db.Set<Commitment>()
            .Where(c =>
                c.ClientId == client
                && c.State == CommitmentState.Kept
                && c.Favour == Favour.Client
                && c.ClosedAt >= since
            )
            .OrderByDescending(c => c.ClosedAt)
            .ThenByDescending(c => c.Id)
            .Take(MostKept)
            .Select(c => c.Text)
            .ToListAsync(cancel);
    }

    private static async Task<IReadOnlyList<string>> Decided(
        Db db,
        Meeting meeting,
        CancellationToken cancel
    )
    {
        var (client, id) = (meeting.ClientId, meeting.Id);
        var last = await db.Set<Meeting>()
            .Where(m => m.ClientId == client && m.State == MeetingState.Held && m.Id != id)
            .OrderByDescending(m => m.Start)
            .Select(m => (Guid?)m.Id)
            .FirstOrDefaultAsync(cancel);
        var said = await db.Set<AgendaItem>()
            .Where(i => i.MeetingId == last && !i.Removed && i.Decisions != null)
            .OrderBy(i => i.Position)
            .Select(i => i.Decisions!)
            .ToListAsync(cancel);
        return [.. said.SelectMany(AgendaItem.Lines)];
    }
}
