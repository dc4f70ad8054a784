using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Fields;
using Rapport.Offers;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Bench;

/// <summary>What lists and merges need beside the generated firm: fields of its own, opportunities, pairs to merge.</summary>
internal static class ListRows
{
    private const int Deals = 3;

    /// <summary>A field of each kind on clients, filled in on most; opportunities of each client; pairs of contacts.</summary>
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
        var colleague = db.Set<Colleague>().OrderBy(c => c.Id).First().Id;
        var bulk = new Bulk(db);
        var duplicates = Pairs(db, pairs);
        await bulk.Unindexed(
            [typeof(CustomValue), typeof(Opportunity)],
            async () =>
            {
                await bulk.Write(Values(firm, fields, colleague));
                await bulk.Write(Opportunities(firm, colleague, db.Now));
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
        Guid colleague
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
                        FieldKind.Person => colleague,
                        _ when choices.Count > 0 => choices[n % choices.Count].Id,
                        _ => null,
                    },
                };
                value.Stand(new Standing(client, null, Audience.Inside));
                yield return value;
            }
        }
    }

    private static IEnumerable<Opportunity> Opportunities(Firm firm, Guid colleague, Instant now) =>
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
                            OwnerId = i % 4 == 0 ? null : colleague,
                            Stage = (OpportunityStage)(i % 5),
                            ValueMinor = i % 6 == 0 ? null : i * 7919L % 10_000_019,
                            ValueCurrency = i % 6 == 0 ? null : "EUR",
                            Opened = new LocalDate(2025, 1, 1).PlusDays(i % 600),
                            Product = i % 3 == 0 ? null : $"Product {i % 40}",
                            CreatedAt = now,
                        };
                    })
        );

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
