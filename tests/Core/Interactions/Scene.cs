using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Tests.Core.Interactions;

/// <summary>Two clients, each with people of ours before whom the other's wall stands, and one who sees all.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private Scene(TestFirm firm) => Firm = firm;

    public TestFirm Firm { get; }
    public required Colleague Ana { get; init; }
    public required Colleague Tom { get; init; }
    public required Colleague Eve { get; init; }
    public required Colleague Pavel { get; init; }
    public required Colleague Boss { get; init; }
    public required Client Halden { get; init; }
    public required Client Ribera { get; init; }
    public required Contact Ingrid { get; init; }

    public static async Task<Scene> Set(TestPlace place, NodaTime.IClock? clock = null)
    {
        var firm = new TestFirm(place, clock);
        var ana = await firm.Colleague(Roles.AccountManager, "Ana Moreno");
        var tom = await firm.Colleague(Roles.Consultant, "Tom Berg");
        var eve = await firm.Colleague(Roles.Consultant, "Eve Stone");
        var pavel = await firm.Colleague(Roles.AccountManager, "Pavel Král");
        var boss = await firm.Colleague(Roles.Executive, "Ruth Boss");
        var halden = await firm.Client("Halden Maritime", ana, tom, eve);
        var ribera = await firm.Client("Banco Ribera", pavel);
        await using var db = firm.System();
        var ingrid = new Contact
        {
            ClientId = halden.Id,
            Name = "Ingrid Solberg",
            NameKey = Folded.Key("Ingrid Solberg"),
        };
        db.Add(ingrid);
        await db.SaveChangesAsync();
        return new Scene(firm)
        {
            Ana = ana,
            Tom = tom,
            Eve = eve,
            Pavel = pavel,
            Boss = boss,
            Halden = halden,
            Ribera = ribera,
            Ingrid = ingrid,
        };
    }

    public async Task<Result<Interaction>> Record(Colleague who, InteractionDetails said)
    {
        await using var db = Firm.As(who);
        return await new Rapport.Interactions.Interactions(db).Record(said);
    }

    public async Task<Result<Interaction>> Correct(Colleague who, Guid id, CorrectionDetails said)
    {
        await using var db = Firm.As(who);
        return await new Rapport.Interactions.Interactions(db).Correct(id, said);
    }

    public async Task<IReadOnlyList<StreamEntry>> Stream(Colleague who, bool current = false)
    {
        await using var db = Firm.As(who);
        return await Timeline.Page(
            db,
            new StreamFilter(Halden.Id, Current: current),
            null,
            1000,
            default
        );
    }

    public ValueTask DisposeAsync() => Firm.DisposeAsync();
}
