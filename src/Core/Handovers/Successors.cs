using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Handovers;

/// <summary>
/// Who could take over what a colleague holds: at a client its backup, else who has another seat there, else who stands in
/// for her. Nobody is proposed who would not see what she gets.
/// </summary>
internal sealed class Successors
{
    /// <summary>Whose seat speaks most for taking over.</summary>
    private static readonly SeatRole[] Order =
    [
        SeatRole.Backup,
        SeatRole.AccountManager,
        SeatRole.ProjectManager,
        SeatRole.Consultant,
        SeatRole.Sponsor,
        SeatRole.Finance,
    ];

    private readonly Db db;
    private readonly ILookup<Guid, SeatRole> own;
    private readonly ILookup<Guid, Proposal> others;
    private readonly Proposal? substitute;
    private readonly Proposal? lead;

    private Successors(
        Db db,
        ILookup<Guid, SeatRole> own,
        ILookup<Guid, Proposal> others,
        Proposal? substitute,
        Proposal? lead
    ) =>
        (this.db, this.own, this.others, this.substitute, this.lead) = (
            db,
            own,
            others,
            substitute,
            lead
        );

    public static async Task<Successors> Read(Db db, Colleague of, CancellationToken cancel)
    {
        var seats = await db.Set<Seat>()
            .Where(s =>
                s.Until == null
                && db.Set<Seat>()
                    .Any(h => h.ColleagueId == of.Id && h.Until == null && h.ClientId == s.ClientId)
            )
            .Join(
                db.Set<Colleague>().Where(c => c.Left == null || c.Id == of.Id),
                s => s.ColleagueId,
                c => c.Id,
                (s, c) =>
                    new
                    {
                        ClientId = s.ClientId!.Value,
                        s.Role,
                        s.Since,
                        s.Id,
                        ColleagueId = c.Id,
                        c.Name,
                    }
            )
            .ToListAsync(cancel);
        var acting = await db.Set<Absence>()
            .Where(a => a.ColleagueId == of.Id && a.CancelledAt == null && a.SubstituteId != null)
            .OrderByDescending(a => a.Until)
            .ThenByDescending(a => a.Id)
            .Join(
                db.Set<Colleague>().Where(c => c.Left == null),
                a => a.SubstituteId,
                c => c.Id,
                (a, c) => new Proposal(c.Id, c.Name, ProposedAs.Substitute, null)
            )
            .FirstOrDefaultAsync(cancel);
        var leading = await db.Set<Unit>()
            .Where(u => u.Id == of.UnitId && u.LeadId != of.Id)
            .Join(
                db.Set<Colleague>().Where(c => c.Left == null),
                u => u.LeadId,
                c => c.Id,
                (u, c) => new Proposal(c.Id, c.Name, ProposedAs.Lead, null)
            )
            .FirstOrDefaultAsync(cancel);
        return new Successors(
            db,
            seats.Where(s => s.ColleagueId == of.Id).ToLookup(s => s.ClientId, s => s.Role),
            seats
                .Where(s => s.ColleagueId != of.Id)
                .OrderBy(s => Array.IndexOf(Order, s.Role))
                .ThenBy(s => s.Since)
                .ThenBy(s => s.Id)
                .ToLookup(
                    s => s.ClientId,
                    s => new Proposal(
                        s.ColleagueId,
                        s.Name,
                        s.Role == SeatRole.Backup ? ProposedAs.Backup : ProposedAs.Seat,
                        s.Role
                    )
                ),
            acting,
            leading
        );
    }

    /// <summary>The roles of her own seats at a client.</summary>
    public IReadOnlyList<SeatRole> OwnRoles(Guid clientId) => [.. own[clientId].Order()];

    public Proposal? ForFirm => substitute ?? lead;

    public async Task<Proposal?> For(Guid clientId, bool suddenly, CancellationToken cancel)
    {
        if (others[clientId].FirstOrDefault() is { } there)
        {
            return there;
        }
        if (substitute is { } acts && await WillSee(clientId, acts.ColleagueId, cancel))
        {
            return acts;
        }
        return suddenly && lead is { } leads && await WillSee(clientId, leads.ColleagueId, cancel)
            ? leads
            : null;
    }

    /// <summary>She sees the client already, or gets a seat there with what she takes over.</summary>
    public async Task<bool> WillSee(Guid clientId, Guid colleagueId, CancellationToken cancel) =>
        own[clientId].Any()
        || await PeopleAround.Readers(db, clientId).AnyAsync(c => c.Id == colleagueId, cancel);
}
