namespace Rapport.Values;

/// <summary>A short ordered list of codes without spaces or commas, such as languages "de,en". Never repeats one.</summary>
public sealed record Codes
{
    public static readonly Codes None = new([]);

    /// <exception cref="ArgumentException">A code is empty or holds a space or comma.</exception>
    public Codes(IEnumerable<string> codes)
    {
        Items = [.. codes.Distinct(StringComparer.Ordinal)];
        if (Items.Any(c => c.Length == 0 || c.Any(x => x == ',' || char.IsWhiteSpace(x))))
        {
            throw new ArgumentException("A code has no spaces and no commas", nameof(codes));
        }
    }

    public IReadOnlyList<string> Items { get; }

    /// <summary>With a comma before and behind each, so that one is found among them: ",de,en,". Null for none.</summary>
    public string? Between => Items.Count == 0 ? null : $",{this},";

    public static Codes Parse(string text) =>
        new(
            text.Split(
                [',', ' ', ';'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        );

    public bool Equals(Codes? other) =>
        other is not null && Items.SequenceEqual(other.Items, StringComparer.Ordinal);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => string.Join(',', Items);
}
