using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Import.Reading;

namespace Rapport.Import;

/// <summary>How one column writes dates and numbers, and what its money counts in.</summary>
public sealed record ColumnPlan(DateFormat? Dates, NumberFormat? Numbers, decimal Scale);

/// <summary>
/// How a file is read, found once and kept with the import, so that every step and every process reads it alike.
/// </summary>
/// <param name="Fields">The field of each column, or null.</param>
/// <param name="Currency">Of amounts that state none.</param>
/// <param name="Zone">Of times that state none, an IANA name.</param>
/// <param name="Spellings">Products that seem to be written wrong, with what they seem to mean.</param>
public sealed record ImportPlan(
    ImportKind Kind,
    CsvFile File,
    IReadOnlyList<string> Header,
    IReadOnlyList<string?> Fields,
    IReadOnlyList<ColumnPlan> Columns,
    string Currency,
    string Zone,
    IReadOnlyDictionary<string, string> Spellings
)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The fields that the firm had added when the file was read.</summary>
    public IReadOnlyList<OwnField> Own { get; init; } = [];

    private readonly Lazy<Dictionary<string, int[]>> places = new(() =>
        Fields
            .Index()
            .Where(f => f.Item is not null)
            .GroupBy(f => f.Item!, f => f.Index)
            .ToDictionary(g => g.Key, g => g.ToArray())
    );

    [JsonIgnore]
    public Mapping Mapping => new(Kind, Header, Fields) { Own = Own };

    /// <summary>The field without which no row of this kind could go in; null when the mapping has what it needs.</summary>
    [JsonIgnore]
    public string? Missing =>
        Kind switch
        {
            ImportKind.Clients => Lacks(ClientFields.Name, ClientFields.LegalName),
            ImportKind.Contacts => Lacks(
                ContactFields.FullName,
                ContactFields.FamilyName,
                ContactFields.GivenName
            ),
            ImportKind.Opportunities => Lacks(
                OpportunityFields.Name,
                OpportunityFields.ExternalId,
                OpportunityFields.Client
            ),
            ImportKind.Interactions => Lacks(InteractionFields.Occurred)
                ?? Lacks(
                    InteractionFields.Subject,
                    InteractionFields.Body,
                    InteractionFields.Channel
                ),
            _ => Lacks(ColleagueFields.Name, ColleagueFields.Email),
        };

    /// <summary>Where a field stands, left to right.</summary>
    internal int[] At(string field) => places.Value.GetValueOrDefault(field) ?? [];

    public bool Has(string field) => At(field).Length > 0;

    public string Write() => JsonSerializer.Serialize(this, Plain);

    public static ImportPlan Read(string text) =>
        JsonSerializer.Deserialize<ImportPlan>(text, Plain)!;

    private string? Lacks(params ReadOnlySpan<string> oneOf)
    {
        foreach (var field in oneOf)
        {
            if (Has(field))
            {
                return null;
            }
        }
        return oneOf[0];
    }
}
