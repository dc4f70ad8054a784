using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddSeatChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SeatChange",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ColleagueId = table.Column<Guid>(type: "uuid", nullable: false),
                    FromColleagueId = table.Column<Guid>(type: "uuid", nullable: true),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: true),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IntroducedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SeatId = table.Column<Guid>(type: "uuid", nullable: true),
                    ByColleagueId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SeatChange", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SeatChange_Colleague_ColleagueId",
                        column: x => x.ColleagueId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SeatChange_Colleague_FromColleagueId",
                        column: x => x.FromColleagueId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SeatChange_Colleague_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SeatChange_Seat_SeatId",
                        column: x => x.SeatId,
                        principalTable: "Seat",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SeatChange_ClientId_State",
                table: "SeatChange",
                columns: new[] { "ClientId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_SeatChange_ColleagueId",
                table: "SeatChange",
                column: "ColleagueId");

            migrationBuilder.CreateIndex(
                name: "IX_SeatChange_FromColleagueId",
                table: "SeatChange",
                column: "FromColleagueId");

            migrationBuilder.CreateIndex(
                name: "IX_SeatChange_OwnerId",
                table: "SeatChange",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SeatChange_SeatId",
                table: "SeatChange",
                column: "SeatId");

            migrationBuilder.CreateIndex(
                name: "IX_SeatChange_State_On",
                table: "SeatChange",
                columns: new[] { "State", "On" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SeatChange");
        }
    }
}
