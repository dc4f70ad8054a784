using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Plays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Edition",
                table: "Commitment",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "EscalatedToId",
                table: "Commitment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PlayId",
                table: "Commitment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SubjectId",
                table: "Commitment",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SubjectKind",
                table: "Commitment",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Escalation",
                columns: table => new
                {
                    CommitmentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Rung = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Escalation", x => x.CommitmentId);
                    table.ForeignKey(
                        name: "FK_Escalation_Commitment_CommitmentId",
                        column: x => x.CommitmentId,
                        principalTable: "Commitment",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Play",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 240, nullable: true),
                    Why = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    Shipped = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    IsOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    Edition = table.Column<int>(type: "INTEGER", nullable: false),
                    Of = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Trigger = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    DateField = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Offset = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Lasts = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Cadence = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Anchor = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Condition = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Owes = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Favour = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Within = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Discharge = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DischargeEvent = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    ByClient = table.Column<bool>(type: "INTEGER", nullable: false),
                    DischargeCondition = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Guarded = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Play", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlayRung",
                columns: table => new
                {
                    PlayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    After = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlayRung", x => new { x.PlayId, x.Position });
                    table.ForeignKey(
                        name: "FK_PlayRung_Play_PlayId",
                        column: x => x.PlayId,
                        principalTable: "Play",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlayVariant",
                columns: table => new
                {
                    PlayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Tier = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Off = table.Column<bool>(type: "INTEGER", nullable: false),
                    Offset = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Within = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlayVariant", x => new { x.PlayId, x.Position });
                    table.ForeignKey(
                        name: "FK_PlayVariant_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_PlayVariant_Play_PlayId",
                        column: x => x.PlayId,
                        principalTable: "Play",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Raised",
                columns: table => new
                {
                    PlayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Period = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    CommitmentId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Raised", x => new { x.PlayId, x.SubjectId, x.Period });
                    table.ForeignKey(
                        name: "FK_Raised_Commitment_CommitmentId",
                        column: x => x.CommitmentId,
                        principalTable: "Commitment",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Raised_Play_PlayId",
                        column: x => x.PlayId,
                        principalTable: "Play",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Watch",
                columns: table => new
                {
                    PlayId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Period = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    LookAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PassedOver = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Watch", x => new { x.PlayId, x.SubjectId });
                    table.ForeignKey(
                        name: "FK_Watch_Play_PlayId",
                        column: x => x.PlayId,
                        principalTable: "Play",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_EscalatedToId",
                table: "Commitment",
                column: "EscalatedToId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_PlayId_State_Due",
                table: "Commitment",
                columns: new[] { "PlayId", "State", "Due" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_SubjectId_State_PlayId",
                table: "Commitment",
                columns: new[] { "SubjectId", "State", "PlayId" });

            migrationBuilder.CreateIndex(
                name: "IX_Escalation_NextAt",
                table: "Escalation",
                column: "NextAt");

            migrationBuilder.CreateIndex(
                name: "IX_Play_Shipped",
                table: "Play",
                column: "Shipped",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PlayVariant_ClientId",
                table: "PlayVariant",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_Raised_CommitmentId",
                table: "Raised",
                column: "CommitmentId");

            migrationBuilder.CreateIndex(
                name: "IX_Raised_SubjectId",
                table: "Raised",
                column: "SubjectId");

            migrationBuilder.CreateIndex(
                name: "IX_Watch_LookAt",
                table: "Watch",
                column: "LookAt");

            migrationBuilder.CreateIndex(
                name: "IX_Watch_SubjectId",
                table: "Watch",
                column: "SubjectId");

            migrationBuilder.AddForeignKey(
                name: "FK_Commitment_Colleague_EscalatedToId",
                table: "Commitment",
                column: "EscalatedToId",
                principalTable: "Colleague",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Commitment_Colleague_EscalatedToId",
                table: "Commitment");

            migrationBuilder.DropTable(
                name: "Escalation");

            migrationBuilder.DropTable(
                name: "PlayRung");

            migrationBuilder.DropTable(
                name: "PlayVariant");

            migrationBuilder.DropTable(
                name: "Raised");

            migrationBuilder.DropTable(
                name: "Watch");

            migrationBuilder.DropTable(
                name: "Play");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_EscalatedToId",
                table: "Commitment");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_PlayId_State_Due",
                table: "Commitment");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_SubjectId_State_PlayId",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "Edition",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "EscalatedToId",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "PlayId",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "SubjectId",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "SubjectKind",
                table: "Commitment");
        }
    }
}
