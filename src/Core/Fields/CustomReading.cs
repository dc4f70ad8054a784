using Rapport.Values;

namespace Rapport.Fields;

/// <summary>What is said of a field of the firm's own, as the rows that hold it, and back. Pure.</summary>
internal static class CustomReading
{
    /// <summary>Nothing where nothing is said; tells of what the field cannot hold.</summary>
    /// <param name="at">Of the form, for faults.</param>
    public static IReadOnlyList<CustomValue> Rows(
        this FieldRecord field,
        object? said,
        string at,
        Faults faults
    )
    {
        if (FieldText.Write(said)?.Trim() is not { Length: > 0 } text)
        {
            return [];
        }
        if (field.Kind is FieldKind.Choice or FieldKind.Choices)
        {
            return Chosen(field, text, at, faults);
        }
        var row = new CustomValue { FieldId = field.Id };
        switch (field.Kind)
        {
            case FieldKind.Number:
                row.Number = FieldText.Number(text, field.Decimals);
                faults.If(row.Number is null, at, FieldText.NumberFault(text, field.Decimals));
                break;
            case FieldKind.Money:
                var money = Money.Read(text);
                (row.Number, row.Currency) = (money?.Minor, money?.Currency);
                faults.If(money is null, at, Fault.NotAMoney);
                break;
            case FieldKind.Date:
                row.Date = FieldText.Date(text);
                faults.If(row.Date is null, at, Fault.NotADate);
                break;
            case FieldKind.YesNo:
                faults.If(text is not (FieldText.Yes or FieldText.No), at, Fault.ValueUnfit, text);
                row.Number = text == FieldText.Yes ? 1 : 0;
                break;
            case FieldKind.Person:
                row.RefId = Guid.TryParse(text, out var id) ? id : null;
                faults.If(row.RefId is null, at, Fault.Unknown);
                break;
            default:
                var most =
                    field.Kind == FieldKind.LongText
                        ? CustomValue.LongTextLength
                        : CustomValue.TextLength;
                row.Text = faults.Text(at, text, most);
                faults.If(field.Kind == FieldKind.Link && !Known.Link(text), at, Fault.NotALink);
                break;
        }
        return [row];
    }

    /// <summary>Makes a row hold what another holds.</summary>
    public static void Hold(this CustomValue row, CustomValue other)
    {
        (row.Text, row.Number, row.Currency) = (other.Text, other.Number, other.Currency);
        (row.Date, row.RefId) = (other.Date, other.RefId);
    }

    private static List<CustomValue> Chosen(
        FieldRecord field,
        string text,
        string at,
        Faults faults
    )
    {
        var words = field.Kind == FieldKind.Choice ? [text] : FieldText.Words(text);
        var chosen = new List<Choice>();
        foreach (var word in words)
        {
            if (field.Choices!.Find(word) is { } choice)
            {
                chosen.Add(choice);
            }
            else
            {
                faults.Add(at, Fault.ValueUnfit, word);
            }
        }
        return
        [
            .. field
                .Choices!.Where(chosen.Contains)
                .Select(c => new CustomValue
                {
                    FieldId = field.Id,
                    RefId = c.Id,
                    Position = field.Kind == FieldKind.Choice ? 0 : c.Ordinal,
                }),
        ];
    }
}
