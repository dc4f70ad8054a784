using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Reports;

/// <summary>What a new firm does first, and what of it is done.</summary>
/// <param name="ClientId">The first client by name, where seats can be given; null before there is one.</param>
/// <param name="Seats">Somebody holds a seat beside whoever began.</param>
public sealed record FirstSteps(Guid? ClientId, bool Colleagues, bool Seats, bool Entry)
{
    public const int Count = 4;

    /// <summary>Who has written down so much is under way, also alone: what is not done is then not wanted.</summary>
    private const int UnderWay = 20;

    public bool Clients => ClientId is not null;

    public int Done => new[] { Clients, Colleagues, Seats, Entry }.Count(done => done);

    /// <summary>For whoever sees all of the firm; null as soon as all is done, or the firm under way.</summary>
    public static async Task<FirstSteps?> Find(Db db, CancellationToken cancel)
    {
        var entries = await db.Set<Interaction>().Take(UnderWay).CountAsync(cancel);
        if (entries == UnderWay)
        {
            return null;
        }
        var client = await db.Set<Client>()
            .OrderBy(c => c.NameKey)
            .Select(c => (Guid?)c.Id)
            .FirstOrDefaultAsync(cancel);
        var colleagues = await db.Set<Colleague>().Take(2).CountAsync(cancel);
        var seated = await db.Set<Pass>()
            .Select(p => p.ColleagueId)
            .Distinct()
            .Take(2)
            .CountAsync(cancel);
        var steps = new FirstSteps(client, colleagues > 1, seated > 1, entries > 0);
        return steps.Done == Count ? null : steps;
    }
}
