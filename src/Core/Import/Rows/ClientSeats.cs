using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Import.Reading;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// The seats that a row names. None is given up by a file: a seat changes hands by an act, with the people who take part.
/// </summary>
internal sealed class ClientSeats(Batch batch)
{
    private readonly Owners owners = new(batch);
    private Dictionary<Guid, List<Seat>> seats = [];

    private sealed record Said(SeatRole Role, string Colleague, LocalDate Since, LocalDate? Until);

    public async Task Load(IReadOnlyList<Guid?> clients, CancellationToken cancel)
    {
        if (!batch.Plan.Has(ClientFields.Owner) && !batch.Plan.Has(ClientFields.Seats))
        {
            return;
        }
        seats = (
            await batch
                .Db.Set<Seat>()
                .AsNoTracking()
                .Where(s => clients.Contains(s.ClientId))
                .ToListAsync(cancel)
        )
            .GroupBy(s => s.ClientId!.Value)
            .ToDictionary(g => g.Key, g => g.ToList());
        await owners.Load(
            batch.Drafts.SelectMany(r =>
                r.Cells.Raws(ClientFields.Owner)
                    .Concat(r.Cells.Things(ClientFields.Seats).Select(l => l[1]).OfType<string>())
            ),
            cancel
        );
    }

    public void Take(Draft row, Guid clientId)
    {
        var there = seats.GetValueOrDefault(clientId) ?? [];
        foreach (var line in row.Cells.Things(ClientFields.Seats))
        {
            if (Read(line) is not { } said)
            {
                row.Cells.Leave<string>(ClientFields.Seats, Fault.Unknown, line.Text);
                continue;
            }
            var colleague = owners.FindOrMake(said.Colleague, Roles.Consultant, row);
            if (!there.Exists(s => IsSame(s, said, colleague)))
            {
                there.Add(Add(row, clientId, said, colleague));
            }
        }
        // The owner takes the account manager's seat where nobody holds it.
        if (
            row.Cells.Raw(ClientFields.Owner) is { } owner
            && !there.Exists(s => s.IsHeld && s.Role == SeatRole.AccountManager)
        )
        {
            var said = new Said(SeatRole.AccountManager, owner, batch.Today, null);
            there.Add(
                Add(row, clientId, said, owners.FindOrMake(owner, Roles.AccountManager, row))
            );
        }
        seats[clientId] = there;
    }

    private Seat Add(Draft row, Guid clientId, Said said, Guid colleague)
    {
        var seat = new Seat
        {
            ClientId = clientId,
            ColleagueId = colleague,
            Role = said.Role,
            Since = said.Since,
            Until = said.Until,
        };
        // One that was given up long ago opens no door, and is no news.
        batch.AddBeside(row, seat, said.Colleague, seat.IsHeld ? Seat.Taken : null, clientId);
        return seat;
    }

    /// <summary>One that is held is the same whatever its first day; one of the past by all its days.</summary>
    private static bool IsSame(Seat seat, Said said, Guid colleague) =>
        seat.Role == said.Role
        && seat.ColleagueId == colleague
        && (
            said.Until is null
                ? seat.IsHeld
                : seat.Since == said.Since && (seat.IsHeld || seat.Until == said.Until)
        );

    private Said? Read(CellLine line)
    {
        var (since, until) = (Day(line[2]), Day(line[3]));
        return
            Enums.Word<SeatRole>(line, 0) is { } role
            && line[1] is { } colleague
            && (line[2] is null || since is not null)
            && (line[3] is null || until >= since)
            ? new Said(role, colleague, since ?? batch.Today, until)
            : null;
    }

    private static LocalDate? Day(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true } day
            ? day.Value
            : null;
}
