namespace Rapport.Import.Reading;

/// <summary>How well a column's values bear out a type: 1 where they do or say nothing, little where most contradict.</summary>
internal static class ValueMatch
{
    public static double Of(FieldType type, IReadOnlyList<string> values)
    {
        if (values.Count == 0 || Check(type) is not { } check)
        {
            return 1;
        }

        return values.Count(check) * 2 >= values.Count ? 1 : 0.3;
    }

    private static Func<string, bool>? Check(FieldType type) =>
        type switch
        {
            FieldType.Number => v => NumberFormat.IsNumber(v) || v.Any(char.IsAsciiDigit), // "50-100", "approx. 20"
            FieldType.Money => v => NumberFormat.IsNumber(v) || v.Any(char.IsAsciiDigit),
            FieldType.Date => v => DateFormat.IsDate(v) || NumberFormat.IsNumber(v),
            FieldType.Email => v => v.Contains('@'),
            FieldType.Url => v => v.Contains('.') && !v.Contains('@') && !v.Trim().Contains(' '),
            FieldType.Phone => v =>
                v.Any(char.IsAsciiDigit) && !v.Contains('@') && !DateFormat.IsDate(v),
            FieldType.Client or FieldType.Person or FieldType.Enum => v => !DateFormat.IsDate(v),
            _ => null,
        };
}
