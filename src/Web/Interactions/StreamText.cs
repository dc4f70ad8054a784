namespace Rapport.Web.Interactions;

/// <summary>A piece of a body: a paragraph, or words of theirs.</summary>
public sealed record Passage(string Text, bool Quoted);

/// <summary>How much of a body stands in the stream, and what stands behind "read on".</summary>
public sealed record StreamText(IReadOnlyList<Passage> Lead, IReadOnlyList<Passage> Rest)
{
    /// <summary>About three lines.</summary>
    private const int LeadLength = 260;

    /// <summary>So little more is not worth a click.</summary>
    private const int Slack = 80;

    public static StreamText Of(string text)
    {
        if (text.Length <= LeadLength + Slack)
        {
            return new StreamText(Passages(text), []);
        }
        var cut = text.LastIndexOfAny([' ', '\n'], LeadLength);
        cut = cut > LeadLength / 2 ? cut : LeadLength;
        // Never between the two halves of one letter.
        cut -= char.IsHighSurrogate(text[cut - 1]) ? 1 : 0;
        return new StreamText(Passages(text[..cut] + " …"), Passages(text[cut..]));
    }

    public static IReadOnlyList<Passage> Passages(string text)
    {
        var passages = new List<Passage>();
        foreach (var line in text.Trim().Split('\n'))
        {
            var quoted = line.StartsWith("> ", StringComparison.Ordinal);
            var words = quoted ? line[2..] : line;
            if (passages.Count > 0 && passages[^1].Quoted == quoted)
            {
                passages[^1] = passages[^1] with { Text = passages[^1].Text + "\n" + words };
            }
            else
            {
                passages.Add(new Passage(words, quoted));
            }
        }
        return passages;
    }
}
