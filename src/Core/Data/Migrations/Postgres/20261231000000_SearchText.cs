using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Rapport.Data.Migrations.Postgres;

/// <summary>
/// The text indexes of search, written by hand. Names and interactions have one each, so that what is frequent in
/// millions of interactions does not stand in the way of a few names; parts of words are looked for in names alone.
/// </summary>
[DbContext(typeof(PostgresDb))]
[Migration("20261231000000_SearchText")]
public sealed class SearchText : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            DO $$ BEGIN
                CREATE EXTENSION IF NOT EXISTS pg_trgm;
            EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
                RAISE EXCEPTION 'Rapport needs the PostgreSQL extension pg_trgm and could not create it (%). Let an administrator of the server run "CREATE EXTENSION pg_trgm" in this database, then start again.', SQLERRM;
            END $$;
            """
        );
        migrationBuilder.Sql("""CREATE INDEX "IX_SearchEntry_Names" ON "SearchEntry" USING gin ("TextKey") WHERE "Kind" <> 'Interaction';""");
        migrationBuilder.Sql("""CREATE INDEX "IX_SearchEntry_Interactions" ON "SearchEntry" USING gin ("TextKey") WHERE "Kind" = 'Interaction';""");
        migrationBuilder.Sql("""CREATE INDEX "IX_SearchEntry_Inside" ON "SearchEntry" USING gin ("TitleKey" gin_trgm_ops) WHERE "Kind" <> 'Interaction';""");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""DROP INDEX "IX_SearchEntry_Names", "IX_SearchEntry_Interactions", "IX_SearchEntry_Inside";""");
    }
}
