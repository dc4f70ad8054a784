using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Rapport.Data;

public enum EngineKind
{
    Sqlite,
    Postgres,
}

/// <summary>Rapport on one SQLite file: instants are 100-nanosecond ticks since 1970, dates ISO text.</summary>
public sealed class SqliteDb : Db
{
    private readonly SqliteConnections? lender;
    private SqliteConnection? lent;

    public SqliteDb(DbContextOptions<SqliteDb> options, Viewer viewer, IClock clock)
        : base(options, viewer, clock) { }

    internal SqliteDb(
        DbContextOptions<SqliteDb> options,
        Viewer viewer,
        IClock clock,
        SqliteConnections lender
    )
        : base(options, viewer, clock)
    {
        this.lender = lender;
        lent = lender.Take();
        Database.SetDbConnection(lent);
    }

    public override EngineKind Engine => EngineKind.Sqlite;

    internal override object Stored(Instant instant) => instant.ToUnixTimeTicks();

    protected override ValueTask<IDisposable> TakeWriteTurn(CancellationToken cancel) =>
        WriteTurn.For(Place).Take(cancel);

    protected override Db Beside(Viewer viewer)
    {
        var beside = new SqliteDb(
            (DbContextOptions<SqliteDb>)this.GetService<IDbContextOptions>(),
            viewer,
            Clock
        )
        {
            Folder = Folder,
            Source = Source,
        };
        beside.Database.SetDbConnection(Database.GetDbConnection());
        return beside;
    }

    public override void Dispose()
    {
        base.Dispose();
        GiveBack();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GiveBack();
    }

    private void GiveBack()
    {
        if (Interlocked.Exchange(ref lent, null) is { } connection)
        {
            lender!.GiveBack(connection);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantToTicks>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateToDateOnly>();
        SharedConventions.Configure(configurationBuilder);
    }

    private sealed class InstantToTicks()
        : ValueConverter<Instant, long>(
            i => i.ToUnixTimeTicks(),
            t => Instant.FromUnixTimeTicks(t)
        );
}
