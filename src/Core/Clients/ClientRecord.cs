using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
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
    private sealed record Found(Client Client, string? Parent);

    private static readonly Question<Guid, Found> Row = new(
        (db, id) =>
            db.Set<Client>()
                .AsNoTracking()
                .Where(c => c.Id == id)
                .Select(c => new Found(
                    c,
                    db.Set<Client>()
                        .Where(p => p.Id == c.ParentId)
                        .Select(p => p.Name)
                        .FirstOrDefault()
                ))
    );

    public static string Number(long number) => FormattableString.Invariant($"C-{number}");

    /// <summary>Whether the viewer sees the client; one behind a wall is as one that never was.</summary>
    public static Task<bool> Sees(Db db, Guid id, CancellationToken cancel) =>
        db.Set<Client>().AnyAsync(c => c.Id == id, cancel);

    /// <summary>The whole client in four statements; null when the viewer does not see it.</summary>
    public static async Task<ClientRecord?> Find(Db db, Guid id, CancellationToken cancel)
    {
        var found = await Row.First(db, id, cancel);
        if (found is null)
        {
            return null;
        }
        return await Of(db, found.Client, found.Parent, cancel);
    }

    /// <summary>The whole of a client that was read already, in three statements.</summary>
    /// <param name="parent">Its parent's name, as far as the viewer sees it.</param>
    public static async Task<ClientRecord> Of(
        Db db,
        Client c,
        string? parent,
        CancellationToken cancel
    ) =>
        new(
            c.Id,
            Number(c.Number),
            c.Version,
            c.CreatedAt,
            c.Stage,
            c.StageSince,
            c.LastInteraction,
            c.LastTouch,
            parent,
            c.System,
            c.ExternalId,
            Details(
                c,
                parent is null ? null : c.ParentId,
                await PartRow.Read(db, c.Id, cancel),
                await CustomValues.Of<Client>(db, c.Id, cancel)
            ),
            await SeatRecords.Held(db, c.Id, cancel)
        );

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

    private static ClientDetails Details(
        Client c,
        Guid? parentId,
        ILookup<string, PartRow> parts,
        FieldsSaid fields
    ) =>
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
            ParentId = parentId,
            Fields = fields,
            Tags = [.. parts[nameof(ClientTag)].Select(p => p.Text!)],
            Addresses = [.. parts[nameof(Address)].Select(p => p.AsAddress())],
            BillingEntities = [.. parts[nameof(BillingEntity)].Select(p => p.AsBilling())],
            Values = [.. parts[nameof(ClientValue)].Select(p => p.AsValue())],
            WinningCriteria =
            [
                .. parts[nameof(WinningCriterion)].Select(p => new CriterionDetails(p.Id, p.Text)),
            ],
            AvoidedTopics =
            [
                .. parts[nameof(AvoidedTopic)]
                    .Select(p => new AvoidedDetails(p.Id, p.Text, p.More)),
            ],
        };
}
