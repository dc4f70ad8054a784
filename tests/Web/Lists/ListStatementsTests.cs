using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Web.Lists;

/// <summary>How much a list asks of the database for its page, whoever asks among it.</summary>
public abstract class ListStatementsTests(TestDatabase database)
{
    private const int Most = 8;

    /// <summary>More than stand on a page, so that they are counted too.</summary>
    private const int Many = 60;

    [Fact]
    public async Task A_page_of_a_list_takes_eight_statements_at_most_whatever_the_list_and_its_filter()
    {
        var app = await database.App();
        var boss = await app.SignedIn(Roles.Administrator);
        var client = await Fill(app.Firm);
        string[] pages =
        [
            "/clients",
            "/clients?sort=-lastHeard",
            "/clients?filter=accountManager eq \"me\" or not (accountManager pr)&sort=-created",
            $"/clients?filter=parent eq \"{client}\" or parent ne \"{Guid.NewGuid()}\"",
            "/contacts",
            $"/contacts?filter=client ne \"{client}\"&sort=client",
            "/opportunities",
            "/opportunities?filter=owner eq \"me\" or name pr&sort=nextStep",
            "/commitments",
            "/commitments?stands=All&filter=owner ne \"me\"&sort=contact",
            "/meetings",
            "/meetings?when=All&filter=owner ne \"me\"&sort=next",
            "/series",
            "/series?filter=owner ne \"me\"&sort=keptUntil",
            "/interactions",
            $"/interactions?filter=client eq \"{client}\" or author eq \"me\"",
        ];

        var sent = new List<string>();
        foreach (var page in pages)
        {
            var address = page.Replace(" ", "%20", StringComparison.Ordinal)
                .Replace("\"", "%22", StringComparison.Ordinal);
            // What is remembered from the first time on is not counted.
            await boss.Page(address);
            var count = await Statements.Count(() => boss.Page(address));
            if (count is 0 or > Most)
            {
                sent.Add($"{page}: {count}");
            }
        }

        Assert.True(sent.Count == 0, string.Join("\n", sent));
    }

    /// <summary>So many of each noun; answers one of the clients.</summary>
    private static async Task<Guid> Fill(TestFirm firm)
    {
        var owner = await firm.Colleague(Roles.AccountManager);
        await using var db = firm.System();
        var (now, today) = (db.Now, db.Now.InUtc().Date);
        Guid last = default;
        for (var n = 0; n < Many; n++)
        {
            var client = await firm.Client($"Counted {n}");
            last = client.Id;
            db.Add(
                new Contact
                {
                    ClientId = last,
                    Name = $"Person {n}",
                    Number = 90_000 + n,
                    CreatedAt = now,
                }
            );
            db.Add(
                new Opportunity
                {
                    ClientId = last,
                    Name = $"Deal {n}",
                    Number = 90_000 + n,
                    CreatedAt = now,
                }
            );
            db.Add(
                new Commitment
                {
                    ClientId = last,
                    Text = $"Owed {n}",
                    OwnerId = owner.Id,
                    Due = now,
                    JudgedBy = now,
                    CreatedAt = now,
                }
            );
            db.Add(
                new Series
                {
                    ClientId = last,
                    Title = $"Review {n}",
                    Cadence = "every 2 weeks on tue",
                    Time = "10:00",
                    Zone = "UTC",
                    SlipsAfter = today,
                    CreatedAt = now,
                }
            );
            db.Add(
                new Meeting
                {
                    ClientId = last,
                    Title = $"Talk {n}",
                    Zone = "UTC",
                    Start = now + Duration.FromDays(1),
                    Minutes = 30,
                    OwnerId = owner.Id,
                    Uid = $"{n}@{Guid.NewGuid():N}",
                    CreatedAt = now,
                }
            );
            db.Add(
                new Interaction
                {
                    ClientId = last,
                    Subject = $"Entry {n}",
                    Touchpoint = Touchpoint.Delivery,
                    Channel = Channel.Call,
                    Occurred = now,
                    RecordedAt = now,
                }
            );
        }
        await db.SaveChangesAsync();
        return last;
    }

    public sealed class OnSqlite(Sqlite database)
        : ListStatementsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ListStatementsTests(database),
            IClassFixture<Postgres>;
}
