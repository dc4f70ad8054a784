using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rapport.Lists;

/// <summary>Writes each filter in one way as a phrase, the shortest that reads as it was.</summary>
internal static class PhraseWriter
{
    private static readonly JsonSerializerOptions Quoting = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(Filter filter)
    {
        var text = new StringBuilder();
        Write(text, filter, alone: true);
        return text.ToString();
    }

    /// <param name="alone">Nothing stands beside it that a bracket must keep it from.</param>
    private static void Write(StringBuilder text, Filter filter, bool alone)
    {
        if (Whole(filter) is { } whole)
        {
            text.Append(whole);
            return;
        }
        switch (filter)
        {
            case NotThat not:
                text.Append("not (");
                Write(text, not.Part, alone: true);
                text.Append(')');
                break;
            case AllOf all:
                Join(text, all.Parts, " and ", alone);
                break;
            case AnyOf any:
                Join(text, any.Parts, " or ", alone);
                break;
        }
    }

    private static void Join(
        StringBuilder text,
        IReadOnlyList<Filter> parts,
        string word,
        bool alone
    )
    {
        text.Append(alone ? "" : "(");
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : word);
            // "and" binds closer than "or": of those that "or" joins, no "and" needs brackets.
            Write(text, parts[i], alone: word == " or " && parts[i] is AllOf);
        }
        text.Append(alone ? "" : ")");
    }

    /// <summary>What is one test of one field, though it may be several conditions; null for anything else.</summary>
    private static string? Whole(Filter filter) =>
        filter switch
        {
            Condition one => One(one),
            NotThat { Part: Condition { Comparison: Comparison.Pr, Field: var field } } =>
                $"{field} is empty",
            NotThat { Part: AnyOf any } when Among(any) is { } among =>
                $"{among.Field} not in ({among.Values})",
            AnyOf any when Among(any) is { } among => $"{among.Field} in ({among.Values})",
            AllOf
            {
                Parts: [
                    Condition { Comparison: Comparison.Ge } from,
                    Condition { Comparison: Comparison.Le } to,
                ]
            } when from.Field == to.Field => Within(from, to),
            _ => null,
        };

    private static string One(Condition condition)
    {
        var field = condition.Field;
        if (
            condition.Comparison == Comparison.Lt
            && PhraseValue.Length(condition.Value) is { Back: true, Length: var length }
        )
        {
            return $"{field} older than {length}";
        }
        var value = Value(condition.Value ?? "");
        return condition.Comparison switch
        {
            Comparison.Eq => $"{field} = {value}",
            Comparison.Ne => $"{field} != {value}",
            Comparison.Gt => $"{field} > {value}",
            Comparison.Ge => $"{field} >= {value}",
            Comparison.Lt => $"{field} < {value}",
            Comparison.Le => $"{field} <= {value}",
            Comparison.Co => $"{field} contains {value}",
            Comparison.Sw => $"{field} starts with {value}",
            Comparison.Ew => $"{field} ends with {value}",
            _ => $"{field} is not empty",
        };
    }

    private static (string Field, string Values)? Among(AnyOf any)
    {
        var conditions = any.Parts.OfType<Condition>().ToList();
        return
            conditions.Count == any.Parts.Count
            && conditions.Count > 1
            && conditions.TrueForAll(c =>
                c.Comparison == Comparison.Eq && c.Field == conditions[0].Field
            )
            ? (conditions[0].Field, string.Join(", ", conditions.Select(c => Value(c.Value ?? ""))))
            : null;
    }

    private static string? Within(Condition from, Condition to) =>
        (from.Value, to.Value) switch
        {
            ("today", _) when PhraseValue.Length(to.Value) is { Back: false, Length: var next } =>
                $"{from.Field} in the next {next}",
            (_, "today") when PhraseValue.Length(from.Value) is { Back: true, Length: var last } =>
                $"{from.Field} in the last {last}",
            _ => null,
        };

    /// <summary>As it stands where that reads as the same; else quoted.</summary>
    private static string Value(string value) =>
        PhraseValue.Length(value) is { } moved
            ? $"{moved.Length} {(moved.Back ? PhraseValue.Ago : PhraseValue.Ahead)}"
        : PhraseToken.IsWord(value) || PhraseValue.IsAmount(value) ? value
        : JsonSerializer.Serialize(value, Quoting);
}
