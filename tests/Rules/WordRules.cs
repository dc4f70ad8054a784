using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rapport.Notices;
using Rapport.Values;
using Rapport.Web.Notices;
using Rapport.Web.Shared;

namespace Rapport.Tests.Rules;

/// <summary>What people read stands in resources, in every language.</summary>
public sealed partial class WordRules
{
    private static readonly string[] Languages = ["de", "es"];

    [Fact]
    public void Every_word_exists_in_every_language()
    {
        var missing =
            from words in Sources.Below("src/Web", "*Words.resx")
            from language in Languages
            let translated = words.Path.Replace(".resx", $".{language}.resx")
            let there = File.Exists(Path.Combine(Sources.Root, translated))
                ? Keys(File.ReadAllText(Path.Combine(Sources.Root, translated)))
                : []
            from key in Keys(words.Text).Keys.Except(there.Keys)
            select $"{translated} lacks {key}";
        Assert.Empty(missing);
    }

    [Fact]
    public void A_translation_has_the_same_gaps_to_fill_and_no_word_of_its_own()
    {
        var wrong =
            from words in Sources.Below("src/Web", "*Words.resx")
            from language in Languages
            let english = Keys(words.Text)
            let translated = Keys(
                File.ReadAllText(
                    Path.Combine(Sources.Root, words.Path.Replace(".resx", $".{language}.resx"))
                )
            )
            from word in translated
            where
                !english.TryGetValue(word.Key, out var original)
                || !Gaps(original).SetEquals(Gaps(word.Value))
            select $"{words.Path} {language} {word.Key}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_fault_has_words() =>
        Assert.Empty(
            Enum.GetNames<Fault>()
                .Where(f =>
                    FaultWords.ResourceManager.GetString(f, CultureInfo.InvariantCulture) is null
                )
        );

    [Fact]
    public void Every_kind_of_notice_has_words() =>
        Assert.Empty(
            NoticeKind
                .All.Select(k => k.Name)
                .Where(k =>
                    NoticeWords.ResourceManager.GetString(
                        NoticeTexts.Key(k),
                        CultureInfo.InvariantCulture
                    )
                        is null
                )
        );

    /// <summary>A letter between tags, or in an attribute that is read or read out, is text that stands outside of the resources.</summary>
    [Fact]
    public void No_visible_text_stands_in_a_view()
    {
        var wrong =
            from view in Sources.Below("src/Web", "*.razor")
            let markup = Comments().Replace(CodeBlock().Replace(view.Text, ""), "")
            from text in Texts(markup)
            where Letters().IsMatch(text)
            select $"{view}: {text}";
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Texts(string markup)
    {
        foreach (Match attribute in SpokenAttributes().Matches(markup))
        {
            yield return Expressions().Replace(attribute.Groups[2].Value, "");
        }
        foreach (Match between in Between().Matches(Quoted().Replace(markup, "\"\"")))
        {
            // Statements of Razor stand on lines of their own; what is left of a line is text.
            foreach (var line in between.Groups[1].Value.Split('\n'))
            {
                var text = Expressions().Replace(line, "").Trim();
                if (!Statements().IsMatch(line.Trim()) && text.Length > 0)
                {
                    yield return text;
                }
            }
        }
    }

    private static Dictionary<string, string> Keys(string resx) =>
        XDocument
            .Parse(resx)
            .Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static HashSet<string> Gaps(string words) =>
        [.. Gap().Matches(words).Select(m => m.Value)];

    [GeneratedRegex(@"\{\d[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"\p{L}{2,}", RegexOptions.None, 1000)]
    private static partial Regex Letters();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^@code\s*\{.*", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(
        @"\b(aria-label|title|placeholder|alt|Label|Title|Text|Hint|Note)=""([^""]*)""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex SpokenAttributes();

    [GeneratedRegex(@"""[^""]*""", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@">([^<]*)<", RegexOptions.None, 1000)]
    private static partial Regex Between();

    [GeneratedRegex(
        @"@\((?>[^()]+|\((?<d>)|\)(?<-d>))*(?(d)(?!))\)|@[A-Za-z_][\w.]*(\((?>[^()]+|\((?<e>)|\)(?<-e>))*(?(e)(?!))\))?[\w.]*|&[a-z]+;",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Expressions();

    [GeneratedRegex(
        @"^(@?(if|else|foreach|for|switch|case|default|while|var|break|return|inherits|using|typeparam|inject)\b|[{}]|@?\{|@@|\}|[\w.]+\s*(=|\(|;|=>)|@[\w<]|//)",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Statements();
}
