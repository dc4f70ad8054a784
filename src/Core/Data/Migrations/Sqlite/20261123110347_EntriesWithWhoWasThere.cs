using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class EntriesWithWhoWasThere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ColleaguesThere",
                table: "Interaction",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "ContactsThere",
                table: "Interaction",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(
                """
                UPDATE "Interaction" SET
                "ContactsThere" = EXISTS (
                    SELECT 1 FROM "Participant" AS p
                    WHERE p."InteractionId" = "Interaction"."Id" AND p."ContactId" IS NOT NULL),
                "ColleaguesThere" = EXISTS (
                    SELECT 1 FROM "Participant" AS p
                    WHERE p."InteractionId" = "Interaction"."Id" AND p."ColleagueId" IS NOT NULL);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ColleaguesThere",
                table: "Interaction");

            migrationBuilder.DropColumn(
                name: "ContactsThere",
                table: "Interaction");
        }
    }
}
