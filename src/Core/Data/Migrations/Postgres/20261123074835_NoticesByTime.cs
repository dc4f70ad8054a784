using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class NoticesByTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notice_ColleagueId_Id",
                table: "Notice");

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ColleagueId_At_Id",
                table: "Notice",
                columns: new[] { "ColleagueId", "At", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notice_ColleagueId_At_Id",
                table: "Notice");

            migrationBuilder.CreateIndex(
                name: "IX_Notice_ColleagueId_Id",
                table: "Notice",
                columns: new[] { "ColleagueId", "Id" });
        }
    }
}
