using Rapport.Import;
using Rapport.Import.Reading;

namespace Rapport.Web.Import;

/// <summary>What the form of the columns says.</summary>
public sealed class MappingInput
{
    public ImportKind Kind { get; set; }

    /// <summary>What the kind was when the form was shown: another one now means that the columns are guessed anew.</summary>
    public ImportKind Was { get; set; }
    public string? System { get; set; }

    /// <summary>The field of each column, empty for none.</summary>
    public List<string>? Fields { get; set; }
}

/// <summary>The address of an import's page: which fates it shows, and where they go on.</summary>
public sealed record FateQuery(Fate? Fate, bool? Notes, string? After, bool? Columns)
{
    public FateFilter Filter => new(Fate, Notes ?? false);

    /// <summary>Of these fates, up to where "after" stands.</summary>
    public string Address(Guid id) =>
        $"/imports/{id}?{(Fate is { } fate ? $"fate={fate}&" : "")}{(Notes == true ? "notes=true&" : "")}";
}

/// <summary>Where a list of fates goes on.</summary>
public sealed record FatePlace(long Number, int Part);
