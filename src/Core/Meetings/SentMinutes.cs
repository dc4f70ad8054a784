using Microsoft.EntityFrameworkCore;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Mail;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>To whom minutes go.</summary>
/// <param name="To">The numbers of people who were asked or came; null for all who were there.</param>
public sealed record MinutesSending(IReadOnlyList<int>? To);

/// <summary>
/// The minutes of a meeting that was held, sent to people: what was decided, what is to be done, when one meets next.
/// What is ours alone goes to nobody of theirs, what was told in confidence neither.
/// </summary>
/// <param name="post">Null where mail is off; then it is noted that somebody handed them over.</param>
public sealed class SentMinutes(Db db, MeetingPost? post = null)
{
    /// <summary>
    /// To each once: who has them already is passed over. To whom no address is known they are handed over by whoever says
    /// that they were sent.
    /// </summary>
    public async Task<Result<Meeting>> Send(
        Guid id,
        MinutesSending said,
        CancellationToken cancel = default
    )
    {
        if (await Minutes.Whole(db, id, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        if (meeting.State != MeetingState.Held)
        {
            return Refusal.Invalid("", Fault.NotAllowed);
        }
        var people = meeting.Attendees.ToDictionary(a => a.Number);
        var letters = await Written(meeting, cancel);
        var to =
            said.To?.ToHashSet()
            ?? letters.Select(l => l.To.Number).Where(n => people[n].Present).ToHashSet();
        var faults = new Faults();
        faults.If(to.Count == 0, "to", Fault.Required);
        faults.If(to.Except(letters.Select(l => l.To.Number)).Any(), "to", Fault.Unknown);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var fresh = letters
            .Where(l => to.Contains(l.To.Number) && people[l.To.Number].MinutesAt is null)
            .ToList();
        if (fresh.Count == 0)
        {
            return meeting;
        }
        foreach (var letter in fresh)
        {
            people[letter.To.Number].MinutesAt = db.Now;
            Write(letter);
        }
        var names = Invitations.Names(fresh.ConvertAll(l => l.To));
        await Meetings.Step(db, meeting, MeetingDeed.MinutesSent, names, cancel);
        // What we say among ourselves does not keep our word to the client.
        var toThem = fresh.Exists(l => !l.To.IsOurs) || !meeting.FacesClient;
        db.Raise(toThem ? Meeting.MinutesSent : Meeting.Changed, meeting, meeting.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }

    /// <summary>What each would read, in the order in which people were asked; null where there is no such meeting.</summary>
    public async Task<IReadOnlyList<MinutesLetter>?> Letters(
        Guid id,
        CancellationToken cancel = default
    ) => await Minutes.Whole(db, id, cancel) is { } meeting ? await Written(meeting, cancel) : null;

    private void Write(MinutesLetter letter)
    {
        if (post is not null && letter.To.Email is { } address)
        {
            var words = post.Words.Write(letter);
            Mails.Write(
                db,
                new MailDetails(address, words.Subject, words.Text, SubjectId: letter.MeetingId)
            );
        }
    }

    private async Task<List<MinutesLetter>> Written(Meeting meeting, CancellationToken cancel)
    {
        var readers = await MeetingReaders.Of(db, meeting, meeting.Attendees, cancel);
        var there = await There(meeting, cancel);
        var names = await Names(meeting, cancel);
        var ours = await Ours(meeting, cancel);
        var theirs = await IsForThem(meeting, cancel);
        var next = await db.Set<Meeting>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                m => m.Id == meeting.NextId && m.State != MeetingState.Cancelled,
                cancel
            );
        return
        [
            .. readers
                .Where(r => r.IsOurs || theirs)
                .Select(r =>
                {
                    var follows = r.IsOurs || next is { FacesClient: true } ? next : null;
                    return new MinutesLetter(
                        r,
                        meeting.Id,
                        meeting.Title,
                        meeting.Start,
                        there,
                        [
                            .. Agendas
                                .Shown(meeting)
                                .Where(p => r.IsOurs || !ours.IsOurs(p))
                                .Select(Decided)
                                .Where(p => p.Decisions.Count > 0),
                        ],
                        [
                            .. meeting
                                .Actions.Where(a => r.IsOurs || !ours.IsOurs(a))
                                .OrderBy(a => a.Number)
                                .Select(a => Agreed(a, a.OwnerId ?? meeting.OwnerId, names)),
                        ],
                        follows?.Start,
                        follows?.Place
                    );
                }),
        ];
    }

    private static DecidedPoint Decided(AgendaItem point) =>
        new(point.Text, AgendaItem.Lines(point.Decisions));

    private static AgreedAction Agreed(
        MeetingAction action,
        Guid? ownerId,
        Dictionary<Guid, string> names
    ) =>
        new(
            action.Text,
            ownerId is { } owner ? names.GetValueOrDefault(owner) : null,
            action.ContactId is { } contact ? names.GetValueOrDefault(contact) : null,
            action.DueOn
        );

    /// <summary>A talk in confidence is not written about to anybody of theirs; nor is one whose entry became that.</summary>
    private async Task<bool> IsForThem(Meeting meeting, CancellationToken cancel) =>
        meeting.Audience != Audience.Named
        && await db.Set<Interaction>()
            .AnyAsync(i => i.Id == meeting.EntryId && i.Audience != Audience.Named, cancel);

    /// <summary>What is owed among ourselves or in confidence, or is not seen by who sends it.</summary>
    private async Task<Inside> Ours(Meeting meeting, CancellationToken cancel)
    {
        var ids = meeting
            .Agenda.Where(i => i.IsOwed)
            .Select(i => i.SourceId)
            .Concat(meeting.Actions.Select(a => a.CommitmentId))
            .OfType<Guid>()
            .ToList();
        var shown = await db.Set<Commitment>()
            .Where(c => ids.Contains(c.Id))
            .Where(c => c.Favour != Favour.Internal && c.Audience != Audience.Named)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        return new Inside([.. shown]);
    }

    private async Task<List<string>> There(Meeting meeting, CancellationToken cancel) =>
        [
            .. (await MeetingRecords.People(db, meeting.Id, cancel))
                .Where(a => a.Present)
                .Select(a => a.Name)
                .OfType<string>(),
        ];

    private async Task<Dictionary<Guid, string>> Names(Meeting meeting, CancellationToken cancel)
    {
        var owners = meeting.Actions.Select(a => a.OwnerId ?? meeting.OwnerId).OfType<Guid>();
        var ids = meeting.Actions.Select(a => a.ContactId).OfType<Guid>().Concat(owners).ToList();
        var names = await db.Set<Colleague>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        var contacts = await db.Set<Contact>()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new { c.Id, c.Name })
            .ToListAsync(cancel);
        contacts.ForEach(c => names[c.Id] = c.Name);
        return names;
    }

    /// <param name="Shown">Commitments of which a client may read.</param>
    private sealed record Inside(HashSet<Guid> Shown)
    {
        public bool IsOurs(AgendaItem point) =>
            point.Source == AgendaSource.Opening
            || (point.IsOwed && !(point.SourceId is { } id && Shown.Contains(id)));

        public bool IsOurs(MeetingAction action) =>
            action.Favour == Favour.Internal
            || (action.CommitmentId is { } id && !Shown.Contains(id));
    }
}
