using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Calendars : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CalendarId",
                table: "Unit",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CalendarId",
                table: "Client",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Calendar",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    NameKey = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true, collation: "C"),
                    Zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true, collation: "C"),
                    Hours = table.Column<string>(type: "text", nullable: false),
                    Region = table.Column<string>(type: "character varying(12)", maxLength: 12, nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Calendar", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarDay",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CalendarId = table.Column<Guid>(type: "uuid", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Spans = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarDay", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CalendarDay_Calendar_CalendarId",
                        column: x => x.CalendarId,
                        principalTable: "Calendar",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Unit_CalendarId",
                table: "Unit",
                column: "CalendarId");

            migrationBuilder.CreateIndex(
                name: "IX_Client_CalendarId",
                table: "Client",
                column: "CalendarId");

            migrationBuilder.CreateIndex(
                name: "IX_Calendar_NameKey",
                table: "Calendar",
                column: "NameKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CalendarDay_CalendarId_Date",
                table: "CalendarDay",
                columns: new[] { "CalendarId", "Date" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Client_Calendar_CalendarId",
                table: "Client",
                column: "CalendarId",
                principalTable: "Calendar",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.AddForeignKey(
                name: "FK_Unit_Calendar_CalendarId",
                table: "Unit",
                column: "CalendarId",
                principalTable: "Calendar",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Client_Calendar_CalendarId",
                table: "Client");

            migrationBuilder.DropForeignKey(
                name: "FK_Unit_Calendar_CalendarId",
                table: "Unit");

            migrationBuilder.DropTable(
                name: "CalendarDay");

            migrationBuilder.DropTable(
                name: "Calendar");

            migrationBuilder.DropIndex(
                name: "IX_Unit_CalendarId",
                table: "Unit");

            migrationBuilder.DropIndex(
                name: "IX_Client_CalendarId",
                table: "Client");

            migrationBuilder.DropColumn(
                name: "CalendarId",
                table: "Unit");

            migrationBuilder.DropColumn(
                name: "CalendarId",
                table: "Client");
        }
    }
}
