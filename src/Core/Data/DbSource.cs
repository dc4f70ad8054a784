using System.Collections.Concurrent;
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

    /// <summary>How soon it is noticed that nobody answers at the other end of a connection that only listens.</summary>
    private const int KeepAliveSeconds = 10;

    /// <summary>How many statements a PostgreSQL connection keeps prepared.</summary>
    private const int MostPrepared = 200;

    private readonly ConcurrentDictionary<Type, object> lent = [];
    private readonly IClock clock;
    private readonly NpgsqlDataSource? postgres;
    private readonly SqliteConnections? sqlite;
    private readonly DbContextOptions options;

    public DbSource(DbPlace place, IClock clock)
    {
        (Place, this.clock) = (place, clock);
        if (place.Postgres is { } connection)
        {
            postgres = new NpgsqlDataSourceBuilder(Prepared(connection))
                .UsePhysicalConnectionInitializer(WithoutCompiling, WithoutCompilingAsync)
                .Build();
            options = Options<PostgresDb>().UseNpgsql(postgres).Options;
            return;
        }
        place.MakeFolder();
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = place.SqliteFile,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
            Pooling = false,
        };
        sqlite = new SqliteConnections(file.ConnectionString, AddFunctions);
        options = Options<SqliteDb>()
            .UseSqlite(WithLists)
            .AddInterceptors(SqliteStatements.Instance)
            .Options;
    }

    public DbPlace Place { get; }

    public IClock Clock => clock;

    /// <summary>
    /// Hears of each commit by this source, on the thread that committed: who listens takes it and does his work
    /// elsewhere. Commits of other processes are heard through a <see cref="Wire"/>.
    /// </summary>
    public Action<Committed>? Committed { get; set; }

    internal void Tell(Committed committed) => Committed?.Invoke(committed);

    /// <summary>A connection outside the pool, for what stays open; null on SQLite, which has one process.</summary>
    internal NpgsqlConnection? Apart() =>
        Place.Postgres is { } connection
            ? new NpgsqlConnection(
                new NpgsqlConnectionStringBuilder(connection)
                {
                    Pooling = false,
                    KeepAlive = KeepAliveSeconds,
                }.ConnectionString
            )
            : null;

    /// <summary>
    /// Lends something of the program to acts that no request carries, such as the words of its mails to a job.
    /// </summary>
    public void Lend<T>(T what)
        where T : class => lent[typeof(T)] = what;

    /// <summary>Null where nothing of the kind was lent.</summary>
    internal T? Lent<T>()
        where T : class => lent.GetValueOrDefault(typeof(T)) as T;

    public Db For(Viewer viewer) =>
        sqlite is null
            ? new PostgresDb((DbContextOptions<PostgresDb>)options, viewer, clock)
            {
                Folder = Place.Folder,
                Source = this,
            }
            : new SqliteDb((DbContextOptions<SqliteDb>)options, viewer, clock, sqlite)
            {
                Folder = Place.Folder,
                Source = this,
            };

    /// <summary>Says messages to whoever listens on PostgreSQL, in one statement.</summary>
    internal async Task Notify(string channel, IReadOnlyList<string> said, CancellationToken cancel)
    {
        await using var command = postgres!.CreateCommand(
            "SELECT pg_notify($1, said) FROM unnest($2) AS said"
        );
        command.Parameters.AddWithValue(channel);
        command.Parameters.AddWithValue(said.ToArray());
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Brings the database to the newest form; a new one is made.</summary>
    public async Task Migrate(CancellationToken cancel = default)
    {
        await using var db = For(Viewer.System("migrate"));
        // A column more on millions of rows takes minutes; a program that gives up would give up at every start.
        db.Database.SetCommandTimeout(TimeSpan.FromHours(2));
        await db.Database.MigrateAsync(cancel);
        await TextKeys.FillOnce(db, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        sqlite?.Dispose();
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

    /// <summary>
    /// Statements that come again are prepared, and a connection is not reset between two requests: none of ours changes
    /// its session. What the firm's own connection string says of the first goes before.
    /// </summary>
    private static string Prepared(string connection)
    {
        var said = new NpgsqlConnectionStringBuilder(connection) { NoResetOnClose = true };
        if (!said.ShouldSerialize("Max Auto Prepare"))
        {
            said.MaxAutoPrepare = MostPrepared;
        }
        return said.ConnectionString;
    }

    // PostgreSQL compiles a statement of which it expects much, for up to a second. Ours end long before that pays: most
    // are of searches, of whose words it expects far more than there is.
    private const string NoCompiling = "SET jit = off";

    private static void WithoutCompiling(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(NoCompiling, connection);
        command.ExecuteNonQuery();
    }

    private static async Task WithoutCompilingAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(NoCompiling, connection);
        await command.ExecuteNonQueryAsync();
    }

    // One statement whatever the length of a list, and no hundreds of names to look parameters up by.
    private static void WithLists(SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);

    /// <summary>EF adds the functions that its SQL calls to a connection that stands in the options.</summary>
    private void AddFunctions(SqliteConnection connection)
    {
        var named = Options<SqliteDb>().UseSqlite(connection, WithLists).Options;
        using var first = new SqliteDb(named, Viewer.System("open"), clock);
        first.Database.GetDbConnection();
    }

    /// <summary>Tells Identity's mapping to include passkeys, for which it asks the context's service provider.</summary>
    private static readonly ServiceProvider IdentityVersion = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
        .BuildServiceProvider();
}
