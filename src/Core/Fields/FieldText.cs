using System.Collections;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Rapport.Values;

namespace Rapport.Fields;

/// <summary>
/// What a field holds as text, the same whatever the language: choices by their names, dates as ISO 8601 writes them,
/// amounts as <c>1000.00 EUR</c>, people and clients by their ids, several words one a line. Filters, changes from a
/// list and exports for programs write it.
/// </summary>
public static class FieldText
{
    public const string Yes = "true";
    public const string No = "false";
    private const char Between = '\n';

    /// <summary>What a field holds, as text; null for nothing.</summary>
    public static string? Write(object? held) =>
        held switch
        {
            null => null,
            Enum choice => Write(choice),
            Choice choice => choice.Key,
            bool said => said ? Yes : No,
            MoneyDetails money => Write(new Money(money.Minor, money.Currency)),
            LocalDate date => LocalDatePattern.Iso.Format(date),
            Instant at => InstantPattern.ExtendedIso.Format(at),
            string text => text,
            IEnumerable words => Join(words.Cast<object>().Select(w => Write(w) ?? "")),
            var other => Convert.ToString(other, CultureInfo.InvariantCulture),
        };

    public static string Write(Enum choice) =>
        JsonNamingPolicy.CamelCase.ConvertName(choice.ToString());

    public static string Write(Money money) =>
        FormattableString.Invariant($"{money.Major} {money.Currency}");

    /// <summary>Null for no words.</summary>
    public static string? Join(IEnumerable<string> words) =>
        string.Join(Between, words) is { Length: > 0 } joined ? joined : null;

    public static IReadOnlyList<string> Words(string? text) =>
        (text ?? "").Split(
            Between,
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    /// <summary>A member by its name alone: a number would be taken for its place.</summary>
    public static T? Choice<T>(string? text)
        where T : struct, Enum =>
        Array.Find(
            Enum.GetNames<T>(),
            name => name.Equals(text, StringComparison.OrdinalIgnoreCase)
        )
            is { } found
            ? Enum.Parse<T>(found)
            : null;

    public static long? Number(string? text) => Number(text, 0);

    /// <summary>
    /// A number with a point, times ten to the power of <paramref name="decimals"/>; null for anything else, and for
    /// one with more figures after its point.
    /// </summary>
    public static long? Number(string? text, int decimals)
    {
        if (
            !decimal.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return null;
        }
        var scale = Scale(decimals);
        if (Math.Abs(number) > long.MaxValue / scale)
        {
            return null;
        }
        var whole = number * scale;
        return decimal.Truncate(whole) == whole ? (long)whole : null;
    }

    /// <summary>Why a text is no such number: that it is one of another kind is worth a word of its own.</summary>
    public static Fault NumberFault(string text, int decimals) =>
        decimals == 0 && Number(text, MostDecimals) is not null ? Fault.NotWhole : Fault.NotANumber;

    private const int MostDecimals = 6;

    /// <summary>Ten to the power of so many figures after the point.</summary>
    public static decimal Scale(int decimals) => (decimal)Math.Pow(10, decimals);

    public static LocalDate? Date(string? text) =>
        LocalDatePattern.Iso.Parse(text ?? "") is { Success: true } date ? date.Value : null;

    /// <summary>Whether a field could hold this; what it may hold beside is for its act to say.</summary>
    /// <param name="choices">Where it has some.</param>
    /// <param name="decimals">Of a number.</param>
    public static bool Fits(FieldKind kind, Choices? choices, int decimals, string text) =>
        kind switch
        {
            FieldKind.Choice => choices!.Find(text) is not null,
            FieldKind.Choices => Words(text).All(w => choices!.Find(w) is not null),
            FieldKind.Number => Number(text, decimals) is not null,
            FieldKind.Money => Money.Read(text) is not null,
            FieldKind.Date => Date(text) is not null,
            FieldKind.Moment => InstantPattern.ExtendedIso.Parse(text).Success,
            FieldKind.YesNo => text is Yes or No,
            FieldKind.Person or FieldKind.Client => Guid.TryParse(text, out _),
            FieldKind.Link => Known.Link(text),
            _ => true,
        };
}
