using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Rapport.Data.Migrations.Sqlite;

/// <summary>
/// The text indexes of search, written by hand: EF knows no FTS5. Both read their text from SearchEntry, which
/// triggers keep them in step with. The words are taken apart by us, hence the tokenizer that only splits at spaces
/// and the signs that our words never hold; where in the text a word stands is not kept.
/// </summary>
[DbContext(typeof(SqliteDb))]
[Migration("20261231000000_SearchText")]
public sealed class SearchText : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        Add(migrationBuilder, "SearchText", "TextKey", "tokenize='ascii', detail='none', columnsize=0, prefix='1 2'", "1");
        Add(migrationBuilder, "SearchName", "TitleKey", "tokenize='trigram', columnsize=0", "{0}.\"Kind\" <> 'Interaction'");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var index in new[] { "SearchText", "SearchName" })
        {
            migrationBuilder.Sql($"DROP TRIGGER \"{index}Added\"; DROP TRIGGER \"{index}Changed\"; DROP TRIGGER \"{index}Removed\"; DROP TABLE \"{index}\";");
        }
    }

    private static void Add(MigrationBuilder migration, string index, string column, string options, string when)
    {
        var (old, now) = (string.Format(null, when, "old"), string.Format(null, when, "new"));
        var add = $"INSERT INTO \"{index}\" (rowid, \"{column}\") VALUES (new.\"Place\", new.\"{column}\");";
        var remove = $"INSERT INTO \"{index}\" (\"{index}\", rowid, \"{column}\") VALUES ('delete', old.\"Place\", old.\"{column}\");";
        migration.Sql($"CREATE VIRTUAL TABLE \"{index}\" USING fts5(\"{column}\", content='SearchEntry', content_rowid='Place', {options});");
        migration.Sql($"INSERT INTO \"{index}\" (rowid, \"{column}\") SELECT \"Place\", \"{column}\" FROM \"SearchEntry\" AS e WHERE {string.Format(null, when, "e")};");
        migration.Sql($"CREATE TRIGGER \"{index}Added\" AFTER INSERT ON \"SearchEntry\" WHEN {now} BEGIN {add} END;");
        migration.Sql($"CREATE TRIGGER \"{index}Removed\" AFTER DELETE ON \"SearchEntry\" WHEN {old} BEGIN {remove} END;");
        migration.Sql($"CREATE TRIGGER \"{index}Changed\" AFTER UPDATE OF \"{column}\" ON \"SearchEntry\" WHEN {now} AND old.\"{column}\" <> new.\"{column}\" BEGIN {remove} {add} END;");
    }
}
