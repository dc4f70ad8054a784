using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>What is to be raised: for which record, once for which period.</summary>
/// <param name="OriginId">What made it so: the record of the event; null where nothing but time did.</param>
/// <param name="From">From when its time runs.</param>
internal sealed record Wanted(Guid SubjectId, string Period, Guid? OriginId, Instant From);

/// <summary>Raises what plays owe.</summary>
internal sealed class Raising(Round round)
{
    private static readonly IGuardMood[] Guards = Discovered.All<IGuardMood>();

    private readonly Db db = round.Db;

    /// <summary>What events trigger. An import raises nothing.</summary>
    public async Task Follow(Saved saved)
    {
        foreach (var play in round.Book.Plays.Where(p => p.Said.Trigger == Trigger.Event))
        {
            var happened = saved
                .Events.Where(e => e.Name == play.Said.Event && e.Origin != Origin.Import)
                .GroupBy(e => e.SubjectId, (_, same) => same.Last())
                .ToDictionary(e => e.SubjectId);
            if (happened.Count == 0)
            {
                continue;
            }
            var holding = await round.Matching(play.Said.Of, play.Condition, happened.Keys);
            foreach (var id in holding.Order())
            {
                // Two nodes that tell of one record wait for each other here, so that each sees what the other raised.
                await db.KeepTurn($"play {play.Id} {id}", round.Cancel);
            }
            var held = await Raise(
                play,
                [
                    .. holding
                        .Order()
                        .Select(id => new Wanted(
                            id,
                            happened[id].Id.ToString(),
                            id,
                            happened[id].Recorded
                        )),
                ]
            );
            await Wait(play, held, happened);
        }
    }

    /// <summary>What the client's mood holds back waits, one for a record, and the clock tries it again.</summary>
    private async Task Wait(
        ActivePlay play,
        IReadOnlyCollection<Guid> held,
        Dictionary<Guid, Event> happened
    )
    {
        if (held.Count == 0)
        {
            return;
        }
        var waiting = await db.Set<Watch>()
            .Where(w => w.PlayId == play.Id && held.Contains(w.SubjectId))
            .Select(w => w.SubjectId)
            .ToListAsync(round.Cancel);
        db.AddRange(
            held.Except(waiting)
                .Select(id => new Watch
                {
                    PlayId = play.Id,
                    SubjectId = id,
                    Period = happened[id].Id.ToString(),
                    LookAt = db.Now + Watching.Patience,
                })
        );
        await round.Save();
    }

    /// <summary>Raises each once; of what the client's mood holds back it answers the records.</summary>
    public async Task<IReadOnlySet<Guid>> Raise(ActivePlay play, IReadOnlyList<Wanted> wanted)
    {
        var left = await NotYet(play, wanted);
        if (left.Count == 0)
        {
            return new HashSet<Guid>();
        }
        var list = await round.List(play.Said.Of);
        var subjects = await round.Subjects.Read(
            list,
            [.. left.Select(w => w.SubjectId)],
            round.Cancel
        );
        var clients = subjects.Select(s => s.Client?.Id).OfType<Guid>().ToHashSet();
        var seats = await round.Subjects.Seats(clients, round.Cancel);
        var held = play.Said.Guarded ? await Held(clients) : [];
        var backs = new HashSet<Guid>();
        var zone = (await round.OfFirm()).Zone;
        foreach (var one in left)
        {
            if (subjects.FirstOrDefault(s => s.Id == one.SubjectId) is not { } subject)
            {
                continue;
            }
            var otherwise = play.Said.For(subject.Client?.Id, subject.Client?.Tier);
            if (otherwise?.Off == true)
            {
                continue;
            }
            if (subject.Client is { } client && held.Contains(client.Id))
            {
                backs.Add(subject.Id);
                continue;
            }
            var owner = await Owner(play.Said, subject, seats[subject.Client?.Id ?? Guid.Empty]);
            await Raise(play, one, subject, owner, otherwise?.Within ?? play.Said.Within, zone);
        }
        await round.Save();
        return backs;
    }

    /// <summary>
    /// Without those raised before. Of what an event or a state triggers one is open for a record: that an event happened again
    /// is noted there.
    /// </summary>
    private async Task<List<Wanted>> NotYet(ActivePlay play, IReadOnlyList<Wanted> wanted)
    {
        var ids = wanted.Select(w => w.SubjectId).ToHashSet();
        if (ids.Count == 0)
        {
            return [];
        }
        var raised = (
            await db.Set<Raised>()
                .AsNoTracking()
                .Where(r => r.PlayId == play.Id && ids.Contains(r.SubjectId))
                .Select(r => new { r.SubjectId, r.Period })
                .ToListAsync(round.Cancel)
        )
            .Select(r => (r.SubjectId, r.Period))
            .ToHashSet();
        var left = wanted.Where(w => !raised.Contains((w.SubjectId, w.Period))).ToList();
        if (play.Said.Trigger is not (Trigger.Event or Trigger.State) || left.Count == 0)
        {
            return left;
        }
        var open = await round.Open(play.Id, ids);
        foreach (var owed in open.Where(_ => play.Said.Trigger == Trigger.Event))
        {
            await Steps.Add(db, owed, StepKind.Again, null, round.Cancel);
            db.Raise(Commitment.Changed, owed, owed.ClientId);
        }
        await round.Save();
        return [.. left.Where(w => !open.Exists(c => c.SubjectId == w.SubjectId))];
    }

