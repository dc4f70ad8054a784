using System.Text;

namespace Rapport.Values;

/// <summary>The content lines of a calendar file: escaped, and folded so that none is longer than 75 octets.</summary>
internal sealed class CalendarLines
{
    private const int MostOctets = 75;

    private readonly StringBuilder file = new();

    /// <summary>A line whose value is written as it is: it has a form of its own.</summary>
    public void Add(string property, string value)
    {
        var octets = 0;
        foreach (var letter in $"{property}:{value}".EnumerateRunes())
        {
            if (octets + letter.Utf8SequenceLength > MostOctets)
            {
                // The space that says "still the same line" counts too.
                file.Append("\r\n ");
                octets = 1;
            }
            file.Append(letter.ToString());
            octets += letter.Utf8SequenceLength;
        }
        file.Append("\r\n");
    }

    /// <summary>A line that says a text (3.3.11); none where there is nothing to say.</summary>
    public void AddText(string property, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            Add(property, Text(text));
        }
    }

    /// <summary>The value of a parameter: quoted where it needs to be, with RFC 6868 for what quotes cannot hold.</summary>
    public static string Parameter(string value)
    {
        var plain = Plain(value)
            .Replace("^", "^^", StringComparison.Ordinal)
            .Replace("\n", "^n", StringComparison.Ordinal)
            .Replace("\"", "^'", StringComparison.Ordinal);
        return plain.AsSpan().IndexOfAny(',', ';', ':') < 0 ? plain : $"\"{plain}\"";
    }

    public override string ToString() => file.ToString();

    private static string Text(string text) =>
        Plain(text)
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Without what no calendar file may hold: control characters, and halves of letters.</summary>
    private static string Plain(string text) =>
        string.Concat(
            text.ReplaceLineEndings("\n")
                .EnumerateRunes()
                .Where(r => r.Value is '\n' or '\t' || !Rune.IsControl(r))
        );
}
