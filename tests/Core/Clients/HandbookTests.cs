using NodaTime;
using Rapport.Clients;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.People;
using Rapport.Reports;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Clients;

/// <summary>What the handbook page reads of a client.</summary>
public abstract class HandbookTests(TestDatabase database)
{
    private static readonly Instant Year = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Fact]
    public async Task It_takes_the_same_few_statements_for_an_empty_and_for_a_full_client()
    {
        await using var firm = new TestFirm(database.Place);
        var empty = await firm.Client("Empty");
        var full = await Full(firm, 20);
        await using var db = firm.System();

        Task<int> Count(Guid id) =>
            Statements.Count(() => HandbookRecord.Find(db, id, Year, Cancel));

        Assert.Equal(await Count(empty.Id), await Count(full.Id));
        Assert.InRange(await Count(full.Id), 1, 11);
    }

    [Fact]
    public async Task Open_business_is_summed_for_each_currency_by_itself()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Sums");
        await using var db = firm.System();
        Opportunity Of(OpportunityStage stage, long? minor, string? currency) =>
            new()
            {
                ClientId = client.Id,
                Name = "Business",
                Stage = stage,
                ValueMinor = minor,
                ValueCurrency = currency,
            };
        db.AddRange(
            Of(OpportunityStage.Engaging, 100_00, "EUR"),
            Of(OpportunityStage.Proposed, 50_00, "EUR"),
            Of(OpportunityStage.Engaging, 7_00, "USD"),
            Of(OpportunityStage.Engaging, null, null),
            Of(OpportunityStage.Won, 900_00, "EUR"),
            Of(OpportunityStage.Lost, 800_00, "EUR")
        );
        await db.SaveChangesAsync(Cancel);

        var heading = await ClientHeading.Find(db, client.Id, Year, Cancel);

        Assert.Equal(6, heading!.Opportunities.All);
        Assert.Equal(4, heading.Opportunities.Open);
        Assert.Equal(
            [new Money(150_00, "EUR"), new Money(7_00, "USD")],
            heading.Opportunities.Value
        );
    }

    [Fact]
    public async Task What_was_corrected_counts_once_and_nobody_counts_beyond_a_hundred()
    {
        await using var firm = new TestFirm(database.Place);
        var client = await firm.Client("Counts");
        var ana = await firm.Colleague(Roles.Executive);
        await using var db = firm.As(ana);
        var acts = new Rapport.Interactions.Interactions(db);
        InteractionDetails Of(string subject) =>
            new()
            {
                ClientId = client.Id,
                Subject = subject,
                Occurred = Year + Duration.FromDays(1),
            };
        var first = (await acts.Record(Of("As it was told"), Cancel)).Value;
        await acts.Correct(first.Id, new(Of("As it was")), Cancel);
        Assert.Equal(1, await Entries());

        await acts.Record(
            Of("The year before") with
            {
                Occurred = Year - Duration.FromDays(1),
            },
            Cancel
        );
        for (var n = 0; n < ClientHeading.MostCounted; n++)
        {
            await acts.Record(Of($"Number {n}"), Cancel);
            // As a request after the other: a context that tracks a thousand looks through them at each save.
            db.ChangeTracker.Clear();
        }

        Assert.Equal(ClientHeading.MostCounted, await Entries());

        async Task<int?> Entries() =>
            (await ClientHeading.Find(db, client.Id, Year, Cancel))?.EntriesThisYear;
    }

    [Fact]
    public async Task Behind_the_wall_there_is_no_handbook_and_before_it_no_parent_that_is_not_seen()
    {
        await using var firm = new TestFirm(database.Place);
        var ana = await firm.Colleague(Roles.AccountManager);
        var full = await Full(firm, 1);
        await using var stranger = firm.As(ana);
        Assert.Null(await HandbookRecord.Find(stranger, full.Id, Year, Cancel));

        await using var all = firm.System();
        await new Seats(all).Take(full.Id, new(ana.Id, SeatRole.Backup, null), Cancel);
        await using var seated = firm.As(ana);
        var heading = (await HandbookRecord.Find(seated, full.Id, Year, Cancel))!.Heading;

        Assert.Null(heading.Parent);
        Assert.Null(heading.ParentId);
    }

    [Theory]
    [InlineData(Tier.Key, 29, false)]
    [InlineData(Tier.Key, 31, true)]
    [InlineData(Tier.Core, 59, false)]
    [InlineData(Tier.Core, 61, true)]
    [InlineData(Tier.Standard, 89, false)]
    [InlineData(Tier.Standard, 91, true)]
    public void The_weightier_a_client_the_sooner_silence_counts(Tier tier, int days, bool quiet) =>
        Assert.Equal(
            quiet,
            Silence.Of(tier, Stage.Retain, Year, null, Year + Duration.FromDays(days))
                != Quietness.Heard
        );

    [Fact]
    public void One_never_heard_of_or_lost_is_not_gone_quiet()
    {
        var later = Year + Duration.FromDays(900);

        Assert.Equal(Quietness.Heard, Silence.Of(Tier.Key, Stage.Retain, null, null, later));
        Assert.Equal(Quietness.Heard, Silence.Of(Tier.Key, Stage.Lapsed, Year, null, later));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<Client> Full(TestFirm firm, int many)
    {
        var parent = await firm.Client("Above");
        await using var db = firm.System();
        var added = await new Rapport.Clients.Clients(db).Add(
            new ClientDetails
            {
                Name = "Full",
                ParentId = parent.Id,
                Tags = [.. Enumerable.Range(0, many).Select(i => $"tag {i}")],
                Values =
                [
                    .. Enumerable
                        .Range(0, many)
                        .Select(i => new ValueDetails(null, $"value {i}", Compliance.Kept, null)),
                ],
            },
            Cancel
        );
        for (var i = 0; i < many; i++)
        {
            await new Rapport.Clients.Clients(db).Add(
                new ClientDetails { Name = $"Child {i}", ParentId = added.Value.Id },
                Cancel
            );
        }
        return added.Value;
    }

    public sealed class OnSqlite(Sqlite database) : HandbookTests(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : HandbookTests(database),
            IClassFixture<Postgres>;
}
