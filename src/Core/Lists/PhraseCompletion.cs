using Rapport.Fields;

namespace Rapport.Lists;

/// <summary>What kind of word is offered: pages have words of their own for a field and a choice.</summary>
public enum PhraseOptionKind
{
    Field,
    Word,
    Choice,
    Value,
}

/// <param name="Text">As it stands in the phrase.</param>
/// <param name="Field">Of a choice or a value, the key of its field.</param>
public sealed record PhraseOption(string Text, PhraseOptionKind Kind, string? Field = null);

/// <summary>What may stand at the caret.</summary>
/// <param name="At">Where the word begins that an option would replace; the caret itself between two words.</param>
/// <param name="Length">Of that word; 0 between two.</param>
/// <param name="Options">In the order in which they are offered.</param>
public sealed record PhraseCompletion(int At, int Length, IReadOnlyList<PhraseOption> Options)
{
    private static readonly Dictionary<Comparison, string> Words = new()
    {
        [Comparison.Eq] = "=",
        [Comparison.Ne] = "!=",
        [Comparison.Gt] = ">",
        [Comparison.Ge] = ">=",
        [Comparison.Lt] = "<",
        [Comparison.Le] = "<=",
        [Comparison.Co] = "contains",
        [Comparison.Sw] = "starts with",
        [Comparison.Ew] = "ends with",
    };

    internal static PhraseCompletion Of(string text, int caret, ListOf list)
    {
        caret = Math.Clamp(caret, 0, text.Length);
        if (text.Length > FilterText.LongestText)
        {
            return new(caret, 0, []);
        }
        var before = PhraseToken.Of(text[..caret]);
        // The word that the caret touches is still being typed; a sign or a quotation is whole.
        var typed =
            before.Count > 0 && before[^1] is { Kind: TokenKind.Word } last && last.End == caret
                ? last
                : new PhraseToken(TokenKind.Word, "", caret, 0);
        if (typed.Length > 0)
        {
            before.RemoveAt(before.Count - 1);
        }
        var reader = new PhraseReader(text[..typed.At], before, list);
        reader.Whole();
        // To its end, also where the caret stands within it.
        var whole = PhraseToken
            .Of(text)
            .Find(t => t.Kind == TokenKind.Word && t.At == typed.At && typed.Length > 0);
        return new(
            typed.At,
            typed.Length == 0 ? 0 : whole.Length,
            [
                .. Offered(reader, list)
                    .Distinct()
                    .Where(o => o.Text.StartsWith(typed.Text, StringComparison.OrdinalIgnoreCase)),
            ]
        );
    }

    private static IEnumerable<PhraseOption> Offered(PhraseReader reader, ListOf list)
    {
        var expecting = reader.Expecting;
        var field = reader.Field is { } key ? list.Field(key) : null;
        IEnumerable<PhraseOption> When(Expected expected, params IEnumerable<string> words) =>
            expecting.Contains(expected)
                ? words.Select(w => new PhraseOption(w, PhraseOptionKind.Word))
                : [];
        return
        [
            .. expecting.Contains(Expected.Field)
                ? list.Offered.Select(f => new PhraseOption(f.Key, PhraseOptionKind.Field))
                : [],
            .. When(Expected.Not, "not"),
            .. When(Expected.Comparison, field is null ? [] : Comparisons(field)),
            .. When(Expected.Rest, reader.Rest),
            .. expecting.Contains(Expected.Value) && field is not null ? Values(field) : [],
            .. When(Expected.Unit, "days", "weeks", "months", "years", "bd"),
            .. When(Expected.AgoOrAhead, PhraseValue.Ago, PhraseValue.Ahead),
            .. When(Expected.Joining, "and", "or"),
            .. When(Expected.Comma, ","),
            .. When(Expected.Open, "("),
            .. When(Expected.Close, ")"),
        ];
    }

    private static IEnumerable<string> Comparisons(IListField field)
    {
        var words = ConditionFit
            .Comparisons(field.Kind)
            .Where(Words.ContainsKey)
            .Select(c => Words[c]);
        var moves = field.Kind is FieldKind.Date or FieldKind.Moment;
        return
        [
            .. words,
            .. field.Kind == FieldKind.YesNo ? Array.Empty<string>() : ["in", "not in"],
            .. moves ? ["older than", "in the last", "in the next"] : Array.Empty<string>(),
            "is empty",
            "is not empty",
        ];
    }

    private static IEnumerable<PhraseOption> Values(IListField field) =>
        field.Kind switch
        {
            FieldKind.Choice or FieldKind.Choices => field
                .Choices!.Where(c => !c.Dropped)
                .Select(c => new PhraseOption(c.Key, PhraseOptionKind.Choice, field.Key)),
            FieldKind.YesNo => Said(field, FieldText.Yes, FieldText.No),
            FieldKind.Date or FieldKind.Moment => Said(field, DayText.Today),
            FieldKind.Person => Said(field, ConditionFit.Me),
            _ => [],
        };

    private static IEnumerable<PhraseOption> Said(IListField field, params string[] values) =>
        values.Select(v => new PhraseOption(v, PhraseOptionKind.Value, field.Key));
}
