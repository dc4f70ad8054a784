using System.Globalization;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>
/// Reads a phrase from left to right; null is what could not be read, at the word where it stands.
/// </summary>
internal sealed class PhraseReader(string text, List<PhraseToken> tokens, ListOf? list)
    : PhraseCursor(tokens)
{
    private const int Deepest = 10;
    private const int ShownOfRest = 30;

    private static readonly Dictionary<string, Comparison> Signs = new(StringComparer.Ordinal)
    {
        ["="] = Comparison.Eq,
        ["!="] = Comparison.Ne,
        [">"] = Comparison.Gt,
        [">="] = Comparison.Ge,
        ["<"] = Comparison.Lt,
        ["<="] = Comparison.Le,
    };

    private readonly List<PhraseFault> faults = [];
    private int conditions;

    /// <summary>The field whose comparison or value was read last.</summary>
    public string? Field { get; private set; }

    protected override bool Moves =>
        list?.Field(Field!)?.Kind is FieldKind.Date or FieldKind.Moment;

    public PhraseRead Whole()
    {
        var filter = Any(0);
        if (filter is not null && At < Tokens.Count)
        {
            filter = null;
        }
        if (filter is null && faults.Count == 0)
        {
            faults.Add(
                At < Tokens.Count
                    ? new(
                        Tokens[At].At,
                        Tokens[At].Length,
                        Fault.FilterUnreadable,
                        Shortened.To(text[Tokens[At].At..].Trim(), ShownOfRest)
                    )
                    : new(text.Length, 0, Fault.FilterUnfinished)
            );
        }
        return new(faults.Count == 0 ? filter : null, faults);
    }

    private Filter? Any(int depth) => Joined(() => All(depth), "or", parts => new AnyOf(parts));

    private Filter? All(int depth) => Joined(() => One(depth), "and", parts => new AllOf(parts));

    private Filter? Joined(
        Func<Filter?> next,
        string word,
        Func<IReadOnlyList<Filter>, Filter> join
    )
    {
        var parts = new List<Filter>();
        do
        {
            if (next() is not { } part)
            {
                return null;
            }
            parts.Add(part);
        } while (Takes(word, Expected.Joining));
        return parts.Count == 1 ? parts[0] : join(parts);
    }

    private Filter? One(int depth)
    {
        if (depth > Deepest)
        {
            return null;
        }
        var not = Takes("not", Expected.Not);
        if (Takes("(", Expected.Open))
        {
            return Any(depth + 1) is { } inner && Takes(")", Expected.Close)
                ? not
                    ? new NotThat(inner)
                    : inner
                : null;
        }
        return not ? null : Test();
    }

    private Filter? Test()
    {
        if (Next(Expected.Field) is not { Kind: TokenKind.Word } field)
        {
            return null;
        }
        Step();
        Field = field.Text;
        if (list is not null && list.Field(field.Text) is null)
        {
            Wrong(field, Fault.FieldUnknown, field.Text);
        }
        var start = At;
        var read = Compared(field);
        if (read is null)
        {
            return null;
        }
        Check(read, start);
        return read;
    }

    private Filter? Compared(PhraseToken field)
    {
        if (Next(Expected.Comparison) is not { } sign)
        {
            return null;
        }
        if (sign.Kind == TokenKind.Sign && Signs.TryGetValue(sign.Text, out var comparison))
        {
            Step();
            return Value() is { } value ? Condition(field, comparison, value) : null;
        }
        if (Takes("contains"))
        {
            return Value() is { } part ? Condition(field, Comparison.Co, part) : null;
        }
        if (Takes("starts"))
        {
            return Goes("with") && Value() is { } begin
                ? Condition(field, Comparison.Sw, begin)
                : null;
        }
        if (Takes("ends"))
        {
            return Goes("with") && Value() is { } end ? Condition(field, Comparison.Ew, end) : null;
        }
        if (Takes("is"))
        {
            var full = Takes("not", Expected.Rest);
            Offer("not", !full);
            return Goes("empty") && Condition(field, Comparison.Pr) is { } present
                ? full
                    ? present
                    : new NotThat(present)
                : null;
        }
        if (Takes("older"))
        {
            return Goes("than") && Length(back: true) is { } length
                ? Condition(field, Comparison.Lt, length)
                : null;
        }
        if (Takes("not"))
        {
            return Goes("in") && Among(field) is { } among ? new NotThat(among) : null;
        }
        if (!Takes("in"))
        {
            return null;
        }
        Offer("the", Moves);
        return Takes("the", Expected.Open) ? Within(field) : Among(field);
    }

    /// <summary>"in the last 30 days", "in the next 90 days": with today.</summary>
    private AllOf? Within(PhraseToken field)
    {
        var next = Takes("next", Expected.Rest);
        Offer("next", !next);
        if ((!next && !Goes("last")) || Length(back: !next) is not { } length)
        {
            return null;
        }
        return
            Condition(field, Comparison.Ge, next ? "today" : length) is { } from
            && Condition(field, Comparison.Le, next ? length : "today") is { } to
            ? new AllOf([from, to])
            : null;
    }

    private Filter? Among(PhraseToken field)
    {
        if (!Takes("(", Expected.Open))
        {
            return null;
        }
        var among = new List<Filter>();
        do
        {
            if (Value() is not { } value || Condition(field, Comparison.Eq, value) is not { } one)
            {
                return null;
            }
            among.Add(one);
        } while (Takes(",", Expected.Comma));
        return !Takes(")", Expected.Close) ? null
            : among.Count == 1 ? among[0]
            : new AnyOf(among);
    }

    /// <summary>Null for one too many.</summary>
    private Condition? Condition(PhraseToken field, Comparison comparison, string? value = null)
    {
        if (++conditions <= FilterText.MostConditions)
        {
            return new Condition(list?.Field(field.Text)?.Key ?? field.Text, comparison, value);
        }
        Wrong(
            field,
            Fault.TooMany,
            FilterText.MostConditions.ToString(CultureInfo.InvariantCulture)
        );
        return null;
    }

    /// <summary>Whether the field can take what was read of it; told once, of the words that say it.</summary>
    private void Check(Filter read, int start)
    {
        if (list is null)
        {
            return;
        }
        foreach (var condition in Conditions(read))
        {
            if (
                list.Field(condition.Field) is { } field
                && ConditionFit.Of(field, condition) is { } fault
            )
            {
                var end = Tokens[At - 1].End;
                faults.Add(
                    new(Tokens[start].At, end - Tokens[start].At, fault.Fault, fault.Detail)
                );
                return;
            }
        }
    }

    private static IEnumerable<Condition> Conditions(Filter filter) =>
        filter switch
        {
            AllOf all => all.Parts.SelectMany(Conditions),
            AnyOf any => any.Parts.SelectMany(Conditions),
            NotThat not => Conditions(not.Part),
            Condition one => [one],
            _ => [],
        };

    private void Wrong(PhraseToken token, Fault fault, string detail) =>
        faults.Add(new(token.At, token.Length, fault, detail));
}
