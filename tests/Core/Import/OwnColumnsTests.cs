using System.Text;
using Rapport.Clients;
using Rapport.Fields;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Import.Taking;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Core.Import;

/// <summary>The firm's own fields in files: found by their names, brought in by their rules, taken back, written out again.</summary>
public abstract class OwnColumnsTests(TestDatabase database)
{
    private readonly string name = Guid.NewGuid().ToString("N");

    private string File =>
        "Company name,Renewal Risk,Desk count,Signed,Volume,Regions,Coach,Reviewed,Handbook link,Notes on them\r\n"
        + $"{name} Alpha,High,\"12,5\",24.12.2026,\"1.200,50 USD\",North; South,Olga Own,ja,https://a.example,first\r\n"
        + $"{name} Beta,middle,many,31.12.2026,,East,Nobody Known,,,\r\n";

    [Fact]
    public async Task Columns_are_found_by_the_names_of_fields_and_hold_what_their_kinds_say()
    {
        await using var desk = await Fields();

        var import = await desk.BringIn(File, ImportKind.Clients);

        var fates = await desk.Fates(import);
        Assert.Equal([Fate.New, Fate.New], fates.Select(f => f.Fate));
        Assert.Equal(
            "high|12.5|2026-12-24|1200.5 USD|north,south|Olga Own|true|https://a.example|first",
            await Held(desk, fates[0].SubjectId!.Value)
        );
        // What a field cannot hold costs the value and not the row.
        Assert.Equal("||2026-12-31||east||||", await Held(desk, fates[1].SubjectId!.Value));
        foreach (var left in new[] { "renewal-risk", "desk-count", "coach" })
        {
            Assert.Contains($"fields.{left}|", fates[1].Detail);
        }
    }

    [Fact]
    public async Task A_second_file_changes_what_it_says_and_the_undo_gives_back_what_was_there()
    {
        await using var desk = await Fields();
        var first = await desk.BringIn(File, ImportKind.Clients);
        var id = (await desk.Fates(first))[0].SubjectId!.Value;
        var before = await Held(desk, id);

        var same = await desk.BringIn(File, ImportKind.Clients);
        var second = await desk.BringIn(
            $"Company name,Renewal risk,Regions,Desk count\r\n{name} Alpha,low,East,\r\n",
            ImportKind.Clients
        );
        var changed = await Held(desk, id);
        await desk.TakeBack(second);
        var back = await Held(desk, id);

        Assert.Equal(2, same.Sames);
        Assert.StartsWith("low|12.5|", changed, StringComparison.Ordinal);
        Assert.Contains("|north,south,east|", changed, StringComparison.Ordinal);
        Assert.Equal(before, back);
    }

    [Fact]
    public async Task A_choice_that_is_no_longer_offered_comes_to_no_record()
    {
        await using var desk = await Fields();
        var field = await desk.Firm.Field(
            nameof(Client),
            $"Era {name}",
            FieldKind.Choice,
            "Old",
            "New"
        );
        var first = await desk.BringIn(
            $"Company name,Era {name}\r\n{name} Held,Old\r\n",
            ImportKind.Clients
        );
        await using var db = desk.Firm.System();
        await new CustomFields(db).Change(
            field.Id,
            new FieldDetails { Name = $"Era {name}", Choices = [new("new", "New")] },
            null,
            TestContext.Current.CancellationToken
        );

        var second = await desk.BringIn(
            $"Company name,Era {name}\r\n{name} Held,Old\r\n{name} Late,Old\r\n",
            ImportKind.Clients
        );

        var fates = await desk.Fates(second);
        Assert.Equal([Fate.Same, Fate.New], fates.Select(f => f.Fate));
        Assert.Contains($"{field.Key}|Unknown|Old", fates[1].Detail);
        Assert.Single(await desk.All<CustomValue>(), v => v.FieldId == field.Id);
        await new CustomFields(db).Archive(field.Id, TestContext.Current.CancellationToken);
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task What_came_with_a_record_goes_with_it()
    {
        await using var desk = await Fields();
        var import = await desk.BringIn(
            $"Company name,Renewal risk\r\n{name} Gone,low\r\n",
            ImportKind.Clients
        );
        var id = (await desk.Fates(import))[0].SubjectId!.Value;

        await desk.TakeBack(import);

        Assert.DoesNotContain(await desk.All<CustomValue>(), v => v.SubjectId == id);
        Assert.DoesNotContain(await desk.All<Client>(), c => c.Id == id);
    }

    [Fact]
    public async Task An_export_holds_them_and_comes_back_in_without_a_difference()
    {
        await using var desk = await Fields();
        await desk.BringIn(File, ImportKind.Clients);
        await using var db = desk.Firm.System();
        using var file = new MemoryStream();
        await Out.Write(db, ImportKind.Clients, file, TestContext.Current.CancellationToken);
        var csv = Encoding.UTF8.GetString(file.ToArray());

        var again = await desk.BringIn(csv, ImportKind.Clients);

        Assert.Contains("fields.renewal-risk", csv.Split('\n')[0], StringComparison.Ordinal);
        Assert.True(again.Sames >= 2);
        Assert.Equal((0, 0), (again.News, again.Updates));
    }

    private async Task<Desk> Fields()
    {
        var desk = await Desk.Set(database.Place);
        await using var db = desk.Firm.System();
        if (
            (await FieldRecords.Of(db, nameof(Client), TestContext.Current.CancellationToken)).Count
            > 0
        )
        {
            return desk;
        }
        await desk.Firm.Colleague(Rapport.People.Roles.Consultant, "Olga Own");
        foreach (
            var (name, kind) in new[]
            {
                ("Renewal risk", FieldKind.Choice),
                ("Desk count", FieldKind.Number),
                ("Signed", FieldKind.Date),
                ("Volume", FieldKind.Money),
                ("Regions", FieldKind.Choices),
                ("Coach", FieldKind.Person),
                ("Reviewed", FieldKind.YesNo),
                ("Handbook link", FieldKind.Link),
                ("Notes on them", FieldKind.LongText),
            }
        )
        {
            await desk.Firm.Field(
                nameof(Client),
                name,
                kind,
                kind switch
                {
                    FieldKind.Choice => ["High", "Low"],
                    FieldKind.Choices => ["North", "South", "East"],
                    _ => [],
                }
            );
        }
        return desk;
    }

    private static async Task<string> Held(Desk desk, Guid client)
    {
        await using var db = desk.Firm.System();
        var said = await CustomValues.Of<Client>(db, client, TestContext.Current.CancellationToken);
        return string.Join(
            '|',
            said.Held.Select(h =>
                h.Field.Kind == FieldKind.Person
                    ? h.Person
                    : FieldText.Write(h.Held)?.Replace('\n', ',')
            )
        );
    }

    public sealed class OnSqlite(Sqlite database)
        : OwnColumnsTests(database),
            IClassFixture<Sqlite>;

    public sealed class OnPostgres(Postgres database)
        : OwnColumnsTests(database),
            IClassFixture<Postgres>;
}
