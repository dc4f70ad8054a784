using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Rapport.Data.Migrations.Postgres;

/// <summary>
/// The kinds of what can be found stand further apart, and so at other places. Entries of records other than the handbook's,
/// which are few, are made anew when the program starts (Search/CatchUp).
/// </summary>
[DbContext(typeof(PostgresDb))]
[Migration("20261231000001_SearchPlaces")]
public sealed class SearchPlaces : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("DELETE FROM \"SearchEntry\" WHERE \"Kind\" <> 'Interaction';");

    protected override void Down(MigrationBuilder migrationBuilder) => Up(migrationBuilder);
}
