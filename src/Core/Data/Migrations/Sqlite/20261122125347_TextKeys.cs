using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
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
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "JobTitleKey",
                table: "Contact",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IndustryKey",
                table: "Client",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CityKey",
                table: "Address",
                type: "TEXT",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CountryKey",
                table: "Address",
                type: "TEXT",
                maxLength: 400,
                nullable: true);
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
