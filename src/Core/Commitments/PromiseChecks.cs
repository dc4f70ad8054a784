using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Commitments;

/// <summary>A promise that somebody is about to give to a client.</summary>
/// <param name="OwnerId">Who will owe it; whoever asks, when it is not given.</param>
/// <param name="Due">The moment by which it would be due; one of this and <paramref name="DueOn"/>.</param>
/// <param name="DueOn">The day by whose end it would be due, in the client's zone.</param>
public sealed record PromiseAsked(Guid ClientId, Guid? OwnerId, Instant? Due, LocalDate? DueOn);

/// <summary>What our own record says of a promise. It warns and holds nothing up.</summary>
/// <param name="Among">Among whose promises it was compared; null where there are too few to tell.</param>
/// <param name="Promises">With how many it was compared.</param>
/// <param name="Kept">How many of these were done in time.</param>
/// <param name="Tight">It is tighter than our record supports: by its due time fewer than 85 % of its like were done.</param>
/// <param name="SafeOn">The day by which 85 % of its like were done, reckoned from now in the client's zone; null where fewer were ever done.</param>
/// <param name="AimOn">The day by which half of them were done: an internal target.</param>
public sealed record PromiseCheck(
    Among? Among,
    int Promises,
    int Kept,
    bool Tight,
    LocalDate? SafeOn,
    LocalDate? AimOn
)
{
    public static readonly PromiseCheck TooFew = new(null, 0, 0, false, null, null);
}

/// <summary>Holds a promise that is about to be given against those that were.</summary>
public sealed class PromiseChecks(Db db, BusinessTimes times)
{
    private readonly PastPromises past = new(db, times);

    public async Task<Result<PromiseCheck>> Look(
        PromiseAsked asked,
        CancellationToken cancel = default
    )
    {
        var client = await db.Set<Client>()
            .Where(c => c.Id == asked.ClientId)
            .Select(c => new { c.CalendarId })
            .FirstOrDefaultAsync(cancel);
        if (client is null)
        {
            return Refusal.NotFound;
        }
        var zone = await new CommitmentFilling(db).Zone(asked.ClientId, cancel);
        var faults = new Faults();
        var due = CommitmentFilling.Due(asked.Due, asked.DueOn, zone, db.Now, faults);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var calendar = await times.Read(client.CalendarId ?? Calendar.OfFirm, cancel);
        var span = calendar.Between(db.Now, due.At);
        if (await Like(asked, span, cancel) is not { } like)
        {
            return PromiseCheck.TooFew;
        }
        return new PromiseCheck(
            like.Among,
            like.Promises,
            like.Kept,
            like.IsTight(span),
            Day(calendar, like.Most, zone),
            Day(calendar, like.Half, zone)
        );
    }

    /// <summary>Notes on a promise that is given to a client how our record stood to it then.</summary>
    internal async Task Note(Commitment given, CancellationToken cancel)
    {
        if (given is not { Favour: Favour.Client, ClientId: { } client })
        {
            return;
        }
        var due = given.DueOn is null ? given.Due : (Instant?)null;
        var looked = await Look(new(client, given.OwnerId, due, given.DueOn), cancel);
        if (looked is { Done: true, Value: { Among: not null } check })
        {
            (given.ComparedWith, given.ComparedKept) = (check.Promises, check.Kept);
            given.IsTight = check.Tight;
        }
    }

    private async Task<SpanRecord?> Like(
        PromiseAsked asked,
        Duration span,
        CancellationToken cancel
    )
    {
        if (
            SpanRecord.Of(await past.OfClient(asked.ClientId, cancel), span, Among.Client) is
            { } ofClient
        )
        {
            return ofClient;
        }
        var owner = asked.OwnerId ?? db.Viewer.ColleagueId;
        var unit = await db.Set<Colleague>()
            .Where(c => c.Id == owner)
            .Select(c => c.UnitId)
            .FirstOrDefaultAsync(cancel);
        if (
            unit is { } id
            && SpanRecord.Of(await past.OfUnit(id, cancel), span, Among.Team) is { } ofTeam
        )
        {
            return ofTeam;
        }
        return SpanRecord.Of(await past.OfFirm(cancel), span, Among.Firm);
    }

    /// <summary>The day on which so much business time from now has passed; null where it never has.</summary>
    private LocalDate? Day(BusinessCalendar calendar, Duration? taken, DateTimeZone zone) =>
        taken is { } time && calendar.Add(db.Now, time) is { } at ? at.InZone(zone).Date : null;
}
