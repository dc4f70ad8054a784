using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Clients;

/// <summary>A client as the API and the handbook read it: the row, its parts, its seats.</summary>
public sealed record ClientRecord(
    Guid Id,
    string Number,
    int Version,
    Instant CreatedAt,
    Stage Stage,
    Instant StageSince,
    Instant? LastInteraction,
    Instant? LastTouch,
    string? Parent,
    string? System,
    string? ExternalId,
    ClientDetails Details,
    IReadOnlyList<SeatRecord> Seats
);

public sealed record StageRecord(Stage? From, Stage To, Instant At, string? By, string? Reason);

public static class ClientRecords
{
    public static string Number(long number) => FormattableString.Invariant($"C-{number}");

    /// <summary>Whether the viewer sees the client; one behind a wall is as one that never was.</summary>
    public static Task<bool> Sees(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Client>().AnyAsync(c => c.Id == id, cancel);

    /// <summary>The whole client in one statement for each list; null when the viewer does not see it.</summary>
    public static async Task<ClientRecord?> Find(Db db, Guid id, CancellationToken cancel)
    {
        var found = await db.Set<Client>()
            .AsNoTracking()
            .Where(c => c.Id == id)
            .Select(c => new
            {
                Client = c,
                Parent = db.Set<Client>()
                    .Where(p => p.Id == c.ParentId)
                    .Select(p => p.Name)
                    .FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }
        var c = found.Client;
        return new ClientRecord(
            c.Id,
            Number(c.Number),
            c.Version,
            c.CreatedAt,
            c.Stage,
            c.StageSince,
            c.LastInteraction,
            c.LastTouch,
            found.Parent,
            c.System,
            c.ExternalId,
            await Details(db, c, cancel),
            await SeatRecords.Held(db, id, cancel)
        );
    }

    public static Task<List<StageRecord>> Stages(Db db, Guid id, CancellationToken cancel) =>
        db.Set<StageChange>()
            .Where(s => s.ClientId == id)
            .OrderBy(s => s.At)
            .Select(s => new StageRecord(
                s.From,
                s.To,
                s.At,
                db.Set<Colleague>()
                    .Where(p => p.Id == s.ByColleagueId)
                    .Select(p => p.Name)
                    .FirstOrDefault(),
                s.Reason
            ))
            .ToListAsync(cancel);

    private static async Task<ClientDetails> Details(Db db, Client c, CancellationToken cancel) =>
        new()
        {
            Name = c.Name,
            LegalName = c.LegalName,
            Industry = c.Industry,
            Employees = c.Employees,
            Founded = c.Founded,
            Revenue = MoneyDetails.Of(c.Revenue),
            Website = c.Website,
            Phone = c.Phone,
            TimeZone = c.TimeZone,
            OpenHours = c.OpenHours?.ToString(),
            Currency = c.Currency,
            Languages = c.Languages.Items,
            Tier = c.Tier,
            ParentId = c.ParentId,
            Tags = await Parts<ClientTag>(db, c.Id).Select(t => t.Text).ToListAsync(cancel),
            Addresses = await Parts<Address>(db, c.Id)
                .Select(a => new AddressDetails(
                    a.Id,
                    a.Kind,
                    a.Street,
                    a.PostalCode,
                    a.City,
                    a.Region,
                    a.Country
                ))
                .ToListAsync(cancel),
            BillingEntities = await Parts<BillingEntity>(db, c.Id)
                .Select(b => new BillingDetails(
                    b.Id,
                    b.Name,
                    b.VatId,
                    b.Email,
                    b.Address,
                    b.Currency,
                    b.TermsDays
                ))
                .ToListAsync(cancel),
            Values = await Parts<ClientValue>(db, c.Id)
                .Select(v => new ValueDetails(v.Id, v.Text, v.Compliance, v.Evidence))
                .ToListAsync(cancel),
            WinningCriteria = await Parts<WinningCriterion>(db, c.Id)
                .Select(w => new CriterionDetails(w.Id, w.Text))
                .ToListAsync(cancel),
            AvoidedTopics = await Parts<AvoidedTopic>(db, c.Id)
                .Select(a => new AvoidedDetails(a.Id, a.Text, a.Why))
                .ToListAsync(cancel),
        };

    private static IQueryable<T> Parts<T>(Db db, Guid id)
        where T : ClientPart =>
        db.Set<T>().AsNoTracking().Where(p => p.ClientId == id).OrderBy(p => p.Position);
}
