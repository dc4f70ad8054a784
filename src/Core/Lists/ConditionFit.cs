using NodaTime;
using NodaTime.Text;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What a field can be compared with, and how. Pure: what <see cref="Conditions{TRow}"/> would refuse, known beforehand.</summary>
public static class ConditionFit
{
    /// <summary>Whoever asks, for a field that holds a person.</summary>
    public const string Me = "me";

    private static readonly Comparison[] Same = [Comparison.Eq, Comparison.Ne];
    private static readonly LocalDate AnyDay = new(2000, 1, 1);

    /// <summary>By what fields of a kind are compared, the usual first.</summary>
    public static IReadOnlyList<Comparison> Comparisons(FieldKind kind) =>
        kind switch
        {
            FieldKind.Text or FieldKind.LongText or FieldKind.Link or FieldKind.Words =>
            [
                .. Same,
                Comparison.Co,
                Comparison.Sw,
                Comparison.Ew,
                Comparison.Pr,
            ],
            FieldKind.Number or FieldKind.Money or FieldKind.Date or FieldKind.Moment =>
            [
                .. Same,
                Comparison.Gt,
                Comparison.Ge,
                Comparison.Lt,
                Comparison.Le,
                Comparison.Pr,
            ],
            _ => [.. Same, Comparison.Pr],
        };

    /// <summary>Why a field cannot take a condition; null when it can.</summary>
    public static FieldFault? Of(IListField field, Condition said) =>
        said.Comparison == Comparison.Pr ? null
        : !Takes(field, said.Value) ? Unfit(said)
        : !Comparisons(field.Kind).Contains(said.Comparison) ? NotTaken(said)
        : null;

    internal static FieldFault NotTaken(Condition said) =>
        new(
            FilterText.Field,
            Fault.ComparisonUnfit,
            $"{said.Field} {said.Comparison.ToString().ToLowerInvariant()}"
        );

    internal static FieldFault Unfit(Condition said) =>
        new(FilterText.Field, Fault.ValueUnfit, $"{said.Field} \"{said.Value}\"");

    private static bool Takes(IListField field, string? value) =>
        field.Kind switch
        {
            FieldKind.Text or FieldKind.LongText or FieldKind.Link or FieldKind.Words => Folded
                .Key(value ?? "")
                .Length > 0,
            FieldKind.Choice or FieldKind.Choices => field.Choices!.Find(value) is not null,
            FieldKind.Number => FieldText.Number(value, field.Decimals) is not null,
            FieldKind.Money => Money.Read(value) is not null,
            FieldKind.Date => DayText.Read(value, AnyDay) is not null,
            FieldKind.Moment => DayText.Read(value, AnyDay) is not null
                || OffsetDateTimePattern.ExtendedIso.Parse(value ?? "").Success,
            FieldKind.YesNo => value is FieldText.Yes or FieldText.No,
            _ => Me.Equals(value, StringComparison.OrdinalIgnoreCase)
                || Guid.TryParse(value, out _),
        };
}
