using System.Text;
using Rapport.Data;
using Rapport.Tests.Engines;
using Rapport.Tests.World;

namespace Rapport.Tests.Rules;

/// <summary>
/// The generated documents are those of this code. Run with RAPPORT_WRITE_DOCS=1 to write them anew.
/// </summary>
public sealed class DocumentRules(Sqlite database) : IClassFixture<Sqlite>
{
    [Fact]
    public void The_catalogue_of_events_is_current()
    {
        var page = new StringBuilder()
            .Append(
                "# Events\n\nEach changing act raises one, in the transaction of the change. Generated from the code; a rule test holds it.\n\n"
            )
            .Append("| event | what happened |\n| --- | --- |\n");
        foreach (var happened in EventName.Catalogue)
        {
            page.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| `{happened.Name}` | {happened.Meaning} |\n"
            );
        }
        Assert.Equal(page.ToString(), Current("docs/events.md", page.ToString()));
    }

    [Fact]
    public void No_two_events_have_one_name() =>
        Assert.Equal(
            EventName.Catalogue.Count,
            EventName.Catalogue.Select(e => e.Name).Distinct().Count()
        );

    [Fact]
    public async Task The_document_of_the_API_is_current()
    {
        var app = await database.App();
        using var stranger = app.Stranger();
        using var answer = await stranger.Get("/openapi/v1.json");
        var document = (await answer.Content.ReadAsStringAsync()).ReplaceLineEndings("\n") + "\n";
        Assert.Equal(document, Current("docs/api.json", document));
    }

    private static string Current(string path, string generated)
    {
        var file = Path.Combine(Sources.Root, path);
        if (Environment.GetEnvironmentVariable("RAPPORT_WRITE_DOCS") == "1")
        {
            File.WriteAllText(file, generated);
        }
        return File.ReadAllText(file);
    }
}
