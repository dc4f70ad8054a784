using System.Collections;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Import;

/// <summary>What a column of a file holds, so that a spreadsheet can sort and add it up.</summary>
public enum ExportType
{
    Text,
    Number,
    Date,
    Moment,
}

/// <summary>
/// Rows as texts of a file: choices in words, names instead of ids, an amount beside its currency, moments on the clock
/// of whoever asked. Figures are written for programs, with a point.
/// </summary>
/// <param name="kinds">Of the columns, in their order.</param>
internal sealed class ExportTexts(
    ExportWords words,
    IReadOnlyList<FieldKind> kinds,
    DateTimeZone zone
)
{
    private static readonly LocalDateTimePattern Clock =
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>One for each column, and one more for each currency.</summary>
    public IReadOnlyList<string> Heads =>
        [
            .. words.Columns.SelectMany(
                (column, i) =>
                    kinds[i] == FieldKind.Money
                        ? new[] { column.Title, $"{column.Title}: {words.Currency}" }
                        : [column.Title]
            ),
        ];

    public IReadOnlyList<ExportType> Types =>
        [
            .. kinds.SelectMany(kind =>
                kind switch
                {
                    FieldKind.Number => new[] { ExportType.Number },
                    FieldKind.Money => [ExportType.Number, ExportType.Text],
                    FieldKind.Date => [ExportType.Date],
                    FieldKind.Moment => [ExportType.Moment],
                    _ => [ExportType.Text],
                }
            ),
        ];

    public string[] Of(IReadOnlyList<Cell> cells) =>
        [.. cells.SelectMany((cell, i) => Of(cell, kinds[i], words.Columns[i].Choices))];

    private string[] Of(Cell cell, FieldKind kind, IReadOnlyDictionary<string, string> choices)
    {
        return cell.Shown switch
        {
            null when kind == FieldKind.Money => ["", ""],
            null => [""],
            MoneyDetails money =>
            [
                new Money(money.Minor, money.Currency).Major.ToString(CultureInfo.InvariantCulture),
                money.Currency,
            ],
            bool said => [said ? words.Yes : words.No],
            Enum choice => [choices.GetValueOrDefault(FieldText.Write(choice), choice.ToString())],
            Choice choice => [Said(choice)],
            Instant at => [Clock.Format(at.InZone(zone).LocalDateTime)],
            string text => [text],
            IList list =>
            [
                string.Join(", ", list.Cast<object>().Select(o => o is Choice one ? Said(one) : o)),
            ],
            _ => [cell.Text ?? ""],
        };

        string Said(Choice choice) => choices.GetValueOrDefault(choice.Key, choice.ToString());
    }
}
