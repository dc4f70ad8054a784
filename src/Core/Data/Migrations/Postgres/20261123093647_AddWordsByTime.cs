using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddWordsByTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Commitment_ClientId_JudgedBy",
                table: "Commitment",
                columns: new[] { "ClientId", "JudgedBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_JudgedBy",
                table: "Commitment",
                column: "JudgedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Commitment_OwnerId_JudgedBy",
                table: "Commitment",
                columns: new[] { "OwnerId", "JudgedBy" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Commitment_ClientId_JudgedBy",
                table: "Commitment");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_JudgedBy",
                table: "Commitment");

            migrationBuilder.DropIndex(
                name: "IX_Commitment_OwnerId_JudgedBy",
                table: "Commitment");
        }
    }
}
