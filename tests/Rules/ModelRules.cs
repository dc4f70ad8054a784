using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Rules;

/// <summary>What is kept, and what is said about it.</summary>
public abstract class ModelRules(TestDatabase database)
{
    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Every_row_of_a_client_is_behind_the_wall()
    {
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var open =
            from type in db.Model.GetEntityTypes()
            where type.FindProperty(nameof(IOfClient.ClientId)) is not null
            where type.FindDeclaredQueryFilter("wall") is null
            where !Bookkeeping.Contains(type.ClrType.Name)
            select type.ClrType.Name;
        Assert.Empty(open);
    }

    /// <summary>
    /// Read by no page: the walls themselves, and what only the audit and the engine look at. What a play says otherwise for a
    /// client belongs to the play; whoever reads it leaves out those whose client the viewer does not see.
    /// </summary>
    private static readonly string[] Bookkeeping = ["Pass", "Event", "AuditEntry", "PlayVariant"];

    public sealed class OnSqlite(Sqlite database) : ModelRules(database), IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : ModelRules(database),
            IClassFixture<Postgres>;
}
