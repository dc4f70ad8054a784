using NodaTime;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>What was owed at a client over the last quarter, how the word was kept, and what is open today.</summary>
internal sealed class DemoWord(
    DemoClient client,
    IReadOnlyDictionary<string, Colleague> colleagues,
    Instant end
)
{
    private const int Quarter = 90;

    /// <summary>Its own, so that what else is told of the client does not depend on it.</summary>
    private readonly Luck luck = new(client.Name + " owes");

    public IEnumerable<DemoDeed> Deeds()
    {
        if (client.Last == Clients.Stage.Reach)
        {
            return [];
        }
        var kinds = DemoText.Read("commitments");
        var past = Enumerable.Range(0, luck.Between(5, 9)).SelectMany(_ => Over(luck.Of(kinds)));
        var open =
            client.Last == Clients.Stage.Lapsed
                ? []
                : luck.Shuffled(kinds).Take(luck.Between(1, 4)).SelectMany(Open).ToList();
        return [.. past, .. open];
    }

    /// <summary>Made and closed: mostly in time.</summary>
    private IEnumerable<DemoDeed> Over(Block kind)
    {
        var most = Math.Min(Quarter, Period.DaysBetween(client.Begins, client.Today) - 3);
        var made = luck.Between(14, Math.Max(15, most));
        var length = luck.Between(2, 9);
        var fate = luck.Between(1, 100);
        var (ending, after) = fate switch
        {
            <= 86 => (Ending.Kept, luck.Between(0, length - 1)),
            <= 94 => (Ending.Kept, length + luck.Between(1, 4)),
            <= 97 => (Ending.Missed, length + 3),
            _ => (Ending.Waived, length - 1),
        };
        var closing = new ClosureDetails
        {
            Outcome = ending,
            Reason = ending == Ending.Kept ? null : Why(ending),
        };
        return Lived(kind, made, client.Today.PlusDays(length - made), made - after, closing);
    }

    /// <summary>Still owed: a few late, one or another waiting for the client.</summary>
    private IEnumerable<DemoDeed> Open(Block kind)
    {
        var due = client.Today.PlusDays(
            luck.Chance(18) ? -luck.Between(1, 3) : luck.Between(0, 12)
        );
        return Lived(kind, luck.Between(4, 8), due, null, null);
    }

    /// <param name="made">So many days ago it was said.</param>
    /// <param name="closed">So many days ago it ended; null while it is open.</param>
    private IEnumerable<DemoDeed> Lived(
        Block kind,
        int made,
        LocalDate due,
        int? closed,
        ClosureDetails? closing
    )
    {
        Guid? id = null;
        var (owner, favour) = (luck.Of(client.Team), Enum.Parse<Favour>(kind.One("is")!));
        var text = kind.One(client.Language)!
            .Replace("{work}", luck.Of(client.Work), StringComparison.Ordinal);
        yield return Deed(
            made,
            luck.Between(9, 12),
            owner,
            async (db, cancel) =>
            {
                var said = await new Commitments.Commitments(db).Make(
                    new CommitmentDetails
                    {
                        Text = text,
                        ClientId = client.Id,
                        Favour = favour,
                        OwnerId = colleagues[owner].Id,
                        DueOn = due,
                        TargetOn = favour == Favour.Client ? due.PlusDays(-1) : null,
                    },
                    cancel
                );
                id = said.Done ? said.Value.Id : null;
                return said.Refusal;
            }
        );
        if (closed is { } ago)
        {
            yield return Deed(
                ago,
                luck.Between(13, 16),
                owner,
                async (db, cancel) =>
                    (await new Closures(db).Close(id!.Value, closing!, cancel)).Refusal
            );
        }
    }

    private DemoDeed Deed(
        int daysAgo,
        int hour,
        string author,
        Func<Db, CancellationToken, Task<Refusal?>> act
    )
    {
        var at = (client.Today.PlusDays(-daysAgo) + new LocalTime(hour, 0))
            .InZoneLeniently(client.Zone)
            .ToInstant();
        return new(Instant.Min(at, end), author, act);
    }

    private string Why(Ending ending) =>
        (ending, client.Language) switch
        {
            (Ending.Missed, "de") => "Im Trubel untergegangen",
            (Ending.Missed, "es") => "Se quedó sin hacer",
            (Ending.Missed, _) => "It slipped in a full week",
            (_, "de") => "Der Kunde braucht es nicht mehr",
            (_, "es") => "El cliente ya no lo necesita",
            _ => "The client needs it no more",
        };
}
