using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>
/// Filters as text, in the grammar of RFC 7644, section 3.4.2.2 (figure 1), without its value paths:
/// <c>stage eq "retain" and (tier eq "key" or lastHeard lt "-P30D")</c>. "and" binds closer than "or", words of the
/// grammar are of any case, values are JSON strings, numbers, true or false.
/// </summary>
public static class FilterText
{
    public const string Field = "filter";
    public const int LongestText = 4000;
    public const int MostConditions = 50;
    private const int Deepest = 10;
    private const int ShownOfRest = 30;

    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
    );

    /// <summary>The filter; null for an empty text. Refuses by showing where it could not be read on.</summary>
    public static Result<Filter?> Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (Filter?)null;
        }
        if (text.Length > LongestText)
        {
            return Refusal.Invalid(
                Field,
                Fault.TooLong,
                LongestText.ToString(CultureInfo.InvariantCulture)
            );
        }
        var reader = new Reader(text);
        return reader.Whole() is { } filter ? filter
            : reader.Rest.Length == 0 ? Refusal.Invalid(Field, Fault.FilterUnfinished)
            : Refusal.Invalid(Field, Fault.FilterUnreadable, reader.Rest);
    }

    public static string Write(Filter filter)
    {
        var text = new StringBuilder();
        Write(text, filter, Binding.Or);
        return text.ToString();
    }

    private static void Write(StringBuilder text, Filter filter, Binding within)
    {
        switch (filter)
        {
            case Condition condition:
                text.Append(condition.Field).Append(' ').Append(Word(condition.Comparison));
                if (condition.Comparison != Comparison.Pr)
                {
                    text.Append(' ')
                        .Append(JsonSerializer.Serialize(condition.Value ?? "", JsonText.Options));
                }
                break;
            case NotThat not:
                text.Append("not (");
                Write(text, not.Part, Binding.Or);
                text.Append(')');
                break;
            case AllOf all:
                Join(text, all.Parts, " and ", Binding.And, within);
                break;
            case AnyOf any:
                Join(text, any.Parts, " or ", Binding.Or, within);
                break;
        }
    }

    private static void Join(
        StringBuilder text,
        IReadOnlyList<Filter> parts,
        string word,
        Binding own,
        Binding within
    )
    {
        var open = own < within && parts.Count > 1;
        text.Append(open ? "(" : "");
        for (var i = 0; i < parts.Count; i++)
        {
            text.Append(i == 0 ? "" : word);
            // What is joined by the same word within itself was written in brackets, and stays so.
            Write(text, parts[i], parts.Count > 1 ? own + 1 : within);
        }
        text.Append(open ? ")" : "");
    }

    private static string Word(Comparison comparison) => comparison.ToString().ToLowerInvariant();

    /// <summary>How close a word binds what it joins.</summary>
    private enum Binding
    {
        Or,
        And,
        One,
    }

    private static class JsonText
    {
        public static readonly JsonSerializerOptions Options = new()
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
    }

    /// <summary>Reads from left to right; null is what could not be read, at the place where it stands.</summary>
    private sealed class Reader(string text)
    {
        private int at;
        private int conditions;

        /// <summary>What follows the place where reading ended.</summary>
        public string Rest
        {
            get
            {
                var rest = text[Math.Min(at, text.Length)..].Trim();
                return rest.Length <= ShownOfRest ? rest : Shortened.To(rest, ShownOfRest);
            }
        }

        public Filter? Whole()
        {
            var filter = Or(0);
            Space();
            return at == text.Length ? filter : null;
        }

        private Filter? Or(int depth) => Joined(() => And(depth), "or", parts => new AnyOf(parts));

        private Filter? And(int depth) =>
            Joined(() => One(depth), "and", parts => new AllOf(parts));

        private Filter? Joined(
            Func<Filter?> next,
            string word,
            Func<IReadOnlyList<Filter>, Filter> join
        )
        {
            if (next() is not { } first)
            {
                return null;
            }
            var parts = new List<Filter> { first };
            while (Takes(word))
            {
                if (next() is not { } further)
                {
                    return null;
                }
                parts.Add(further);
            }
            return parts.Count == 1 ? first : join(parts);
        }

        private Filter? One(int depth)
        {
            if (depth > Deepest)
            {
                return null;
            }
            Space();
            var start = at;
            if (Takes("not"))
            {
                if (Takes('('))
                {
                    return Or(depth + 1) is { } part && Takes(')') ? new NotThat(part) : null;
                }
                // A field may be called so.
                at = start;
            }
            if (Takes('('))
            {
                return Or(depth + 1) is { } inner && Takes(')') ? inner : null;
            }
            return Condition();
        }

        private Condition? Condition()
        {
            var start = at;
            if (Name() is not { } field || Comparison() is not { } comparison)
            {
                return null;
            }
            if (++conditions > MostConditions)
            {
                at = start;
                return null;
            }
            if (comparison == Lists.Comparison.Pr)
            {
                return new Condition(field, comparison);
            }
            return Value() is { } value ? new Condition(field, comparison, value) : null;
        }

        private string? Name()
        {
            Space();
            var length = text.AsSpan(at).IndexOfAnyExcept(Plain);
            var name = length < 0 ? text[at..] : text.Substring(at, length);
            at += name.Length;
            return name.Length > 0 ? name : null;
        }

        private Comparison? Comparison()
        {
            Space();
            var start = at;
            if (
                Name() is { Length: 2 } word
                && Enum.TryParse<Comparison>(word, ignoreCase: true, out var comparison)
            )
            {
                return comparison;
            }
            at = start;
            return null;
        }

        private string? Value()
        {
            Space();
            return at < text.Length && text[at] == '"' ? Quoted() : Literal();
        }

        private string? Quoted()
        {
            var rest = Encoding.UTF8.GetBytes(text[at..]);
            var json = new Utf8JsonReader(rest);
            try
            {
                if (!json.Read())
                {
                    return null;
                }
            }
            catch (JsonException)
            {
                return null;
            }
            at += Encoding.UTF8.GetCharCount(rest.AsSpan(0, (int)json.BytesConsumed));
            return json.GetString();
        }

        /// <summary>A number, true or false.</summary>
        private string? Literal()
        {
            var start = at;
            if (
                Name() is { } word
                && (
                    word is "true" or "false"
                    || decimal.TryParse(
                        word,
                        NumberStyles.AllowLeadingSign
                            | NumberStyles.AllowDecimalPoint
                            | NumberStyles.AllowExponent,
                        CultureInfo.InvariantCulture,
                        out _
                    )
                )
            )
            {
                return word;
            }
            at = start;
            return null;
        }

        private void Space()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
        }

        private bool Takes(char sign)
        {
            Space();
            if (at < text.Length && text[at] == sign)
            {
                at++;
                return true;
            }
            return false;
        }

        private bool Takes(string word)
        {
            Space();
            var start = at;
            if (Name() is { } name && name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
            at = start;
            return false;
        }
    }
}
