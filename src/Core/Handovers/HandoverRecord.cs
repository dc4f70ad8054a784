using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Handovers;

/// <summary>What went to whom at one client, as far as it is done.</summary>
/// <param name="ClientId">Null for what belongs to no client.</param>
public sealed record ShareRecord(
    Guid? ClientId,
    string? Client,
    Guid SuccessorId,
    string Successor,
    IReadOnlyList<HeldThings> Went
);

/// <summary>A handover as it is shown.</summary>
/// <param name="Stayed">How many things nobody took over; nought before it is through.</param>
/// <param name="HasLeft">The colleague has left the firm.</param>
public sealed record HandoverRecord(
    Guid Id,
    int Version,
    Guid ColleagueId,
    string Colleague,
    bool HasLeft,
    HandoverState State,
    LocalDate On,
    bool Leaves,
    bool Suddenly,
    string? Reason,
    string? By,
    Instant CreatedAt,
    Instant? FinishedAt,
    int Stayed,
    IReadOnlyList<ShareRecord> Shares,
    JobRecord? Job
);

/// <summary>Reads handovers.</summary>
public static class HandoverRecords
{
    /// <summary>
    /// For whoever asked for it, leads the unit or manages colleagues; a successor sees what went to her. Null for others.
    /// </summary>
    /// <param name="manages">The viewer manages colleagues.</param>
    public static async Task<HandoverRecord?> Find(
        Db db,
        Guid id,
        bool manages,
        CancellationToken cancel
    )
    {
        // Shares are read within the viewer's walls.
        if (
            await db.Set<Handover>()
                .AsNoTracking()
                .Include(h => h.Shares)
                .FirstOrDefaultAsync(h => h.Id == id, cancel)
            is not { } handover
        )
        {
            return null;
        }
        var me = db.Viewer.ColleagueId;
        var all =
            manages
            || handover.ByColleagueId == me
            || await Handovers.Leads(db, handover.ColleagueId, cancel);
        var shares = handover
            .Shares.OrderBy(s => s.Position)
            .Select(s => (s.ClientId, s.SuccessorId, s.Went))
            .ToList();
        if (handover.SuccessorId is { } ofFirm)
        {
            shares.Add((null, ofFirm, handover.Went));
        }
        shares = [.. shares.Where(s => all || s.SuccessorId == me)];
        if (!all && shares.Count == 0)
        {
            return null;
        }
        var people = shares
            .Select(s => s.SuccessorId)
            .Append(handover.ColleagueId)
            .Append(handover.ByColleagueId ?? Guid.Empty)
            .ToHashSet();
        var names = await db.Set<Colleague>()
            .Where(c => people.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => new { c.Name, c.Left }, cancel);
        var ids = shares.Select(s => s.ClientId).OfType<Guid>().ToList();
        var clients = await db.Set<Client>()
            .Where(c => ids.Contains(c.Id))
            .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        return new HandoverRecord(
            handover.Id,
            handover.Version,
            handover.ColleagueId,
            names[handover.ColleagueId].Name,
            names[handover.ColleagueId].Left is not null,
            handover.State,
            handover.On,
            handover.Leaves,
            handover.Suddenly,
            handover.Reason,
            handover.ByColleagueId is { } by ? names.GetValueOrDefault(by)?.Name : null,
            handover.CreatedAt,
            handover.FinishedAt,
            all ? handover.Stayed : 0,
            [
                .. shares
                    .Select(s => new ShareRecord(
                        s.ClientId,
                        s.ClientId is { } client ? clients.GetValueOrDefault(client) : null,
                        s.SuccessorId,
                        names[s.SuccessorId].Name,
                        Things(s.Went)
                    ))
                    .OrderBy(s => s.ClientId is null)
                    .ThenBy(s => Folded.Key(s.Client ?? ""), StringComparer.Ordinal),
            ],
            all ? JobRecord.Of(await new Jobs.Jobs(db).Latest(handover.Id, cancel)) : null
        );
    }

    /// <summary>The one that is planned or runs for a colleague; null for none.</summary>
    public static Task<Guid?> Open(Db db, Guid colleagueId, CancellationToken cancel) =>
        db.Set<Handover>()
            .Where(h =>
                h.ColleagueId == colleagueId
                && (h.State == HandoverState.Planned || h.State == HandoverState.Running)
            )
            .Select(h => (Guid?)h.Id)
            .FirstOrDefaultAsync(cancel);

    /// <summary>In the order in which kinds go.</summary>
    private static List<HeldThings> Things(string? written)
    {
        var counts = Tally.Of(written).Counts;
        return
        [
            .. HeldKinds
                .All.Where(k => counts.ContainsKey(k.Kind))
                .Select(k => new HeldThings(k.Kind, counts[k.Kind])),
        ];
    }
}
