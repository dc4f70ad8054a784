using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FieldsAndMerges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CustomField",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RecordKind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Hint = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Decimals = table.Column<int>(type: "INTEGER", nullable: false),
                    Required = table.Column<bool>(type: "INTEGER", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomField", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Distinction",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Noun = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FirstId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecondId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OtherClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ByColleagueId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Distinction", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Duplicate",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Noun = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    FirstId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SecondId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OtherClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Weight = table.Column<int>(type: "INTEGER", nullable: false),
                    Reasons = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SharesMail = table.Column<bool>(type: "INTEGER", nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Duplicate", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Merge",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Noun = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    KeptId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LostId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    System = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    FromLost = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    BatchId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    ByColleagueId = table.Column<Guid>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    TakenBackById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Steps = table.Column<int>(type: "INTEGER", nullable: false),
                    Left = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Merge", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MergeBatch",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Noun = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergeBatch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CustomChoice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FieldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Dropped = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomChoice", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomChoice_CustomField_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomField",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CustomValue",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FieldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClientId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: true),
                    TextKey = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: true),
                    SortKey = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Number = table.Column<long>(type: "INTEGER", nullable: true),
                    Currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: true),
                    Date = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    RefId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomValue", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomValue_CustomField_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomField",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FieldArchival",
                columns: table => new
                {
                    FieldId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ByColleagueId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FieldArchival", x => x.FieldId);
                    table.ForeignKey(
                        name: "FK_FieldArchival_CustomField_FieldId",
                        column: x => x.FieldId,
                        principalTable: "CustomField",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MergeStep",
                columns: table => new
                {
                    MergeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    Way = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Column = table.Column<string>(type: "TEXT", maxLength: 60, nullable: true),
                    RowKey = table.Column<string>(type: "TEXT", nullable: false),
                    FromId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ToId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    Fate = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MergeStep", x => new { x.MergeId, x.Position });
                    table.ForeignKey(
                        name: "FK_MergeStep_Merge_MergeId",
                        column: x => x.MergeId,
                        principalTable: "Merge",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_CustomChoice_FieldId_Key",
                table: "CustomChoice",
                columns: new[] { "FieldId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustomField_RecordKind_Key",
                table: "CustomField",
                columns: new[] { "RecordKind", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustomValue_ClientId",
                table: "CustomValue",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomValue_FieldId_Date_SubjectId",
                table: "CustomValue",
                columns: new[] { "FieldId", "Date", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomValue_FieldId_Number_SubjectId",
                table: "CustomValue",
                columns: new[] { "FieldId", "Number", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomValue_FieldId_RefId_SubjectId",
                table: "CustomValue",
                columns: new[] { "FieldId", "RefId", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomValue_FieldId_SortKey_SubjectId",
                table: "CustomValue",
                columns: new[] { "FieldId", "SortKey", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomValue_SubjectId_FieldId_Position",
                table: "CustomValue",
                columns: new[] { "SubjectId", "FieldId", "Position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Distinction_FirstId_SecondId",
                table: "Distinction",
                columns: new[] { "FirstId", "SecondId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Distinction_SecondId",
                table: "Distinction",
                column: "SecondId");

            migrationBuilder.CreateIndex(
                name: "IX_Duplicate_FirstId_SecondId",
                table: "Duplicate",
                columns: new[] { "FirstId", "SecondId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Duplicate_Noun_Weight_Id",
                table: "Duplicate",
                columns: new[] { "Noun", "Weight", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Duplicate_SecondId",
                table: "Duplicate",
                column: "SecondId");

            migrationBuilder.CreateIndex(
                name: "IX_Merge_BatchId_Position",
                table: "Merge",
                columns: new[] { "BatchId", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_Merge_KeptId_Id",
                table: "Merge",
                columns: new[] { "KeptId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Merge_LostId_State",
                table: "Merge",
                columns: new[] { "LostId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Merge_System_ExternalId",
                table: "Merge",
                columns: new[] { "System", "ExternalId" });

            migrationBuilder.CreateIndex(
                name: "IX_MergeBatch_OwnerId_Id",
                table: "MergeBatch",
                columns: new[] { "OwnerId", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CustomChoice");

            migrationBuilder.DropTable(
                name: "CustomValue");

            migrationBuilder.DropTable(
                name: "Distinction");

            migrationBuilder.DropTable(
                name: "Duplicate");

            migrationBuilder.DropTable(
                name: "FieldArchival");

            migrationBuilder.DropTable(
                name: "MergeBatch");

            migrationBuilder.DropTable(
                name: "MergeStep");

            migrationBuilder.DropTable(
                name: "CustomField");

            migrationBuilder.DropTable(
                name: "Merge");
        }
    }
}
