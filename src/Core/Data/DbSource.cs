using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;

namespace Rapport.Data;

/// <summary>Where a firm's database is.</summary>
/// <param name="Postgres">A PostgreSQL connection string; null for SQLite in the data folder.</param>
/// <param name="Folder">Holds the SQLite file, the keys and the files of the firm.</param>
public sealed record DbPlace(string? Postgres, string Folder)
{
    public string SqliteFile => Path.Combine(Folder, "rapport.db");

    /// <summary>Makes the folder when it is new: the program's user's alone, since clients, keys and files lie in it.</summary>
    public void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Folder);
            return;
        }
        Directory.CreateDirectory(
            Folder,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
    }
}

/// <summary>Opens the database for a viewer. One for a process and place.</summary>
public sealed class DbSource : IAsyncDisposable
{
    /// <summary>How long a writer of another process may hold us up, in seconds; beyond it something is wrong.</summary>
    private const int BusySeconds = 60;

    private readonly IClock clock;
    private readonly NpgsqlDataSource? postgres;
    private readonly DbContextOptions options;

    public DbSource(DbPlace place, IClock clock)
    {
        (Place, this.clock) = (place, clock);
        if (place.Postgres is { } connection)
        {
            postgres = new NpgsqlDataSourceBuilder(connection).Build();
            options = Options<PostgresDb>().UseNpgsql(postgres).Options;
            return;
        }
        place.MakeFolder();
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = place.SqliteFile,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
        };
        options = Options<SqliteDb>()
            .UseSqlite(
                file.ConnectionString,
                // One statement whatever the length of a list, and no hundreds of names to look parameters up by.
                o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)
            )
            .AddInterceptors(SqlitePragmas.Instance)
            .Options;
    }

    public DbPlace Place { get; }

    public IClock Clock => clock;

    public Db For(Viewer viewer) =>
        postgres is null
            ? new SqliteDb((DbContextOptions<SqliteDb>)options, viewer, clock)
            {
                Folder = Place.Folder,
            }
            : new PostgresDb((DbContextOptions<PostgresDb>)options, viewer, clock)
            {
                Folder = Place.Folder,
            };

    /// <summary>Brings the database to the newest form; a new one is made.</summary>
    public async Task Migrate(CancellationToken cancel = default)
    {
        await using var db = For(Viewer.System("migrate"));
        await db.Database.MigrateAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (postgres is not null)
        {
            await postgres.DisposeAsync();
        }
    }

    /// <summary>Options that both the program and dotnet-ef use, so that the model is the same.</summary>
    public static DbContextOptionsBuilder<T> Options<T>()
        where T : Db =>
        new DbContextOptionsBuilder<T>()
            .UseApplicationServiceProvider(IdentityVersion)
            .ConfigureWarnings(w =>
                w.Ignore(
                    CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning
                )
            );

    /// <summary>Tells Identity's mapping to include passkeys, for which it asks the context's service provider.</summary>
    private static readonly ServiceProvider IdentityVersion = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();
}
