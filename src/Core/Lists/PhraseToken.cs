using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Rapport.Lists;

internal enum TokenKind
{
    Word,

    /// <summary>A JSON string.</summary>
    Quoted,

    /// <summary>A comparison, a bracket or a comma.</summary>
    Sign,

    /// <summary>What nothing begins with, such as a quotation mark without its partner.</summary>
    Wrong,
}

/// <summary>One word of a phrase.</summary>
/// <param name="Text">Of what is quoted, what it says.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PhraseToken(TokenKind Kind, string Text, int At, int Length)
{
    private static readonly string[] Signs = ["!=", ">=", "<=", "=", ">", "<", "(", ")", ","];

    public int End => At + Length;

    public bool Is(string word) =>
        Kind is TokenKind.Word or TokenKind.Sign
        && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text is one word, whole.</summary>
    public static bool IsWord(string text) => text.Length > 0 && text.All(InWord);

    public static List<PhraseToken> Of(string text)
    {
        var tokens = new List<PhraseToken>();
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = One(text, at);
            tokens.Add(token);
            at = token.End;
        }
        return tokens;
    }

    private static PhraseToken One(string text, int at)
    {
        if (text[at] == '"')
        {
            return Quoted(text, at);
        }
        if (
            Array.Find(Signs, s => text.AsSpan(at).StartsWith(s, StringComparison.Ordinal)) is
            { } sign
        )
        {
            return new(TokenKind.Sign, sign, at, sign.Length);
        }
        var end = at;
        while (end < text.Length && InWord(text[end]))
        {
            end++;
        }
        return end > at
            ? new(TokenKind.Word, text[at..end], at, end - at)
            : new(TokenKind.Wrong, text[at..], at, text.Length - at);
    }

    private static PhraseToken Quoted(string text, int at)
    {
        var rest = Encoding.UTF8.GetBytes(text[at..]);
        var json = new Utf8JsonReader(rest);
        try
        {
            if (json.Read() && json.GetString() is { } said)
            {
                var length = Encoding.UTF8.GetCharCount(rest.AsSpan(0, (int)json.BytesConsumed));
                return new(TokenKind.Quoted, said, at, length);
            }
        }
        catch (Exception unread) when (unread is JsonException or InvalidOperationException)
        {
            // What is no string of JSON is shown from there on.
        }
        return new(TokenKind.Wrong, text[at..], at, text.Length - at);
    }

    private static bool InWord(char sign) =>
        char.IsLetterOrDigit(sign) || sign is '_' or '.' or '-' or '+' or ':';
}
