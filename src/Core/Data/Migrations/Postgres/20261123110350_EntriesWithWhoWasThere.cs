using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EntriesWithWhoWasThere : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction");

            migrationBuilder.AddColumn<bool>(
                name: "ColleaguesThere",
                table: "Interaction",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "ContactsThere",
                table: "Interaction",
                type: "boolean",
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

            migrationBuilder.CreateIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction",
                columns: new[] { "ClientId", "Occurred", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "CorrectedById", "CorrectsId", "Audience", "AuthorId", "Channel", "Touchpoint", "Direction", "Minutes", "RealTouch", "ContactsThere", "ColleaguesThere", "RecordedAt", "SubjectKey" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction");

            migrationBuilder.DropColumn(
                name: "ColleaguesThere",
                table: "Interaction");

            migrationBuilder.DropColumn(
                name: "ContactsThere",
                table: "Interaction");

            migrationBuilder.CreateIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction",
                columns: new[] { "ClientId", "Occurred", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "CorrectedById", "CorrectsId", "Audience", "AuthorId", "Channel", "Touchpoint", "Direction", "Minutes", "RealTouch", "RecordedAt", "SubjectKey" });
        }
    }
}
