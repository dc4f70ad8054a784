using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddHandovers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "LeftBecause",
                table: "Colleague",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "Handover",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ColleagueId = table.Column<Guid>(type: "uuid", nullable: false),
                    SuccessorId = table.Column<Guid>(type: "uuid", nullable: true),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Leaves = table.Column<bool>(type: "boolean", nullable: false),
                    Suddenly = table.Column<bool>(type: "boolean", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    Whole = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ByColleagueId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Went = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C"),
                    Stayed = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Handover", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Handover_Colleague_ColleagueId",
                        column: x => x.ColleagueId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Handover_Colleague_SuccessorId",
                        column: x => x.SuccessorId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HandoverShare",
                columns: table => new
                {
                    HandoverId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    SuccessorId = table.Column<Guid>(type: "uuid", nullable: false),
                    Went = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HandoverShare", x => new { x.HandoverId, x.Position });
                    table.ForeignKey(
                        name: "FK_HandoverShare_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_HandoverShare_Colleague_SuccessorId",
                        column: x => x.SuccessorId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_HandoverShare_Handover_HandoverId",
                        column: x => x.HandoverId,
                        principalTable: "Handover",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Handover_ColleagueId_Id",
                table: "Handover",
                columns: new[] { "ColleagueId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Handover_State_On",
                table: "Handover",
                columns: new[] { "State", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Handover_SuccessorId",
                table: "Handover",
                column: "SuccessorId");

            migrationBuilder.CreateIndex(
                name: "IX_HandoverShare_ClientId",
                table: "HandoverShare",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_HandoverShare_SuccessorId",
                table: "HandoverShare",
                column: "SuccessorId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HandoverShare");

            migrationBuilder.DropTable(
                name: "Handover");

            migrationBuilder.DropColumn(
                name: "LeftBecause",
                table: "Colleague");
        }
    }
}
