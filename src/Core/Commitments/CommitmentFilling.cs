using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>Checks what is said of a commitment against what the viewer sees.</summary>
internal sealed class CommitmentFilling(Db db)
{
    /// <summary>A promise for longer than this is a slip of the pen.</summary>
    private static readonly Duration Longest = Duration.FromDays(366 * 20);

    /// <summary>In which days are counted: the client's where one is known, else the firm's.</summary>
    public async Task<DateTimeZone> Zone(Guid? clientId, CancellationToken cancel)
    {
        var said = clientId is null
            ? null
            : await db.Set<Client>()
                .Where(c => c.Id == clientId)
                .Select(c => c.TimeZone)
                .FirstOrDefaultAsync(cancel);
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(
                said ?? (await new Firms(db).Read(cancel)).Zone
            ) ?? DateTimeZone.Utc;
    }

    /// <summary>A moment or a day, one of them, and not a day that is over.</summary>
    public static DueTime Due(
        Instant? at,
        LocalDate? on,
        DateTimeZone zone,
        Instant now,
        Faults faults
    )
    {
        faults.If(at is null == on is null, "due", Fault.Required);
        if (at is null && on is null)
        {
            return DueTime.Of(now);
        }
        var due = on is { } day
            ? Day(day, zone, now, faults)
            : DueTime.Of(MicrosecondClock.Whole(at!.Value));
        faults.If(due.At < now, "due", Fault.InThePast);
        faults.If(due.At > now + Longest, "due", Fault.TooLarge);
        return due;
    }

    private static DueTime Day(LocalDate day, DateTimeZone zone, Instant now, Faults faults)
    {
        // The last years of a calendar have no day after them.
        var far = (now + Longest).InZone(zone).Date.PlusYears(1);
        faults.If(day > far, "due", Fault.TooLarge);
        return DueTime.Of(LocalDate.Min(day, far), zone);
    }

    /// <summary>The client, which the viewer has to see; without one it is an affair of the firm.</summary>
    public async Task Client(Guid? clientId, Favour favour, Faults faults, CancellationToken cancel)
    {
        faults.If(clientId is null && favour != Favour.Internal, "clientId", Fault.Required);
        faults.If(
            clientId is not null && !await db.Set<Client>().AnyAsync(c => c.Id == clientId, cancel),
            "clientId",
            Fault.Unknown
        );
    }

    /// <summary>A colleague who can see it: whoever could not would never do it.</summary>
    /// <param name="readers">Who reads it, where it is for named people; null where all inside do.</param>
    public async Task Colleague(
        Guid? colleagueId,
        Guid? clientId,
        IReadOnlyCollection<Guid>? readers,
        string field,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (colleagueId is not { } id || id == db.Viewer.ColleagueId)
        {
            return;
        }
        var here = db.Set<Colleague>().Where(c => c.Left == null);
        if (!await here.AnyAsync(c => c.Id == id, cancel))
        {
            faults.Add(field, Fault.Unknown);
            return;
        }
        faults.If(
            clientId is not null
                && !await PeopleAround.Readers(db, clientId).AnyAsync(c => c.Id == id, cancel),
            field,
            Fault.WithoutSeat
        );
        // What was said in confidence goes no further by giving somebody else the work.
        faults.If(readers?.Contains(id) == false, field, Fault.AuthorAlone);
    }

    /// <summary>Somebody of that client.</summary>
    public async Task Contact(
        Guid? contactId,
        Guid? clientId,
        Faults faults,
        CancellationToken cancel
    ) =>
        faults.If(
            contactId is not null
                && !await db.Set<Contact>()
                    .AnyAsync(c => c.Id == contactId && c.ClientId == clientId, cancel),
            "contactId",
            Fault.Unknown
        );

    /// <summary>A record of that client, which the viewer sees.</summary>
    public async Task Subject(
        string? kind,
        Guid? subjectId,
        Guid? clientId,
        Faults faults,
        CancellationToken cancel
    )
    {
        if (subjectId is not { } id)
        {
            return;
        }
        var found = ListOf.OfKey(kind) is { } list ? await list.Belongings(db, [id], cancel) : [];
        faults.If(found.Count == 0 || found[0].ClientId != clientId, "subjectId", Fault.Unknown);
    }

    /// <summary>We mean to be done before we have to be.</summary>
    public static void Target(LocalDate? target, DueTime due, DateTimeZone zone, Faults faults) =>
        faults.If(target > (due.On ?? due.At.InZone(zone).Date), "targetOn", Fault.AfterThePromise);
}
