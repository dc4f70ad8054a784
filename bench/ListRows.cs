using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Fields;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Bench;

/// <summary>
/// What lists and merges need beside the generated firm: fields of its own, opportunities, what is owed, meetings and
/// their series, pairs to merge.
/// </summary>
internal static class ListRows
{
    private const int Deals = 3;

    /// <summary>Of each client.</summary>
    private const int Owed = 4;

    /// <summary>A field of each kind on clients, filled in on most; the others of each client; pairs of contacts.</summary>
    /// <param name="pairs">Two contacts of one client each.</param>
    public static async Task<IReadOnlyList<Guid>> Write(Firm firm, int pairs)
    {
        await using var source = new DbSource(
            new DbPlace(firm.Postgres, firm.Folder),
            new MicrosecondClock()
        );
        await using var db = source.For(Viewer.System("bench"));
        var fields = new List<CustomField>();
        foreach (var kind in CustomField.Kinds)
        {
            fields.Add(await Field(db, kind));
        }
        var colleagues = db.Set<Colleague>().OrderBy(c => c.Id).Select(c => c.Id).ToList();
        var bulk = new Bulk(db);
        var duplicates = Pairs(db, pairs);
        var deals = Opportunities(firm, colleagues, db.Now).ToList();
        var series = SeriesOf(firm, colleagues, db.Now).ToList();
        var people = db.Set<Contact>()
            .Where(c => c.ClientId != null)
            .Select(c => new { Client = c.ClientId!.Value, c.Id })
            // Here, not there: PostgreSQL knows no least of several ids.
            .AsEnumerable()
            .GroupBy(c => c.Client, c => c.Id)
            .ToDictionary(g => g.Key, g => g.Min());
        await bulk.Unindexed(
            [typeof(CustomValue), typeof(Opportunity), typeof(Commitment)],
            async () =>
            {
                await bulk.Write(Values(firm, fields, colleagues));
                await bulk.Write(deals);
                await bulk.Write(Commitments(deals, people, colleagues, db.Now));
                await bulk.Write(series);
                await bulk.Write(Meetings(series, colleagues, db.Now));
                await bulk.Write(duplicates);
            }
        );
        return duplicates.ConvertAll(d => d.Id);
    }

    private static async Task<CustomField> Field(Db db, FieldKind kind) =>
        (
            await new CustomFields(db).Add(
                new FieldDetails
                {
                    RecordKind = nameof(Client),
                    Name = $"Own {kind}",
                    Kind = kind,
                    Choices = kind is FieldKind.Choice or FieldKind.Choices
                        ? [new(null, "Low"), new(null, "Middle"), new(null, "High")]
                        : null,
                }
            )
        ).Value;

    private static IEnumerable<CustomValue> Values(
        Firm firm,
        List<CustomField> fields,
        List<Guid> colleagues
    )
    {
        foreach (var (n, client) in firm.Clients.Index())
        {
            // One in seven says nothing, so that there is something to be sorted to the end.
            foreach (var (place, field) in fields.Index().Where(f => (n + f.Index) % 7 != 0))
            {
                var choices = field.Choices.OrderBy(c => c.Position).ToList();
                var value = new CustomValue
                {
                    Id = Guid.CreateVersion7(),
                    FieldId = field.Id,
                    SubjectId = client,
                    Text = field.Kind switch
                    {
                        FieldKind.Text => $"Öl {n * 7919 % 10007}",
                        FieldKind.LongText => $"What was agreed on {n}",
                        FieldKind.Link => $"https://client{n}.example/",
                        _ => null,
                    },
                    Number = field.Kind switch
                    {
                        FieldKind.Number or FieldKind.Money => n * 7919 % 100_003,
                        FieldKind.YesNo => n % 2,
                        _ => null,
                    },
                    Currency = field.Kind == FieldKind.Money ? "EUR" : null,
                    Date =
                        field.Kind == FieldKind.Date
                            ? new LocalDate(2026, 1, 1).PlusDays(n % 365)
                            : null,
                    RefId = field.Kind switch
                    {
                        FieldKind.Person => colleagues.Of(n),
                        _ when choices.Count > 0 => choices[n % choices.Count].Id,
                        _ => null,
                    },
                };
                value.Stand(new Standing(client, null, Audience.Inside));
                yield return value;
            }
        }
    }

    private static IEnumerable<Opportunity> Opportunities(
        Firm firm,
        List<Guid> colleagues,
        Instant now
    ) =>
        firm.Clients.SelectMany(
            (client, n) =>
                Enumerable
                    .Range(n * Deals, Deals)
                    .Select(i =>
                    {
                        var name = $"Deal {i * 7919L % 1_000_003}";
                        return new Opportunity
                        {
                            Id = Guid.CreateVersion7(),
                            ClientId = client,
                            Number = 1000 + i,
                            Name = name,
                            NameKey = Folded.Key(name),
                            OwnerId = i % 4 == 0 ? null : colleagues.Of(i),
                            Stage = (OpportunityStage)(i % 5),
                            ValueMinor = i % 6 == 0 ? null : i * 7919L % 10_000_019,
                            ValueCurrency = i % 6 == 0 ? null : "EUR",
                            Opened = new LocalDate(2025, 1, 1).PlusDays(i % 600),
                            Product = i % 3 == 0 ? null : $"Product {i % 40}",
                            CreatedAt = now,
                        };
                    })
        );

