using System.Globalization;
using NodaTime;
using Rapport.Fields;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Lists;

namespace Rapport.Web.Fields;

/// <summary>Words of the firm's own fields.</summary>
internal static class FieldTexts
{
    public static string Label(this FieldKind kind) => Word("Kind_", kind) ?? kind.ToString();

    /// <summary>For what such a field is good.</summary>
    public static string What(this FieldKind kind) => Word("What_", kind) ?? "";

    /// <summary>The records of a kind, as headings name them.</summary>
    public static string Records(string recordKind) =>
        FieldWords.ResourceManager.GetString("Of_" + recordKind, CultureInfo.CurrentUICulture)
        ?? recordKind;

    /// <summary>What is held, as one reads it.</summary>
    public static string? Said(FieldHeld one) =>
        one.Held switch
        {
            null => null,
            bool said => said ? ListWords.Yes : ListWords.No,
            decimal number => number.ToString($"N{one.Field.Decimals}", CultureInfo.CurrentCulture),
            MoneyDetails money => ClientTexts.Amount(new Money(money.Minor, money.Currency)),
            LocalDate date => ClientTexts.Date(date),
            Guid => one.Person,
            IEnumerable<Choice> some => string.Join(", ", some),
            var other => other.ToString(),
        };

    public static string Href(string link) =>
        link.Contains("://", StringComparison.Ordinal) ? link : "https://" + link;

    private static string? Word(string prefix, FieldKind kind) =>
        FieldWords.ResourceManager.GetString(prefix + kind, CultureInfo.CurrentUICulture);
}
