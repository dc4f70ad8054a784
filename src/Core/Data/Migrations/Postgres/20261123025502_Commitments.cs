using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Commitments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Commitment",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    Text = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    TextKey = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: true, collation: "C"),
                    Favour = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OwnerId = table.Column<Guid>(type: "uuid", nullable: true),
                    BackupId = table.Column<Guid>(type: "uuid", nullable: true),
                    ContactId = table.Column<Guid>(type: "uuid", nullable: true),
                    Due = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    TargetOn = table.Column<DateOnly>(type: "date", nullable: true),
                    JudgedBy = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Origin = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    OriginId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EvidenceId = table.Column<Guid>(type: "uuid", nullable: true),
                    WaitingSince = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Audience = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Commitment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Commitment_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitment_Colleague_BackupId",
                        column: x => x.BackupId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitment_Colleague_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitment_Contact_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contact",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Commitment_Interaction_EvidenceId",
                        column: x => x.EvidenceId,
                        principalTable: "Interaction",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "CommitmentStep",
                columns: table => new
                {
                    CommitmentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    From = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FromOn = table.Column<DateOnly>(type: "date", nullable: true),
                    To = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ToOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Agreed = table.Column<bool>(type: "boolean", nullable: true),
                    FromOwnerId = table.Column<Guid>(type: "uuid", nullable: true),
                    ToOwnerId = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommitmentStep", x => new { x.CommitmentId, x.Position });
                    table.ForeignKey(
                        name: "FK_CommitmentStep_Commitment_CommitmentId",
                        column: x => x.CommitmentId,
                        principalTable: "Commitment",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_BackupId",
                table: "Commitment",
                column: "BackupId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_ClientId_State_Due_Id",
                table: "Commitment",
                columns: new[] { "ClientId", "State", "Due", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_ContactId",
                table: "Commitment",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_EvidenceId",
                table: "Commitment",
                column: "EvidenceId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_OriginId",
                table: "Commitment",
                column: "OriginId");

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_OwnerId_State_Due_Id",
                table: "Commitment",
                columns: new[] { "OwnerId", "State", "Due", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_State_Due_Id",
                table: "Commitment",
                columns: new[] { "State", "Due", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CommitmentStep");

            migrationBuilder.DropTable(
                name: "Commitment");
        }
    }
}
