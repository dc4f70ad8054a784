using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InteractionsListed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Participant_ColleagueId",
                table: "Participant");

            migrationBuilder.DropIndex(
                name: "IX_Participant_ContactId",
                table: "Participant");

            migrationBuilder.AddColumn<string>(
                name: "SubjectKey",
                table: "Interaction",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_Participant_ColleagueId_InteractionId",
                table: "Participant",
                columns: new[] { "ColleagueId", "InteractionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Participant_ContactId_InteractionId",
                table: "Participant",
                columns: new[] { "ContactId", "InteractionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Interaction_AuthorId_Occurred_Id",
                table: "Interaction",
                columns: new[] { "AuthorId", "Occurred", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Participant_ColleagueId_InteractionId",
                table: "Participant");

            migrationBuilder.DropIndex(
                name: "IX_Participant_ContactId_InteractionId",
                table: "Participant");

            migrationBuilder.DropIndex(
                name: "IX_Interaction_AuthorId_Occurred_Id",
                table: "Interaction");

            migrationBuilder.DropColumn(
                name: "SubjectKey",
                table: "Interaction");

            migrationBuilder.CreateIndex(
                name: "IX_Participant_ColleagueId",
                table: "Participant",
                column: "ColleagueId");

            migrationBuilder.CreateIndex(
                name: "IX_Participant_ContactId",
                table: "Participant",
                column: "ContactId");
        }
    }
}
