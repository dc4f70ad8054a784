using System.Globalization;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Values;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>Values as people type them in their language, from and to what <see cref="FieldText"/> writes.</summary>
internal static class TypedValue
{
    private static readonly char[] BetweenWords = [',', ';', '\n', '\r'];

    /// <summary>What cannot be read stays as it was typed, and is refused where it is used.</summary>
    public static async Task<string?> Read(
        Db db,
        IField field,
        string? typed,
        CancellationToken cancel
    )
    {
        if (typed?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }
        return field.Kind switch
        {
            FieldKind.Client => (await ClientNames.Meant(db, text, cancel))?.ToString() ?? text,
            FieldKind.Person when text == "me" => db.Viewer.ColleagueId?.ToString(),
            FieldKind.Number => Number(text),
            FieldKind.Money => Amount(text),
            FieldKind.Words or FieldKind.Choices => FieldText.Join(
                text.Split(
                    BetweenWords,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
            ),
            _ => text,
        };
    }

    /// <summary>As it is typed, for a field that is changed. A client by its name.</summary>
    public static async Task<string?> Write(
        Db db,
        IField field,
        string? value,
        CancellationToken cancel
    ) =>
        value is null
            ? null
            : field.Kind switch
            {
                FieldKind.Client when Guid.TryParse(value, out var id) => await ClientNames.Said(
                    db,
                    id,
                    cancel
                ) ?? value,
                FieldKind.Number when FieldText.Number(value, field.Decimals) is { } number => (
                    number / FieldText.Scale(field.Decimals)
                ).ToString(CultureInfo.CurrentCulture),
                FieldKind.Money when Money.Read(value) is { } money =>
                    $"{AmountInput.Written(money)} {money.Currency}",
                FieldKind.Words or FieldKind.Choices => string.Join(", ", FieldText.Words(value)),
                _ => value,
            };

    private static string Number(string text) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign
                | NumberStyles.AllowThousands
                | NumberStyles.AllowDecimalPoint,
            CultureInfo.CurrentCulture,
            out var number
        )
            ? number.ToString(CultureInfo.InvariantCulture)
            : text;

    private static string Amount(string text)
    {
        var gap = text.LastIndexOf(' ');
        var currency = gap < 0 ? "" : text[(gap + 1)..].ToUpperInvariant();
        return Currencies.IsCode(currency) && AmountInput.Read(text[..gap], currency) is { } money
            ? FieldText.Write(money)
            : text;
    }
}
