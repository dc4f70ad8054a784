using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
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
        var row = new Interaction
        {
            ClientId = client.Id,
            Touchpoint = entry.Step.Touchpoint,
            Channel = entry.Step.Channel,
            Direction = entry.Step.Direction,
            Occurred = entry.At,
            RecordedAt = db.Now,
            Subject = entry.Subject,
            Body = entry.Said,
            Minutes = entry.Step.Minutes,
            Audience = entry.Step.Audience,
            AuthorId = db.Viewer.ColleagueId,
            RealTouch = entry.Theirs.Count > 0 && entry.Ours.Count > 0,
        };
        foreach (var person in entry.Theirs)
        {
            Take(row, contact: person.Row.Id);
        }
        foreach (var name in entry.Ours)
        {
            Take(row, colleague: colleagues[name].Id);
        }
        db.Add(row);
        if (row.Audience == Audience.Named)
        {
            db.Add(
                new AudienceMember
                {
                    SubjectId = row.Id,
                    ColleagueId = colleagues["Henriette Brandvold"].Id,
                }
            );
        }
        await Touch(db, row, entry, cancel);
        db.Raise(Interaction.Recorded, row, client.Id, entry.At);
        return await db.Commit(cancel);
    }

    private static void Take(Interaction row, Guid? contact = null, Guid? colleague = null) =>
        row.Participants.Add(
            new Participant
            {
                InteractionId = row.Id,
                Position = row.Participants.Count,
                ContactId = contact,
                ColleagueId = colleague,
            }
        );

    private static async Task Touch(
        Db db,
        Interaction row,
        DemoEntry entry,
        CancellationToken cancel
    )
    {
        var client = await db.Set<Client>().FirstAsync(c => c.Id == row.ClientId, cancel);
        client.LastInteraction = Later(client.LastInteraction, row.Occurred);
        if (row.RealTouch)
        {
            client.LastTouch = Later(client.LastTouch, row.Occurred);
            var ids = entry.Theirs.Select(p => p.Row.Id).ToList();
            foreach (
                var contact in await db.Set<Contact>()
                    .Where(c => ids.Contains(c.Id))
                    .ToListAsync(cancel)
            )
            {
                contact.LastTouch = Later(contact.LastTouch, row.Occurred);
            }
        }
    }

    private static Instant Later(Instant? before, Instant at) => before is { } b && b > at ? b : at;

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
                    (await new Clients.Clients(db).Move(client.Id, stage, why, cancel)).Refusal
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
            var name = kind
                .Title.Replace("{work}", luck.Of(client.Work), StringComparison.Ordinal)
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
