using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;

namespace Rapport.Data;

/// <summary>Rapport on PostgreSQL 15 or newer: instants are timestamptz, dates date.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options, Viewer viewer, IClock clock)
    : Db(options, viewer, clock)
{
    public override EngineKind Engine => EngineKind.Postgres;

    internal override object Stored(Instant instant) => instant.ToDateTimeUtc();

    protected override ValueTask<IDisposable> TakeWriteTurn(CancellationToken cancel) =>
        ValueTask.FromResult<IDisposable>(Free.Instance);

    protected override Db Beside(Viewer viewer)
    {
        var beside = new PostgresDb(
            (DbContextOptions<PostgresDb>)this.GetService<IDbContextOptions>(),
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

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantToUtc>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateToDateOnly>();
        // Keys are folded by us and compared binary, whatever the cluster's locale: the same order as SQLite's.
        configurationBuilder.Properties<string>().UseCollation("C");
        SharedConventions.Configure(configurationBuilder);
    }

    private sealed class InstantToUtc()
        : ValueConverter<Instant, DateTime>(
            i => i.ToDateTimeUtc(),
            d => Instant.FromDateTimeUtc(DateTime.SpecifyKind(d, DateTimeKind.Utc))
        );

    private sealed class Free : IDisposable
    {
        public static readonly Free Instance = new();

        public void Dispose() { }
    }
}
