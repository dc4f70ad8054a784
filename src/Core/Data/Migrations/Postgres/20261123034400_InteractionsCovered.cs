using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class InteractionsCovered : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction");

            migrationBuilder.CreateIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction",
                columns: new[] { "ClientId", "Occurred", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "CorrectedById", "CorrectsId", "Audience", "AuthorId", "Channel", "Touchpoint", "Direction", "Minutes", "RealTouch", "RecordedAt", "SubjectKey" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction");

            migrationBuilder.CreateIndex(
                name: "IX_Interaction_ClientId_Occurred_Id",
                table: "Interaction",
                columns: new[] { "ClientId", "Occurred", "Id" });
        }
    }
}