    private static IEnumerable<Commitment> Commitments(
        List<Opportunity> deals,
        Dictionary<Guid, Guid> people,
        List<Guid> colleagues,
        Instant now
    )
    {
        var today = now.InUtc().Date;
        for (var n = 0; n < deals.Count / Deals * Owed; n++)
        {
            var deal = deals[n % deals.Count];
            var due = now + Duration.FromHours((n * 7919L % 4001) - 2000);
            var state = (CommitmentState)(n % 10 < 6 ? 0 : n % 4);
            yield return new Commitment
            {
                Id = Guid.CreateVersion7(),
                ClientId = deal.ClientId,
                Text = $"Send what was asked for {n * 7919L % 1_000_003}",
                Favour = (Favour)(n % 3),
                OwnerId = colleagues.Of(n),
                BackupId = n % 5 == 0 ? colleagues.Of(n / 5) : null,
                ContactId = n % 3 == 0 ? people.GetValueOrNull(deal.ClientId!.Value) : null,
                Due = due,
                TargetOn = n % 4 == 0 ? today.PlusDays(n % 90) : null,
                JudgedBy = due,
                Origin = (CommitmentOrigin)(n % 2),
                SubjectId = n % 2 == 0 ? deal.Id : null,
                SubjectKind = n % 2 == 0 ? nameof(Opportunity) : null,
                State = state,
                ClosedAt = state == CommitmentState.Open ? null : due,
                WaitingSince = state == CommitmentState.Open && n % 7 == 0 ? now : null,
                CreatedAt = now - Duration.FromHours(n % 5000),
            };
        }
    }

    private static IEnumerable<Series> SeriesOf(Firm firm, List<Guid> colleagues, Instant now)
    {
        var today = now.InUtc().Date;
        return firm.Clients.Select(
            (client, n) =>
                new Series
                {
                    Id = Guid.CreateVersion7(),
                    ClientId = client,
                    Level = (MeetingLevel)(n % 6),
                    Title = $"Review {n * 7919L % 10_007}",
                    Cadence = "every month",
                    Anchor = today.PlusDays(-(n % 700)),
                    Time = "10:00",
                    Minutes = 30 + (n % 4 * 15),
                    Zone = "Europe/Oslo",
                    OwnerId = n % 4 == 0 ? null : colleagues.Of(n),
                    KeptUntil = n % 3 == 0 ? null : today.PlusDays((n % 60) - 30),
                    SlipsAfter = today.PlusDays((n % 90) - 30),
                    Ended = n % 9 == 0 ? today.PlusDays(-1 - (n % 300)) : null,
                    CreatedAt = now,
                }
        );
    }

    /// <summary>Of each series one to come, and before it one that leads to it.</summary>
    private static IEnumerable<Meeting> Meetings(
        List<Series> series,
        List<Guid> colleagues,
        Instant now
    )
    {
        foreach (var (n, one) in series.Index())
        {
            var next = Met(n, Duration.FromHours(n % 2000), MeetingState.Planned, null);
            yield return next;
            yield return Met(
                n + series.Count,
                Duration.FromHours((n % 2000) - 2000),
                (MeetingState)(n % 3),
                next.Id
            );

            Meeting Met(int n, Duration from, MeetingState state, Guid? nextId) =>
                new()
                {
                    Id = Guid.CreateVersion7(),
                    ClientId = one.ClientId,
                    SeriesId = n % 5 == 0 ? null : one.Id,
                    Kind = one.Kind,
                    Title = $"Talk {n * 7919L % 100_003}",
                    Start = now + from,
                    Minutes = 30 + (n % 5 * 15),
                    Zone = one.Zone,
                    OwnerId = colleagues.Of(n),
                    State = state,
                    NextId = nextId,
                    Uid = $"{Guid.NewGuid():N}@bench.example",
                    CreatedAt = now - Duration.FromHours(n % 3000),
                };
        }
    }

    /// <summary>Each has her share, as in a firm.</summary>
    private static Guid Of(this List<Guid> colleagues, int n) => colleagues[n % colleagues.Count];

    private static Guid? GetValueOrNull(this Dictionary<Guid, Guid> all, Guid key) =>
        all.TryGetValue(key, out var found) ? found : null;

    private static List<Duplicate> Pairs(Db db, int pairs) =>
        [
            .. db.Set<Contact>()
                .GroupBy(c => c.ClientId)
                .Where(g => g.Count() > 1)
                .OrderBy(g => g.Key)
                .Take(pairs)
                .Select(g => new { g.Key, First = g.OrderBy(c => c.Id).First().Id })
                // Whole before the next is asked: a connection answers one question at a time.
                .ToList()
                .Select(g =>
                {
                    var other = db.Set<Contact>()
                        .Where(c => c.ClientId == g.Key && c.Id != g.First)
                        .OrderBy(c => c.Id)
                        .First()
                        .Id;
                    var (first, second) = Duplicate.Ordered(g.First, other);
                    return new Duplicate
                    {
                        Id = Duplicate.IdOf(first, second),
                        Noun = "contacts",
                        FirstId = first,
                        SecondId = second,
                        ClientId = g.Key,
                        Weight = 999,
                        Reasons = "",
                        FoundAt = db.Now,
                    };
                }),
        ];
}
