using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.Kill;
using Rapport.Tests.World;

namespace Rapport.Tests.Web.Commands;

/// <summary>What the command line says of what it did, and of what it would not do.</summary>
public abstract class CommandLineTests(TestDatabase database)
{
    private const int Done = 0;
    private const int Refused = 1;
    private const int WrongUse = 2;

    [Fact]
    public async Task A_file_goes_in_with_a_line_for_all_of_it_and_one_for_each_row_that_did_not()
    {
        using var program = new Victim(database.Place);
        var file = await Written(
            "Company name,Parent\r\nNordal AS,\r\n,Nordal AS\r\nSmall AS,Nowhere\r\n"
        );

        var dry = await program.Ask("import", file, "--as", "clients", "--dry-run");
        var real = await program.Ask("import", file, "--as", "clients");
        var again = await program.Ask("import", file, "--as", "clients", "--json");

        Assert.All([dry, real, again], a => Assert.Equal(Done, a.Exit));
        Assert.Contains("2 new", dry.Printed, StringComparison.Ordinal);
        Assert.Contains("(dry run, nothing changed)", dry.Printed, StringComparison.Ordinal);
        Assert.Contains(
            "2 new, 0 same, 0 updated, 1 refused",
            real.Printed,
            StringComparison.Ordinal
        );
        Assert.Contains("row 3 refused: ", real.Printed, StringComparison.Ordinal);
        Assert.Contains("row 4: ", real.Printed, StringComparison.Ordinal);
        Assert.Contains("Nowhere", real.Printed, StringComparison.Ordinal);
        var counts = JsonNode.Parse(again.Printed)!["counts"]!;
        Assert.Equal(
            (0, 2, 1),
            ((int)counts["new"]!, (int)counts["same"]!, (int)counts["refused"]!)
        );

        var number = real.Printed[..real.Printed.IndexOf(' ', StringComparison.Ordinal)];
        var undone = await program.Ask("import", "undo", number);
        Assert.Equal(Done, undone.Exit);
        Assert.Contains("undone, 0 rows kept", undone.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_factors_of_the_last_administrator_are_taken_away_at_the_console()
    {
        using var program = new Victim(database.Place);
        const string email = "locked.out@firm.example";
        await program.Ask(
            "user",
            "add",
            "--email",
            email,
            "--name",
            "Lo",
            "--role",
            "administrator"
        );
        await using var firm = new TestFirm(database.Place);
        await using var db = firm.System();
        var login = await db.Set<Login>().SingleAsync(l => l.Email == email);
        db.Add(new Authenticator { LoginId = login.Id, Kept = "an app on a lost phone" });
        await db.SaveChangesAsync();

        var taken = await program.Ask("user", "reset-factors", "--email", email);
        var nobody = await program.Ask("user", "reset-factors", "--email", "no@one.example");

        Assert.Equal((Done, Refused), (taken.Exit, nobody.Exit));
        Assert.False(await db.Set<Authenticator>().AnyAsync(a => a.LoginId == login.Id));
    }

    [Fact]
    public async Task What_is_refused_is_said_on_standard_error_and_nothing_is_printed()
    {
        using var program = new Victim(database.Place);
        var workbook = Path.Combine(TestFolder.New(), "clients.csv");
        await File.WriteAllBytesAsync(workbook, "PK\u0003\u0004zipped"u8.ToArray());

        var unread = await program.Ask("import", workbook, "--as", "clients");
        var unknown = await program.Ask("import", "undo", "I-999");
        var nobody = await program.Ask(
            "token",
            "create",
            "--user",
            "no@one.example",
            "--scopes",
            "read"
        );

        Assert.All(
            [unread, unknown, nobody],
            a => Assert.Equal((Refused, ""), (a.Exit, a.Printed))
        );
        Assert.Contains("CSV", unread.Why, StringComparison.Ordinal);
        Assert.Equal("There is no import I-999", unknown.Why.Trim());
        Assert.Equal("No colleague has the mail address no@one.example", nobody.Why.Trim());
    }

    [Fact]
    public async Task A_colleague_is_added_once_and_her_password_is_made_and_shown_once()
    {
        using var program = new Victim(database.Place);
        string[] add =
        [
            "user",
            "add",
            "--email",
            "nora@firm.example",
            "--name",
            "Nora",
            "--role",
            "administrator",
        ];

        var added = await program.Ask([.. add, "--json"]);
        var twice = await program.Ask(add);
        var weak = await program.Ask(
            "user",
            "add",
            "--email",
            "x@firm.example",
            "--name",
            "X",
            "--role",
            "emperor"
        );

        Assert.Equal(Done, added.Exit);
        Assert.True(((string)JsonNode.Parse(added.Printed)!["password"]!).Length >= 12);
        Assert.Equal(Refused, twice.Exit);
        Assert.StartsWith("email: ", twice.Why, StringComparison.Ordinal);
        Assert.Equal(WrongUse, weak.Exit);
        Assert.Contains("emperor", weak.Why, StringComparison.Ordinal);
    }

    private static async Task<string> Written(string csv)
    {
        var file = Path.Combine(TestFolder.New(), "clients.csv");
        await File.WriteAllTextAsync(file, csv, Encoding.UTF8);
        return file;
    }

    public sealed class OnSqlite(Sqlite database)
        : CommandLineTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : CommandLineTests(database),
            IClassFixture<Postgres>;
}
