using System.Globalization;
using System.Text;

namespace Rapport.Meetings;

/// <summary>
/// Minutes as text, for the entry of the handbook: the points in their order with what was said, ✓ before what was
/// decided, → before what is to be done. Without words of its own, so that it reads in every language. Pure.
/// </summary>
internal static class MinutesText
{
    private const string Indent = "   ";

    /// <param name="who">Names by the ids of colleagues and contacts.</param>
    /// <param name="most">So many characters at most.</param>
    public static string? Of(
        IReadOnlyList<AgendaItem> points,
        IEnumerable<MeetingAction> actions,
        IReadOnlyDictionary<Guid, string> who,
        int most
    )
    {
        var text = new StringBuilder();
        foreach (var (at, point) in points.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{at + 1}. {point.Text}");
            text.Append(point.Done ? " ✓\n" : "\n");
            Lines(text, point.Notes, Indent);
            Lines(text, point.Decisions, Indent + "✓ ");
        }
        foreach (var action in actions)
        {
            string?[] parts =
            [
                action.Text,
                Name(who, action.OwnerId),
                Name(who, action.ContactId),
                action.DueOn is { } on ? NodaTime.Text.LocalDatePattern.Iso.Format(on) : null,
            ];
            text.Append("→ ").AppendJoin(" · ", parts.OfType<string>()).Append('\n');
        }
        var said = text.ToString().TrimEnd();
        return said.Length == 0 ? null
            : said.Length > most ? said[..most]
            : said;
    }

    private static void Lines(StringBuilder text, string? said, string before)
    {
        foreach (var line in AgendaItem.Lines(said))
        {
            text.Append(before).Append(line).Append('\n');
        }
    }

    private static string? Name(IReadOnlyDictionary<Guid, string> who, Guid? id) =>
        id is { } known ? who.GetValueOrDefault(known) : null;
}
