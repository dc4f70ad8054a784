namespace Rapport.Import.Reading;

/// <summary>What a row of a file becomes.</summary>
public enum ImportKind
{
    /// <summary>Customer organisations.</summary>
    Clients,

    /// <summary>People there.</summary>
    Contacts,

    /// <summary>Possible business.</summary>
    Opportunities,

    /// <summary>Entries of the handbook.</summary>
    Interactions,

    /// <summary>People of the firm.</summary>
    Colleagues,
}

/// <summary>How a field's text is to be understood.</summary>
public enum FieldType
{
    /// <summary>Kept as it is.</summary>
    Text,

    /// <summary>See <see cref="NumberGuess"/>.</summary>
    Number,

    /// <summary>See <see cref="DateGuess"/>.</summary>
    Date,

    /// <summary>A number with or without its currency.</summary>
    Money,

    /// <summary>A mail address.</summary>
    Email,

    /// <summary>A phone number.</summary>
    Phone,

    /// <summary>An address of the web.</summary>
    Url,

    /// <summary>Labels, several in one cell.</summary>
    Tags,

    /// <summary>Values, several in one cell.</summary>
    List,

    /// <summary>Things of several parts, a line each, their parts between strokes.</summary>
    Lines,

    /// <summary>A colleague, by name or mail address.</summary>
    Person,

    /// <summary>A client, by name.</summary>
    Client,

    /// <summary>One of a fixed set, to be matched by who uses it.</summary>
    Enum,
}

/// <summary>
/// A field that a column can be mapped to. <paramref name="Telling"/> is how much its presence speaks for its kind (1 for
/// what every kind has); <paramref name="Several"/> says that more than one column may go to it.
/// </summary>
public sealed record Field(
    string Name,
    FieldType Type,
    string Words,
    int Telling = 1,
    bool Several = false
)
{
    private readonly string[] _synonyms =
    [
        HeaderKey.Of(Name),
        .. Words.Split('|').Select(HeaderKey.Of),
    ];

    /// <summary>Headers that mean this field, as keys of <see cref="HeaderKey"/>.</summary>
    public IReadOnlyList<string> Synonyms => _synonyms;

    /// <summary>Whether a header's key is one of them.</summary>
    public bool Knows(string key) => Array.IndexOf(_synonyms, key) >= 0;
}

/// <summary>The fields of each kind.</summary>
public static class Schema
{
    /// <summary>All kinds, in the order in which an import of everything would go.</summary>
    public static IReadOnlyList<ImportKind> Kinds { get; } = Enum.GetValues<ImportKind>();

    /// <summary>The fields of one kind.</summary>
    public static IReadOnlyList<Field> Of(ImportKind kind) =>
        kind switch
        {
            ImportKind.Clients => ClientFields.All,
            ImportKind.Contacts => ContactFields.All,
            ImportKind.Opportunities => OpportunityFields.All,
            ImportKind.Interactions => InteractionFields.All,
            _ => ColleagueFields.All,
        };

    /// <summary>The same with those that the firm added.</summary>
    public static IEnumerable<Field> Of(ImportKind kind, IReadOnlyList<OwnField> own) =>
        Of(kind).Concat(own.Where(o => o.Of == kind).Select(o => o.Field));

    /// <summary>The field of that name, whatever its case, or null.</summary>
    public static Field? Field(ImportKind kind, string name, IReadOnlyList<OwnField> own) =>
        Of(kind, own).FirstOrDefault(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
