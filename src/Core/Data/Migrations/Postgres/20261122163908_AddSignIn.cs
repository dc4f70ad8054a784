using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddSignIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "FactorAsked",
                table: "Login",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "FactorsTaken",
                table: "Login",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "FactorsTakenById",
                table: "Login",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Authenticator",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Kept = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false, collation: "C"),
                    UsedStep = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    GraceDays = table.Column<int>(type: "integer", nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FactorRule", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecoverySheet",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LoginId = table.Column<Guid>(type: "uuid", nullable: false),
                    Proof = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Began = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Seen = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Proven = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Address = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Agent = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    FactorBy = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ColleagueId = table.Column<Guid>(type: "uuid", nullable: true),
                    Way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Address = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    Agent = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false, collation: "C"),
                    ById = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInAttempt", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RecoveryCode",
                columns: table => new
                {
                    SheetId = table.Column<Guid>(type: "uuid", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
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
