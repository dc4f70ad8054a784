namespace Rapport.Import.Reading;

/// <summary>What separates fields and what encloses them; both ASCII.</summary>
public sealed record Dialect(char Delimiter, char Quote)
{
    /// <summary>The one that <see cref="CsvWriter"/> writes.</summary>
    public static readonly Dialect Standard = new(',', '"');
}
