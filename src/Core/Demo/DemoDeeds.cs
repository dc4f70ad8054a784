using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>An act to be carried out by somebody at a time.</summary>
internal sealed record DemoDeed(
    Instant At,
    string Author,
    Func<Db, CancellationToken, Task<Refusal?>> Do
);

/// <summary>Turns what was lived through into acts: entries written down, stages reached, business noted.</summary>
internal static class DemoDeeds
{
    /// <summary>Whom the account managers tell what was said in confidence.</summary>
    private const string Confidant = "Henriette Brandvold";

    public static IEnumerable<DemoDeed> Of(
        DemoClient client,
        IReadOnlyList<DemoEntry> entries,
        IReadOnlyDictionary<string, Colleague> colleagues
    ) =>
        entries
            .Select(e => Record(client, e, colleagues))
            .Concat(Stages(client, entries))
            .Concat(Business(client, colleagues));

    private static DemoDeed Record(
        DemoClient client,
        DemoEntry entry,
        IReadOnlyDictionary<string, Colleague> colleagues
    ) =>
        new(
            entry.At + Duration.FromMinutes((entry.Step.Minutes ?? 0) + 4),
            entry.Author,
            (db, cancel) => Write(db, client, entry, colleagues, cancel)
        );

    private static async Task<Refusal?> Write(
        Db db,
        DemoClient client,
        DemoEntry entry,
        IReadOnlyDictionary<string, Colleague> colleagues,
        CancellationToken cancel
    )
    {
        var step = entry.Step;
        var said = new InteractionDetails
        {
            ClientId = client.Id,
            Touchpoint = step.Touchpoint,
            Channel = step.Channel,
            Direction = step.Direction,
            Occurred = entry.At,
            Minutes = step.Minutes,
            Subject = entry.Subject,
            Body = entry.Said,
            Audience = step.Audience,
            Named = step.Audience == Audience.Named ? [colleagues[Confidant].Id] : null,
            Participants =
            [
                .. entry.Theirs.Select(p => new ParticipantDetails(p.Row.Id, null, null)),
                .. entry.Ours.Select(o => new ParticipantDetails(null, colleagues[o].Id, null)),
            ],
        };
        return (await new Interactions.Interactions(db).Record(said, cancel)).Refusal;
    }

    /// <summary>The life cycle, in even steps from the first meeting to where the client stands.</summary>
    private static IEnumerable<DemoDeed> Stages(DemoClient client, IReadOnlyList<DemoEntry> entries)
    {
        if (entries.Count == 0)
        {
            yield break;
        }
        Stage[] path =
            client.Last == Stage.Lapsed
                ? [Stage.Acquire, Stage.Convert, Stage.Retain, Stage.Lapsed]
                : [.. Enum.GetValues<Stage>().Where(s => s > Stage.Reach && s <= client.Last)];
        var days = Period.DaysBetween(client.Begins, client.Today);
        var at = client.Begins.PlusDays(3);
        foreach (var (place, stage) in path.Index())
        {
            at = stage switch
            {
                Stage.Acquire => client.Begins.PlusDays(5),
                Stage.Convert => client.Begins.PlusDays(48),
                Stage.Lapsed => client.Today.PlusDays(-140),
                _ => client.Begins.PlusDays(days * (place + 1) / 6),
            };
            var why = stage == Stage.Lapsed ? client.LapsedBecause : null;
            yield return new DemoDeed(
                (at + new LocalTime(16, 40)).InZoneLeniently(client.Zone).ToInstant(),
                client.Team[0],
                async (db, cancel) =>
                    (
                        await new Clients.Clients(db).Move(client.Id, stage, why, null, cancel)
                    ).Refusal
            );
        }
    }

    private static IEnumerable<DemoDeed> Business(
        DemoClient client,
        IReadOnlyDictionary<string, Colleague> colleagues
    )
    {
        var luck = client.Luck;
        var kinds = luck.Shuffled(DemoText.Read("opportunities"));
        var many = client.Last == Stage.Reach ? 1 : luck.Between(1, 4);
        foreach (var kind in kinds.Take(many))
        {
            var (product, worth) = (kind.Parts("is")[0], kind.Parts("is")[1].Split('-'));
            var range = worth.Select(w => int.Parse(w, CultureInfo.InvariantCulture)).ToArray();
            var length = Period.DaysBetween(client.Begins, client.Today);
            var opened = client.Begins.PlusDays(luck.Between(1, Math.Max(2, length - 2)));
            var old = Period.DaysBetween(opened, client.Today) > 100;
            var stage =
                client.Last == Stage.Lapsed ? OpportunityStage.Lost
                : old
                    ? luck.Chance(70) ? OpportunityStage.Won
                        : OpportunityStage.Lost
                : (OpportunityStage)luck.Between(0, 2);
            var value = client.Amount(luck.Between(range[0], range[1]));
            var name = kind.One(client.Language)!
                .Replace("{work}", luck.Of(client.Work), StringComparison.Ordinal)
                .Replace(
                    "{year}",
                    (opened.Year + 1).ToString(CultureInfo.InvariantCulture),
                    StringComparison.Ordinal
                );
            name = char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];
            yield return new DemoDeed(
                (opened + new LocalTime(17, 0)).InZoneLeniently(client.Zone).ToInstant(),
                client.Team[0],
                async (db, cancel) =>
                {
                    var row = new Opportunity
                    {
                        ClientId = client.Id,
                        Name = name,
                        NameKey = Folded.Key(name),
                        OwnerId = colleagues[client.Team[0]].Id,
                        Stage = stage,
                        ValueMinor = value.Minor,
                        ValueCurrency = value.Currency,
                        Opened = opened,
                        Closed = stage > OpportunityStage.Proposed ? opened.PlusDays(80) : null,
                        Product = product,
                        CreatedAt = db.Now,
                    };
                    db.Add(row);
                    db.Raise(Opportunity.Added, row, client.Id);
                    return await db.Commit(cancel);
                }
            );
        }
    }
}
