using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddSignIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FactorAsked",
                table: "Login",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "FactorsTaken",
                table: "Login",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FactorsTakenById",
                table: "Login",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Authenticator",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Kept = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    UsedStep = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authenticator", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Authenticator_Login_LoginId",
                        column: x => x.LoginId,
                        principalTable: "Login",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "FactorRule",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    GraceDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactorRule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecoverySheet",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoverySheet", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RecoverySheet_Login_LoginId",
                        column: x => x.LoginId,
                        principalTable: "Login",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Session",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Proof = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Began = table.Column<long>(type: "INTEGER", nullable: false),
                    Seen = table.Column<long>(type: "INTEGER", nullable: false),
                    Proven = table.Column<long>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    FactorBy = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Session", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Session_Login_LoginId",
                        column: x => x.LoginId,
                        principalTable: "Login",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SignInAttempt",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ColleagueId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Way = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInAttempt", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCode",
                columns: table => new
                {
                    SheetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RecoveryCode", x => new { x.SheetId, x.Hash });
                    table.ForeignKey(
                        name: "FK_RecoveryCode_RecoverySheet_SheetId",
                        column: x => x.SheetId,
                        principalTable: "RecoverySheet",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Authenticator_LoginId",
                table: "Authenticator",
                column: "LoginId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FactorRule_Role",
                table: "FactorRule",
                column: "Role",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RecoverySheet_LoginId",
                table: "RecoverySheet",
                column: "LoginId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Session_LoginId",
                table: "Session",
                column: "LoginId");

            migrationBuilder.CreateIndex(
                name: "IX_Session_Seen",
                table: "Session",
                column: "Seen");

            migrationBuilder.CreateIndex(
                name: "IX_SignInAttempt_At_Id",
                table: "SignInAttempt",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SignInAttempt_ColleagueId_At_Id",
                table: "SignInAttempt",
                columns: new[] { "ColleagueId", "At", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Authenticator");

            migrationBuilder.DropTable(
                name: "FactorRule");

            migrationBuilder.DropTable(
                name: "RecoveryCode");

            migrationBuilder.DropTable(
                name: "Session");

            migrationBuilder.DropTable(
                name: "SignInAttempt");

            migrationBuilder.DropTable(
                name: "RecoverySheet");

            migrationBuilder.DropColumn(
                name: "FactorAsked",
                table: "Login");

            migrationBuilder.DropColumn(
                name: "FactorsTaken",
                table: "Login");

            migrationBuilder.DropColumn(
                name: "FactorsTakenById",
                table: "Login");
        }
    }
}
