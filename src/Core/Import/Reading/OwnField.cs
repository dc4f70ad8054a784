using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Fields;
using Rapport.Offers;

namespace Rapport.Import.Reading;

/// <summary>A field that the firm added, as a column can be mapped to it: by its name or by its key.</summary>
/// <param name="Of">The rows that have it.</param>
/// <param name="Name">As lists and our own files name it: <c>fields.renewal-risk</c>.</param>
/// <param name="Title">As the firm calls it.</param>
public sealed record OwnField(ImportKind Of, string Name, string Title, FieldKind Kind)
{
    private static readonly Dictionary<string, ImportKind> Kinds = new(StringComparer.Ordinal)
    {
        [nameof(Client)] = ImportKind.Clients,
        [nameof(Contact)] = ImportKind.Contacts,
        [nameof(Opportunity)] = ImportKind.Opportunities,
    };

    /// <summary>Those that are asked for, of every kind that is imported.</summary>
    public static IReadOnlyList<OwnField> All(IEnumerable<FieldRecord> fields) =>
        [
            .. fields
                .Where(f => !f.Archived && Kinds.ContainsKey(f.RecordKind))
                .Select(f => new OwnField(
                    Kinds[f.RecordKind],
                    CustomValues.At + f.Key,
                    f.Name,
                    f.Kind
                )),
        ];

    /// <summary>Nobody else's file has it, so that it tells of its kind no more than any column does.</summary>
    internal Field Field =>
        new(
            Name,
            Kind switch
            {
                FieldKind.Number => FieldType.Number,
                FieldKind.Money => FieldType.Money,
                FieldKind.Date => FieldType.Date,
                FieldKind.Link => FieldType.Url,
                FieldKind.Choices => FieldType.List,
                FieldKind.Person => FieldType.Person,
                _ => FieldType.Text,
            },
            Title.Replace('|', ' ')
        );
}
