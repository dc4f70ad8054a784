using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddChats : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ChatHosts",
                table: "Firm",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ChatAddress",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ColleagueId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Kept = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Server = table.Column<string>(type: "TEXT", maxLength: 270, nullable: false),
                    End = table.Column<string>(type: "TEXT", maxLength: 4, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    DeadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ChatAddress", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ChatAddress_Colleague_ColleagueId",
                        column: x => x.ColleagueId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingChat",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ColleagueId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    NotAfter = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Answer = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    OverAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingChat", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutgoingChat_Colleague_ColleagueId",
                        column: x => x.ColleagueId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingChatNotice",
                columns: table => new
                {
                    ChatId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NoticeId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingChatNotice", x => new { x.ChatId, x.NoticeId });
                    table.ForeignKey(
                        name: "FK_OutgoingChatNotice_Notice_NoticeId",
                        column: x => x.NoticeId,
                        principalTable: "Notice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_OutgoingChatNotice_OutgoingChat_ChatId",
                        column: x => x.ChatId,
                        principalTable: "OutgoingChat",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ChatAddress_ColleagueId",
                table: "ChatAddress",
                column: "ColleagueId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingChat_ColleagueId_At",
                table: "OutgoingChat",
                columns: new[] { "ColleagueId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingChat_OverAt",
                table: "OutgoingChat",
                column: "OverAt");

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingChat_State_NotBefore",
                table: "OutgoingChat",
                columns: new[] { "State", "NotBefore" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingChatNotice_NoticeId",
                table: "OutgoingChatNotice",
                column: "NoticeId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ChatAddress");

            migrationBuilder.DropTable(
                name: "OutgoingChatNotice");

            migrationBuilder.DropTable(
                name: "OutgoingChat");

            migrationBuilder.DropColumn(
                name: "ChatHosts",
                table: "Firm");
        }
    }
}
