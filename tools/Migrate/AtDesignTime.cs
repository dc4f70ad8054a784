using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Migrate;

/// <summary>Opens nothing: a migration is drawn from the model.</summary>
internal sealed class SqliteAtDesignTime : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(
            DbSource.Options<SqliteDb>().UseSqlite("Data Source=:memory:").Options,
            Viewer.Nobody,
            new MicrosecondClock()
        );
}

internal sealed class PostgresAtDesignTime : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new(
            DbSource.Options<PostgresDb>().UseNpgsql("Host=nowhere").Options,
            Viewer.Nobody,
            new MicrosecondClock()
        );
}
