namespace Rapport.Import.Reading;

/// <summary>How well a header says a field, from 0 to 1.</summary>
internal static class HeaderMatch
{
    // Beside a known word these make another thing of it: "Email Opt Out", "Phone 1 - Type", "Last Activity Date".
    private static readonly HashSet<string> Turning =
    [
        "type",
        "typ",
        "tipo",
        "label",
        "opt",
        "out",
        "count",
        "last",
        "latest",
        "modified",
        "updated",
        "yomi",
        "phonetic",
        "fax",
        "assistant",
        "number",
        "id",
        "ids",
        "date",
        "status",
        "source",
        "score",
        "verified",
        "bounced",
        "spouse",
        "birthday",
        "url",
        "extension",
        "pager",
        "flag",
        "is",
        "has",
        "do",
        "not",
        "days",
        "time",
        "recent",
        "next",
        "first",
        "primary",
        "shipping",
        "other",
        "home",
        "old",
        "fecha",
        "datum",
        "ultima",
        "letzte",
        "letzter",
        "letztes",
        "nr",
        "numero",
        "nummer",
        "prefix",
        "suffix",
        "middle",
        "nickname",
        "domain",
        "owner",
        "email",
        "phone",
    ];

    private static readonly HashSet<string> Filler =
    [
        "the",
        "of",
        "der",
        "die",
        "das",
        "des",
        "de",
        "del",
        "la",
        "el",
        "los",
        "our",
        "your",
        "current",
        "default",
        "main",
        "full",
        "client",
        "customer",
        "account",
        "company",
        "contact",
        "opportunity",
        "deal",
        "kunde",
        "kunden",
        "firma",
        "cliente",
        "empresa",
        "and",
        "und",
        "y",
        "e",
        "g",
        "in",
    ];

    public static double Of(string header, Field field)
    {
        var key = HeaderKey.Of(header);
        if (key.Length == 0)
        {
            return 0;
        }

        if (field.Knows(key))
        {
            return 1;
        }
        if (field.Type == FieldType.Lines)
        {
            // Few programs write such a cell: a header that is only near means a number or a flag.
            return 0;
        }

        var words = HeaderKey.Words(key);
        var bare = string.Join(' ', words);
        if (bare.Length < key.Length && field.Knows(bare))
        {
            return field.Several ? 0.97 : 0.9;
        }

        return words.Length == 0 ? 0 : field.Synonyms.Max(s => Overlap(words, s.Split(' ')));
    }

    private static double Overlap(string[] words, string[] synonym)
    {
        if (synonym.Any(s => !words.Contains(s)))
        {
            return 0;
        }

        var rest = words.Except(synonym).ToList();
        if (rest.Any(Turning.Contains))
        {
            return 0;
        }

        var strange = rest.Count(w => !Filler.Contains(w));
        return strange switch
        {
            0 => 0.9,
            1 => synonym.Length >= 2 ? 0.75 : 0.6,
            2 => synonym.Length >= 2 ? 0.6 : 0.4,
            _ => 0,
        };
    }
}
