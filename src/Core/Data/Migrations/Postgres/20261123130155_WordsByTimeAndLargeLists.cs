using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WordsByTimeAndLargeLists : Migration
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

            migrationBuilder.AddColumn<string>(
                name: "EmailKey",
                table: "Contact",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PhoneKey",
                table: "Contact",
                type: "character varying(254)",
                maxLength: 254,
                nullable: true,
                collation: "C");

            // What was kept before says these too, before the indexes over them are made.
            migrationBuilder.Sql(
                """
                UPDATE "Contact" SET
                "EmailKey" = (
                    SELECT p."ValueKey" FROM "ContactPoint" AS p
                    WHERE p."ContactId" = "Contact"."Id" AND p."Kind" = 'Email'
                    ORDER BY p."Position", p."Id" LIMIT 1),
                "PhoneKey" = (
                    SELECT p."ValueKey" FROM "ContactPoint" AS p
                    WHERE p."ContactId" = "Contact"."Id" AND p."Kind" IN ('Phone', 'Mobile')
                    ORDER BY p."Position", p."Id" LIMIT 1);
                """);

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

            migrationBuilder.CreateIndex(
                name: "IX_Contact_EmailKey_Id",
                table: "Contact",
                columns: new[] { "EmailKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Contact_PhoneKey_Id",
                table: "Contact",
                columns: new[] { "PhoneKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_ClientId_JudgedBy",
                table: "Commitment",
                columns: new[] { "ClientId", "JudgedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_JudgedBy",
                table: "Commitment",
                column: "JudgedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_OwnerId_JudgedBy",
                table: "Commitment",
                columns: new[] { "OwnerId", "JudgedBy" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction");

            migrationBuilder.DropIndex(
                name: "IX_Contact_EmailKey_Id",
                table: "Contact");

            migrationBuilder.DropIndex(
                name: "IX_Contact_PhoneKey_Id",
                table: "Contact");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_ClientId_JudgedBy",
                table: "Commitment");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_JudgedBy",
                table: "Commitment");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_OwnerId_JudgedBy",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "ColleaguesThere",
                table: "Interaction");

            migrationBuilder.DropColumn(
                name: "ContactsThere",
                table: "Interaction");

            migrationBuilder.DropColumn(
                name: "EmailKey",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "PhoneKey",
                table: "Contact");

            migrationBuilder.CreateIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction",
                columns: new[] { "ClientId", "Occurred", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "CorrectedById", "CorrectsId", "Audience", "AuthorId", "Channel", "Touchpoint", "Direction", "Minutes", "RealTouch", "RecordedAt", "SubjectKey" });
        }
    }
}
