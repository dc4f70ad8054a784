using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ListKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TextKey",
                table: "WinningCriterion",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ChannelsKey",
                table: "Contact",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "DepartmentKey",
                table: "Contact",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "InterestKey",
                table: "Contact",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "WentToKey",
                table: "Contact",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "TextKey",
                table: "ClientValue",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "LanguagesKey",
                table: "Client",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "LegalNameKey",
                table: "Client",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PhoneKey",
                table: "Client",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "WebsiteKey",
                table: "Client",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "NameKey",
                table: "BillingEntity",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "TextKey",
                table: "AvoidedTopic",
                type: "character varying(4000)",
                maxLength: 4000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "PostalCodeKey",
                table: "Address",
                type: "character varying(80)",
                maxLength: 80,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "RegionKey",
                table: "Address",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "StreetKey",
                table: "Address",
                type: "character varying(600)",
                maxLength: 600,
                nullable: true,
                collation: "C");

            // The other keys are filled at the start, since no engine folds as we do.
            migrationBuilder.Sql(
                """UPDATE "Client" SET "LanguagesKey" = ',' || "Languages" || ',' WHERE "Languages" <> ''"""
            );
            migrationBuilder.Sql(
                """UPDATE "Contact" SET "ChannelsKey" = ',' || "Channels" || ',' WHERE "Channels" <> ''"""
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TextKey",
                table: "WinningCriterion");

            migrationBuilder.DropColumn(
                name: "ChannelsKey",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "DepartmentKey",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "InterestKey",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "WentToKey",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "TextKey",
                table: "ClientValue");

            migrationBuilder.DropColumn(
                name: "LanguagesKey",
                table: "Client");

            migrationBuilder.DropColumn(
                name: "LegalNameKey",
                table: "Client");

            migrationBuilder.DropColumn(
                name: "PhoneKey",
                table: "Client");

            migrationBuilder.DropColumn(
                name: "WebsiteKey",
                table: "Client");

            migrationBuilder.DropColumn(
                name: "NameKey",
                table: "BillingEntity");

            migrationBuilder.DropColumn(
                name: "TextKey",
                table: "AvoidedTopic");

            migrationBuilder.DropColumn(
                name: "PostalCodeKey",
                table: "Address");

            migrationBuilder.DropColumn(
                name: "RegionKey",
                table: "Address");

            migrationBuilder.DropColumn(
                name: "StreetKey",
                table: "Address");
        }
    }
}
