using Rapport.Values;

namespace Rapport.Lists;

/// <summary>One thing wrong with a phrase, and where it stands.</summary>
/// <param name="At">The place of its first character, from 0.</param>
public sealed record PhraseFault(int At, int Length, Fault Fault, string? Detail = null);

/// <summary>What was read of a phrase.</summary>
/// <param name="Filter">Null of an empty phrase, and of one with a fault.</param>
public sealed record PhraseRead(Filter? Filter, IReadOnlyList<PhraseFault> Faults)
{
    public bool Done => Faults.Count == 0;
}

/// <summary>
/// Filters as people write and read them: <c>stage in (convert, retain) and tier = key and lastTouch older than 15 bd</c>.
/// It says the same as <see cref="FilterText"/>, which is kept and which addresses and the API carry; each filter has one
/// phrase and leads back to itself.
/// <code>
/// any     all ("or" all)*
/// all     one ("and" one)*
/// one     "not"? "(" any ")" | field test
/// test    ("=" | "!=" | ">" | ">=" | "&lt;" | "&lt;=") value | "not"? "in" "(" value ("," value)* ")"
///         | ("contains" | "starts with" | "ends with") value | "is" "not"? "empty"
///         | "older than" length | "in the last" length | "in the next" length
/// value   word | number | amount | "…" | length ("ago" | "ahead")
/// length  number ("days" | "weeks" | "months" | "years" | "bd")
/// </code>
/// </summary>
public static class FilterPhrase
{
    /// <summary>A phrase by its grammar, whatever the fields.</summary>
    public static PhraseRead Read(string? text) => Read(text, null);

    /// <summary>A phrase over the fields of a list: tells of those that it does not have and of what they cannot take.</summary>
    public static PhraseRead Read(string? text, ListOf? list)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(null, []);
        }
        if (text.Length > FilterText.LongestText)
        {
            return new(
                null,
                [
                    new(
                        FilterText.LongestText,
                        text.Length - FilterText.LongestText,
                        Fault.TooLong,
                        $"{FilterText.LongestText}"
                    ),
                ]
            );
        }
        return new PhraseReader(text, PhraseToken.Of(text), list).Whole();
    }

    public static string Write(Filter filter) => PhraseWriter.Write(filter);

    /// <summary>What may stand where the caret is: how its word could end, or what could come next.</summary>
    public static PhraseCompletion Complete(string text, int caret, ListOf list) =>
        PhraseCompletion.Of(text, caret, list);
}
