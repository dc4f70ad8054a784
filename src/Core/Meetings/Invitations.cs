using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.Values;
using Told = Rapport.Notices.Notices;

namespace Rapport.Meetings;

/// <summary>
/// Invites to meetings: by mail, as calendar programs understand it, and colleagues by a notice too. Whoever was invited
/// is told of what becomes of the meeting, in the transaction in which it does. Nobody is told twice of the same.
/// </summary>
/// <param name="post">Null where mail is off; then colleagues have their notice, and others are asked by hand.</param>
public sealed class Invitations(Db db, MeetingPost? post = null)
{
    public static readonly NoticeKind Asked = new(
        "meeting.invited",
        NoticePriority.Usual,
        "meeting"
    );
    public static readonly NoticeKind Moved = new("meeting.moved", NoticePriority.Usual, "meeting");
    public static readonly NoticeKind CalledOff = new(
        "meeting.cancelled",
        NoticePriority.Usual,
        "meeting"
    );

    /// <summary>
    /// Invites everybody who is asked to it and can be told. Who knows it as it stands is not told again, so that doing it
    /// again changes nothing.
    /// </summary>
    public async Task<Result<Meeting>> Send(Guid id, CancellationToken cancel = default)
    {
        if (await Meetings.Find(db, id, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        var faults = new Faults();
        faults.If(!meeting.IsOpen, "", Fault.AlreadyDone);
        faults.If(meeting.IsOpen && IsOver(meeting), "", Fault.InThePast);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        var first = meeting.InvitedAt is null;
        meeting.InvitedAt ??= db.Now;
        var told = await Ask(meeting, meeting.Attendees, true, null, false, cancel);
        if (!first && told.Count == 0)
        {
            db.Forget();
            return meeting;
        }
        await Meetings.Step(db, meeting, MeetingDeed.Invited, Names(told), cancel);
        db.Raise(Meeting.Invited, meeting, meeting.ClientId);
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }

    /// <summary>What each would read who can be told; null where there is no such meeting.</summary>
    public async Task<IReadOnlyList<MeetingLetter>?> Letters(
        Guid id,
        CancellationToken cancel = default
    )
    {
        if (await Meetings.Find(db, id, cancel) is not { } meeting)
        {
            return null;
        }
        await db.Entry(meeting).Collection(m => m.Attendees).LoadAsync(cancel);
        var letters = await MeetingLetters.About(db, meeting, post?.Sender, null, cancel);
        return
        [
            .. (await MeetingReaders.Of(db, meeting, meeting.Attendees, cancel)).Select(r =>
                letters.To(r, MeetingNews.Asked)
            ),
        ];
    }

    /// <summary>What anybody may read who is asked, to be handed over by hand; null where there is no such meeting.</summary>
    public async Task<MeetingLetter?> ForAll(Guid id, CancellationToken cancel = default) =>
        await Meetings.Find(db, id, cancel) is { } meeting
            ? (await MeetingLetters.About(db, meeting, post?.Sender, null, cancel)).ForAll
            : null;

    /// <summary>
    /// A calendar file to be handed over by hand; nothing is in it that is ours alone. Null where there is no such meeting,
    /// or it is called off.
    /// </summary>
    public async Task<string?> File(Guid id, CancellationToken cancel = default)
    {
        if (
            await Meetings.Find(db, id, cancel) is not { State: not MeetingState.Cancelled } meeting
        )
        {
            return null;
        }
        var letters = await MeetingLetters.About(db, meeting, post?.Sender, null, cancel);
        return letters.File(CalendarMethod.Publish, letters.ForAll, [], null);
    }

    /// <summary>Tells what changed, where people are invited; not saved yet.</summary>
    /// <param name="all">What changed is told to all; else only to those of us, and to who is new.</param>
    internal async Task Renew(
        Meeting meeting,
        IReadOnlyCollection<Attendee> people,
        bool all,
        string? reason,
        CancellationToken cancel,
        bool moved = false
    )
    {
        if (meeting is { InvitedAt: not null, IsOpen: true } && !IsOver(meeting))
        {
            await Ask(meeting, people, all, reason, moved, cancel);
        }
    }

    /// <summary>Tells those who were invited that it takes place no more, or without them; not saved yet.</summary>
    internal async Task CallOff(
        Meeting meeting,
        IReadOnlyCollection<Attendee> people,
        string? reason,
        CancellationToken cancel
    )
    {
        var isHeld = meeting.State == MeetingState.Held;
        if (meeting.InvitedAt is null || people.Count == 0 || isHeld || IsOver(meeting))
        {
            return;
        }
        var letters = await MeetingLetters.About(db, meeting, post?.Sender, reason, cancel);
        foreach (var reader in await MeetingReaders.Of(db, meeting, people, cancel))
        {
            var one = people.First(a => a.Number == reader.Number);
            await Notify(meeting, reader, CalledOff, $"{one.Number}", cancel);
            if (one.InvitedAs is not null)
            {
                CalendarGuest[] guest = [new(new(reader.Email ?? "", reader.Name))];
                var letter = letters.To(reader, MeetingNews.CalledOff);
                Write(letters, letter, CalendarMethod.Cancel, guest);
            }
            one.InvitedAs = null;
        }
    }

    private bool IsOver(Meeting meeting) => meeting.End <= db.Now;

    private async Task<IReadOnlyList<MeetingReader>> Ask(
        Meeting meeting,
        IReadOnlyCollection<Attendee> people,
        bool all,
        string? reason,
        bool moved,
        CancellationToken cancel
    )
    {
        var readers = await MeetingReaders.Of(db, meeting, people, cancel);
        var letters = await MeetingLetters.About(db, meeting, post?.Sender, reason, cancel);
        var answers = people.ToDictionary(a => a.Number, a => a.Answer);
        var told = new List<MeetingReader>();
        foreach (var reader in readers)
        {
            var one = people.First(a => a.Number == reader.Number);
            await Notify(meeting, reader, Asked, $"{one.Number}", cancel);
            if (moved)
            {
                await Notify(meeting, reader, Moved, $"{meeting.Sequence}", cancel);
            }
            if (post is null || reader.Email is null || one.InvitedAs == meeting.Sequence)
            {
                continue;
            }
            // Who else comes is nothing that a contact reads: her invitation is as it was.
            if (all || reader.IsOurs || one.InvitedAs is null)
            {
                var news = one.InvitedAs is null ? MeetingNews.Asked : MeetingNews.Changed;
                var guests = readers
                    .Where(r => r.Email is not null && (reader.IsOurs || r == reader))
                    .Select(r => Guest(meeting, r, answers[r.Number]));
                Write(letters, letters.To(reader, news), CalendarMethod.Request, [.. guests]);
                told.Add(reader);
            }
            one.InvitedAs = meeting.Sequence;
        }
        return told;
    }

    private void Write(
        MeetingLetters letters,
        MeetingLetter letter,
        CalendarMethod method,
        IReadOnlyList<CalendarGuest> guests
    )
    {
        if (post is null || letter.To?.Email is not { } address)
        {
            return;
        }
        var words = post.Words.Write(letter);
        var page = letter.To.IsOurs ? post.Words.PageOf(letter.MeetingId) : null;
        Mails.Write(
            db,
            new MailDetails(
                address,
                words.Subject,
                words.Text,
                Calendar: letters.File(method, letter, guests, page),
                CalendarMethod: method.Name(),
                NotAfter: letter.End,
                SubjectId: letter.MeetingId
            )
        );
    }

    private async Task Notify(
        Meeting meeting,
        MeetingReader reader,
        NoticeKind kind,
        string once,
        CancellationToken cancel
    )
    {
        if (reader.IsOurs && reader.Id != db.Viewer.ColleagueId && !db.TellsTogether)
        {
            var (title, id, client) = (meeting.Title, meeting.Id, meeting.ClientId);
            await Told.Tell(db, new Telling(reader.Id, kind, title, id, client, once), cancel);
        }
    }

    /// <summary>Whoever invites comes.</summary>
    private static CalendarGuest Guest(Meeting meeting, MeetingReader reader, Answer answer) =>
        new(
            new(reader.Email!, reader.Name),
            reader.Id == meeting.OwnerId ? CalendarAnswer.Accepted : Of(answer)
        );

    private static CalendarAnswer Of(Answer answer) =>
        answer switch
        {
            Answer.Accepted => CalendarAnswer.Accepted,
            Answer.Declined => CalendarAnswer.Declined,
            Answer.Tentative => CalendarAnswer.Tentative,
            _ => CalendarAnswer.None,
        };

    internal static string? Names(IReadOnlyCollection<MeetingReader> readers) =>
        readers.Count == 0
            ? null
            : Shortened.To(string.Join(", ", readers.Select(r => r.Name)), Meeting.ReasonLength);
}
