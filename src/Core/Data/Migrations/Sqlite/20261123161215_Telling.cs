using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Telling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "MailAt",
                table: "Notice",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "NoticeWays",
                columns: table => new
                {
                    ColleagueId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Urgent = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Usual = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Low = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    QuietFrom = table.Column<int>(type: "INTEGER", nullable: false),
                    QuietUntil = table.Column<int>(type: "INTEGER", nullable: false),
                    BreaksThrough = table.Column<bool>(type: "INTEGER", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", maxLength: 40, nullable: false),
                    Digest = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DigestAt = table.Column<int>(type: "INTEGER", nullable: false),
                    DigestDue = table.Column<long>(type: "INTEGER", nullable: true),
                    DigestLast = table.Column<long>(type: "INTEGER", nullable: true),
                    Zone = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
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
