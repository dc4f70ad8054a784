using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.Kill;
using Rapport.Values;

namespace Rapport.MadeUp;

/// <summary>A database as the program makes it, with what the model holds beyond that: the tables of the made-up noun.</summary>
internal static class BoatDatabase
{
    public static readonly Template Template = new(
        "boats",
        async place =>
        {
            using var program = new Victim(place);
            var (exit, _, why) = await program.Ask("migrate");
            Assert.True(exit == 0, why);
            await Complete(place);
        }
    );

    private static async Task Complete(TestPlace place)
    {
        await using var source = new DbSource(
            new DbPlace(place.Postgres, place.Folder),
            new MicrosecondClock()
        );
        await using var db = source.For(Viewer.System("boats"));
        var made = db.GetService<IMigrationsAssembly>().ModelSnapshot!.Model;
        var meant = db.GetService<IDesignTimeModel>().Model;
        var missing = db.GetService<IMigrationsModelDiffer>()
            .GetDifferences(
                db.GetService<IModelRuntimeInitializer>()
                    .Initialize(made is IMutableModel open ? open.FinalizeModel() : made)
                    .GetRelationalModel(),
                meant.GetRelationalModel()
            );
        await db.GetService<IMigrationCommandExecutor>()
            .ExecuteNonQueryAsync(
                db.GetService<IMigrationsSqlGenerator>().Generate(missing, meant),
                db.GetService<IRelationalConnection>()
            );
    }
}

public sealed class BoatsOnSqlite() : TestDatabase(SqliteEngine.Instance, BoatDatabase.Template);

public sealed class BoatsOnPostgres()
    : TestDatabase(PostgresEngine.Instance, BoatDatabase.Template);
