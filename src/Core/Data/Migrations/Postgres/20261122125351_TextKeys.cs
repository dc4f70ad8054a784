using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TextKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ProductKey",
                table: "Opportunity",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "JobTitleKey",
                table: "Contact",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "IndustryKey",
                table: "Client",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "CityKey",
                table: "Address",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "CountryKey",
                table: "Address",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true,
                collation: "C");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ProductKey",
                table: "Opportunity");

            migrationBuilder.DropColumn(
                name: "JobTitleKey",
                table: "Contact");

            migrationBuilder.DropColumn(
                name: "IndustryKey",
                table: "Client");

            migrationBuilder.DropColumn(
                name: "CityKey",
                table: "Address");

            migrationBuilder.DropColumn(
                name: "CountryKey",
                table: "Address");
        }
    }
}
