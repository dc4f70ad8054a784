using Rapport.Fields;

namespace Rapport.Tests.World;

/// <summary>Fields that a test's firm adds to its records.</summary>
public static class Fields
{
    public static async Task<CustomField> Field(
        this TestFirm firm,
        string recordKind,
        string name,
        FieldKind kind,
        params string[] choices
    )
    {
        await using var db = firm.System();
        var added = await new CustomFields(db).Add(
            new FieldDetails
            {
                RecordKind = recordKind,
                Name = name,
                Kind = kind,
                Decimals = kind == FieldKind.Number ? 1 : null,
                Choices =
                    choices.Length == 0
                        ? null
                        : [.. choices.Select(c => new ChoiceDetails(null, c))],
            }
        );
        return added.Value;
    }
}
