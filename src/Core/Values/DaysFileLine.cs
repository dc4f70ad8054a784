using System.Text;

namespace Rapport.Values;

/// <summary>One content line of an iCalendar file: a name, parameters and a value, unfolded (RFC 5545, 3.1).</summary>
/// <param name="Number">On which line of the file it begins.</param>
internal sealed record DaysFileLine(
    int Number,
    string Name,
    IReadOnlyDictionary<string, string> Parameters,
    string Value
)
{
    public static IEnumerable<DaysFileLine> All(string text)
    {
        var (number, begins) = (0, 0);
        var line = new StringBuilder();
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n').Select(l => l.TrimEnd('\r')))
        {
            number++;
            if (raw.Length > 0 && raw[0] is ' ' or '\t' && line.Length > 0)
            {
                line.Append(raw, 1, raw.Length - 1);
                continue;
            }
            if (line.Length > 0)
            {
                yield return Of(begins, line.ToString());
                line.Clear();
            }
            begins = number;
            line.Append(raw);
        }
        if (line.Length > 0)
        {
            yield return Of(begins, line.ToString());
        }
    }

    /// <summary>Text as it was meant: with its line breaks, commas, semicolons and backslashes (3.3.11).</summary>
    public string Unescaped
    {
        get
        {
            var text = new StringBuilder();
            for (var i = 0; i < Value.Length; i++)
            {
                if (Value[i] != '\\' || i == Value.Length - 1)
                {
                    text.Append(Value[i]);
                    continue;
                }
                i++;
                text.Append(Value[i] is 'n' or 'N' ? '\n' : Value[i]);
            }
            return text.ToString();
        }
    }

    /// <exception cref="UnreadableException">No colon, or no name before it.</exception>
    private static DaysFileLine Of(int number, string line)
    {
        var parts = new List<string>();
        var (quoted, begin) = (false, 0);
        for (var i = 0; i < line.Length; i++)
        {
            quoted ^= line[i] == '"';
            if (quoted || line[i] is not (';' or ':'))
            {
                continue;
            }
            parts.Add(line[begin..i]);
            begin = i + 1;
            if (line[i] == ':')
            {
                return Of(number, line, parts, line[begin..]);
            }
        }
        throw new UnreadableException(DaysFileFault.LineUnreadable, number, line);
    }

    private static DaysFileLine Of(int number, string line, List<string> parts, string value)
    {
        if (parts[0].Length == 0 || !parts[0].All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new UnreadableException(DaysFileFault.LineUnreadable, number, line);
        }
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in parts.Skip(1).Select(p => p.Split('=', 2)))
        {
            parameters[part[0]] = part.Length == 2 ? part[1].Trim('"') : "";
        }
        return new(number, parts[0].ToUpperInvariant(), parameters, value);
    }
}
