using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MeetingInvitations : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "InvitedAt",
                table: "Meeting",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "AnsweredAt",
                table: "Attendee",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AnsweredById",
                table: "Attendee",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "InvitedAs",
                table: "Attendee",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MinutesAt",
                table: "Attendee",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Attendee_AnsweredById",
                table: "Attendee",
                column: "AnsweredById");

            migrationBuilder.AddForeignKey(
                name: "FK_Attendee_Colleague_AnsweredById",
                table: "Attendee",
                column: "AnsweredById",
                principalTable: "Colleague",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Attendee_Colleague_AnsweredById",
                table: "Attendee");

            migrationBuilder.DropIndex(
                name: "IX_Attendee_AnsweredById",
                table: "Attendee");

            migrationBuilder.DropColumn(
                name: "InvitedAt",
                table: "Meeting");

            migrationBuilder.DropColumn(
                name: "AnsweredAt",
                table: "Attendee");

            migrationBuilder.DropColumn(
                name: "AnsweredById",
                table: "Attendee");

            migrationBuilder.DropColumn(
                name: "InvitedAs",
                table: "Attendee");

            migrationBuilder.DropColumn(
                name: "MinutesAt",
                table: "Attendee");
        }
    }
}