    private async Task Raise(
        ActivePlay play,
        Wanted wanted,
        Subject subject,
        Guid? owner,
        string within,
        DateTimeZone zone
    )
    {
        var calendar = await round.For(subject.Client, owner);
        var (term, place) = (Term.Parse(within), ZoneOf(subject.Client) ?? zone);
        var due = Due(calendar, wanted.From, term, place);
        if (due.At <= db.Now)
        {
            // Known too late for that: it has its whole time from now.
            due = Due(calendar, db.Now, term, place);
        }
        var owed = new Commitment
        {
            ClientId = subject.Client?.Id,
            Text = TextOf(play.Said, subject, await round.Language()),
            Favour = play.Said.Favour,
            OwnerId = owner,
            Due = due.At,
            DueOn = due.On,
            JudgedBy = due.At,
            Origin = CommitmentOrigin.Play,
            OriginId = wanted.OriginId,
            SubjectId = subject.Id,
            SubjectKind = play.Said.Of,
            PlayId = play.Id,
            Edition = play.Said.Edition,
            CreatedAt = db.Now,
        };
        db.Add(owed);
        db.Add(
            new Raised
            {
                PlayId = play.Id,
                SubjectId = subject.Id,
                Period = wanted.Period,
                CommitmentId = owed.Id,
            }
        );
        if (play.Said.Ladder is [var first, ..])
        {
            db.Add(
                new Escalation
                {
                    CommitmentId = owed.Id,
                    NextAt = calendar.Add(due.At, Term.Parse(first.After)),
                }
            );
        }
        db.Raise(Commitment.Made, owed, owed.ClientId);
        await Tell(owed);
    }

    /// <summary>Whoever owes it hears of it, and who stands in for her; nobody is told of what follows from her own act.</summary>
    private async Task Tell(Commitment owed)
    {
        if (owed.OwnerId is not { } owner)
        {
            return;
        }
        var acts = (await round.Substitutes()).ActsFor(owner) ?? owner;
        foreach (var who in new[] { owner, acts }.Distinct().Where(w => w != round.By))
        {
            await Notices.Notices.Tell(
                db,
                new(who, CommitmentNotices.Given, owed.Text, owed.Id, owed.ClientId),
                round.Cancel
            );
        }
    }

    /// <summary>Whole days end where the client is; hours end when they end.</summary>
    internal static DueTime Due(
        BusinessCalendar calendar,
        Instant from,
        Term within,
        DateTimeZone zone
    )
    {
        var at = MicrosecondClock.Whole(calendar.Add(from, within) ?? from);
        return within.Days is null
            ? DueTime.Of(at)
            : DueTime.Of(at.InZone(calendar.Zone).Date, zone);
    }

    private static DateTimeZone? ZoneOf(ClientFacts? client) =>
        client?.TimeZone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null;

    internal static string TextOf(Play play, Subject subject, string? language)
    {
        var text = Shipped
            .Worded(play, language)
            .Owes.Replace(PlayWords.Client, subject.Client?.Name ?? "", StringComparison.Ordinal)
            .Replace(PlayWords.Subject, subject.Name, StringComparison.Ordinal);
        return text.Length > Commitment.TextLength
            ? text[..(Commitment.TextLength - 1)] + "…"
            : text;
    }

    /// <summary>
    /// Who has to do it. An empty seat passes it up the ladder, then to the account manager, the sponsor and whoever else
    /// holds a seat; without any it is owed by nobody, and shows as a gap.
    /// </summary>
    internal async Task<Guid?> Owner(
        Play play,
        Subject subject,
        IEnumerable<(SeatRole Role, Guid ColleagueId)> seats
    )
    {
        var held = seats.ToList();
        Who[] order =
        [
            play.Who,
            .. play.Ladder.Select(r => r.Who),
            Who.AccountManager,
            Who.Sponsor,
        ];
        foreach (var who in order.Distinct())
        {
            if (await Holder(who, subject, held) is { } found)
            {
                return found;
            }
        }
        return held.Count > 0 ? held[0].ColleagueId : null;
    }

    internal async Task<Guid?> Holder(
        Who who,
        Subject subject,
        IReadOnlyList<(SeatRole Role, Guid ColleagueId)> seats
    ) =>
        who == Who.Owner
            ? subject.OwnerId is { } id
            && await round.Subjects.Sees(id, subject.Client?.Id, round.Cancel)
                ? id
                : null
            : seats
                .Where(s => s.Role == RoleOf(who))
                .Select(s => (Guid?)s.ColleagueId)
                .FirstOrDefault();

    private static SeatRole RoleOf(Who who) =>
        who switch
        {
            Who.ProjectManager => SeatRole.ProjectManager,
            Who.Consultant => SeatRole.Consultant,
            Who.Sponsor => SeatRole.Sponsor,
            Who.Finance => SeatRole.Finance,
            Who.Backup => SeatRole.Backup,
            _ => SeatRole.AccountManager,
        };

    private async Task<HashSet<Guid>> Held(IReadOnlySet<Guid> clients)
    {
        var held = new HashSet<Guid>();
        foreach (var guard in Guards)
        {
            held.UnionWith(await guard.Troubled(db, clients, round.Cancel));
        }
        return held;
    }

    /// <summary>A day as a period is known by it.</summary>
    public static string Period(LocalDate day) => LocalDatePattern.Iso.Format(day);
}

/// <summary>
/// Knows of which clients the mood is bad: a complaint, a dispute or a salvage is open. Plays under the mood guard wait for
/// it to pass. Declared here, and held by those who keep such things.
/// </summary>
public interface IGuardMood
{
    Task<IReadOnlySet<Guid>> Troubled(Db db, IReadOnlySet<Guid> clients, CancellationToken cancel);
}
