using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
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
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "EscalatedToId",
                table: "Commitment",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PlayId",
                table: "Commitment",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SubjectId",
                table: "Commitment",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SubjectKind",
                table: "Commitment",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "Escalation",
                columns: table => new
                {
                    CommitmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    NextAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Rung = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    NameKey = table.Column<string>(type: "character varying(240)", maxLength: 240, nullable: true, collation: "C"),
                    Why = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    Shipped = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    IsOn = table.Column<bool>(type: "boolean", nullable: false),
                    Edition = table.Column<int>(type: "integer", nullable: false),
                    Of = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    Trigger = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Event = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    DateField = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    Offset = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    Lasts = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    Cadence = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true, collation: "C"),
                    Anchor = table.Column<DateOnly>(type: "date", nullable: true),
                    Condition = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true, collation: "C"),
                    Owes = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    Favour = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Who = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Within = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    Discharge = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    DischargeEvent = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    ByClient = table.Column<bool>(type: "boolean", nullable: false),
                    DischargeCondition = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true, collation: "C"),
                    Guarded = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Play", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlayRung",
                columns: table => new
                {
                    PlayId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    After = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    Who = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false)
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
                    PlayId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Tier = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    Off = table.Column<bool>(type: "boolean", nullable: false),
                    Offset = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C"),
                    Within = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true, collation: "C")
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
                    PlayId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Period = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    CommitmentId = table.Column<Guid>(type: "uuid", nullable: false)
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
                    PlayId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Period = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    LookAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    PassedOver = table.Column<bool>(type: "boolean", nullable: false)
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
