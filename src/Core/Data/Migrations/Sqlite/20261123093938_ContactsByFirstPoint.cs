using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ContactsByFirstPoint : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "EmailKey",
                table: "Contact",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PhoneKey",
                table: "Contact",
                type: "TEXT",
                maxLength: 254,
                nullable: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_Contact_EmailKey_Id",
                table: "Contact",
                columns: new[] { "EmailKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Contact_PhoneKey_Id",
                table: "Contact",
                columns: new[] { "PhoneKey", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Contact_EmailKey_Id",
                table: "Contact");

            migrationBuilder.DropIndex(
                name: "IX_Contact_PhoneKey_Id",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "EmailKey",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "PhoneKey",
                table: "Contact");
        }
    }
}
