using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Gates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Gate",
                table: "Play",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ComparedKept",
                table: "Commitment",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ComparedWith",
                table: "Commitment",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsTight",
                table: "Commitment",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "PlayReason",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PlayId = table.Column<Guid>(type: "uuid", nullable: false),
                    Edition = table.Column<int>(type: "integer", nullable: false),
                    Act = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubjectKind = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    ClientId = table.Column<Guid>(type: "uuid", nullable: true),
                    Text = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false, collation: "C"),
                    ById = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlayReason", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PlayReason_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlayReason_Colleague_ById",
                        column: x => x.ById,
                        principalTable: "Colleague",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PlayReason_Play_PlayId",
                        column: x => x.PlayId,
                        principalTable: "Play",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PlayReason_ById",
                table: "PlayReason",
                column: "ById");

            migrationBuilder.CreateIndex(
                name: "IX_PlayReason_ClientId",
                table: "PlayReason",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_PlayReason_PlayId_At",
                table: "PlayReason",
                columns: new[] { "PlayId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_PlayReason_SubjectId_At",
                table: "PlayReason",
                columns: new[] { "SubjectId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PlayReason");

            migrationBuilder.DropColumn(
                name: "Gate",
                table: "Play");

            migrationBuilder.DropColumn(
                name: "ComparedKept",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "ComparedWith",
                table: "Commitment");

            migrationBuilder.DropColumn(
                name: "IsTight",
                table: "Commitment");
        }
    }
}
