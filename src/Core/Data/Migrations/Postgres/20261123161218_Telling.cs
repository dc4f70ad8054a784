using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Telling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "MailAt",
                table: "Notice",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "NoticeWays",
                columns: table => new
                {
                    ColleagueId = table.Column<Guid>(type: "uuid", nullable: false),
                    Urgent = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Usual = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Low = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    QuietFrom = table.Column<int>(type: "integer", nullable: false),
                    QuietUntil = table.Column<int>(type: "integer", nullable: false),
                    BreaksThrough = table.Column<bool>(type: "boolean", nullable: false),
                    Days = table.Column<int>(type: "integer", maxLength: 40, nullable: false),
                    Digest = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DigestAt = table.Column<int>(type: "integer", nullable: false),
                    DigestDue = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DigestLast = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Zone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeWays", x => x.ColleagueId);
                    table.ForeignKey(
                        name: "FK_NoticeWays_Colleague_ColleagueId",
                        column: x => x.ColleagueId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notice_MailAt",
                table: "Notice",
                column: "MailAt",
                filter: "\"MailAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeWays_DigestDue",
                table: "NoticeWays",
                column: "DigestDue");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "NoticeWays");

            migrationBuilder.DropIndex(
                name: "IX_Notice_MailAt",
                table: "Notice");

            migrationBuilder.DropColumn(
                name: "MailAt",
                table: "Notice");
        }
    }
}
