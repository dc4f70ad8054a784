using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Rapport.Data;

public enum EngineKind
{
    Sqlite,
    Postgres,
}

/// <summary>Rapport on one SQLite file: instants are 100-nanosecond ticks since 1970, dates ISO text.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options, Viewer viewer, IClock clock)
    : Db(options, viewer, clock)
{
    public override EngineKind Engine => EngineKind.Sqlite;

    internal override object Stored(Instant instant) => instant.ToUnixTimeTicks();

    protected override ValueTask<IDisposable> TakeWriteTurn(CancellationToken cancel) =>
        WriteTurn.For(Place).Take(cancel);

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
