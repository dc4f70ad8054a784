using System.Globalization;
using Rapport.Fields;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Fields;

/// <summary>Where a field is to stand.</summary>
public sealed record PlaceInput
{
    public int? To { get; init; }
}

/// <summary>A field as it was typed.</summary>
public sealed record FieldInput
{
    public const string Choices = "Choices";

    public string? RecordKind { get; init; }
    public FieldKind? Kind { get; init; }
    public string? Name { get; init; }
    public string? Hint { get; init; }
    public string? Decimals { get; init; }
    public bool Required { get; init; }

    public static IReadOnlyList<FormColumn> Columns =>
        [new("Name", FieldWords.ChoiceName, Required: true)];

    /// <summary>What of a field two may change at once.</summary>
    internal static FormShape Shape =>
        new(
            [
                new("Name", FieldWords.Name),
                new("Hint", FieldWords.Hint),
                new("Required", FieldWords.RequiredLabel, Type: FormShape.Checkbox),
            ],
            Choices,
            Columns,
            FieldWords.ChoiceOf
        );

    public static FieldInput New(string of, FieldKind? kind) =>
        new() { RecordKind = of, Kind = kind };

    internal static FieldInput Of(FieldRecord field) =>
        new()
        {
            RecordKind = field.RecordKind,
            Kind = field.Kind,
            Name = field.Name,
            Hint = field.Hint,
            Decimals = field.Decimals.ToString(CultureInfo.InvariantCulture),
            Required = field.Required,
        };

    public static FieldInput Of(IFormCollection form) =>
        new()
        {
            RecordKind = form["RecordKind"],
            Kind = FieldText.Choice<FieldKind>(form["Kind"]),
            Name = form["Name"],
            Hint = form["Hint"],
            Decimals = form["Decimals"],
            Required = form["Required"] == FieldText.Yes,
        };

    /// <summary>The choices that are offered, each with its key.</summary>
    internal static List<FormRow> Rows(FieldRecord field) =>
        [
            .. (field.Choices ?? Rapport.Fields.Choices.None)
                .Where(c => !c.Dropped)
                .Select(c => new FormRow(
                    new Dictionary<string, string> { [FormRow.Id] = c.Key, ["Name"] = c.Name! }
                )),
        ];

    internal FieldDetails Details(List<FormRow> rows) =>
        new()
        {
            RecordKind = RecordKind,
            Kind = Kind,
            Name = Name,
            Hint = Hint,
            Decimals = int.TryParse(
                Decimals,
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var decimals
            )
                ? decimals
                : null,
            Required = Required,
            Choices = Kind is FieldKind.Choice or FieldKind.Choices
                ? rows.ConvertAll(r => new ChoiceDetails(r[FormRow.Id], r["Name"]))
                : null,
        };
}
