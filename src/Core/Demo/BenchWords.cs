namespace Rapport.Demo;

/// <summary>Words of one language for a benchmark firm, taken from the demo's and combined beforehand.</summary>
internal sealed class BenchWords
{
    private const int Texts = 2000;
    private readonly string[] given;
    private readonly string[] family;
    private readonly string[] titles;
    private readonly (Step Kind, string Said)[] texts;

    private BenchWords(string language)
    {
        var names = DemoText.Read("names").Single(b => b.Title == language);
        given = [.. names.List("f"), .. names.List("m")];
        family = names.List("family");
        titles =
        [
            .. DemoText
                .Read("titles")
                .Single(b => b.Title == language)
                .Lines.Select(l => DemoText.Parts(l.First())[0].Split(" / ")[0]),
        ];
        var (told, luck) = (Telltale.In(language), new Luck(language));
        texts = [.. Enumerable.Range(0, Texts).Select(_ => Text(told, luck))];
    }

    public static Dictionary<string, BenchWords> All() =>
        Telltale.Languages.ToDictionary(l => l, l => new BenchWords(l), StringComparer.Ordinal);

    public string Given(int n) => given[n % given.Length];

    public string Family(int n) => family[n % family.Length];

    public string Title(int n) => titles[n % titles.Length];

    public (Step Kind, string Said) Text(int n) => texts[n % Texts];

    private (Step, string) Text(Telltale told, Luck luck)
    {
        var kind = luck.Of(told.Rhythm);
        var details = told.Details[$"{kind.Touchpoint}"].ToList();
        var said = string.Join(' ', luck.Shuffled(details).Take(luck.Between(1, 3)));
        return (kind with { Subject = Filled(kind.Subject, luck) }, Filled(said, luck));
    }

    private string Filled(string text, Luck luck) =>
        Braces()
            .Replace(
                text,
                b =>
                    b.Value switch
                    {
                        "{n}" or "{v}" => $"{luck.Between(2, 9)}",
                        "{inv}" => $"2026-{luck.Between(1000, 9999)}",
                        "{amount}" => $"EUR {luck.Between(1, 60)} 000",
                        "{topic}" => luck.Of(titles),
                        _ => luck.Of(family),
                    }
            );

    private static System.Text.RegularExpressions.Regex Braces() =>
        new(@"\{[a-z.]+\}", System.Text.RegularExpressions.RegexOptions.NonBacktracking);
}
