namespace Rapport.Lists;

/// <summary>
/// A list as an address says it: the noun's own quick ways to narrow it, a filter, an order, columns. Kept as a view,
/// exported and changed as a whole it is the same list again. Not where it goes on.
/// </summary>
/// <param name="Pairs">Without empty values.</param>
public sealed record ListSaid(IReadOnlyList<(string Name, string Value)> Pairs)
{
    /// <summary>What names are searched for as one types.</summary>
    public const string Words = "q";
    public const string Filter = "filter";
    public const string Sort = "sort";
    public const string Columns = "columns";

    /// <summary>Longer than any address that a browser makes of our forms.</summary>
    public const int LongestText = 6000;

    public static readonly ListSaid Nothing = new([]);

    public static ListSaid Of(params IEnumerable<(string Name, string? Value)> pairs) =>
        new([
            .. pairs
                .Where(p => !string.IsNullOrWhiteSpace(p.Value))
                .Select(p => (p.Name, p.Value!)),
        ]);

    /// <summary>As <see cref="ToString"/> writes it; what is no pair is passed over.</summary>
    public static ListSaid Read(string? text) =>
        Of(
            (text ?? "")
                .Split('&', StringSplitOptions.RemoveEmptyEntries)
                .Select(pair => pair.Split('=', 2))
                .Where(pair => pair.Length == 2)
                .Select(pair => (Plain(pair[0]), (string?)Plain(pair[1])))
        );

    public string? this[string name] =>
        Pairs.Where(p => p.Name == name).Select(p => p.Value).FirstOrDefault();

    /// <summary>The rest as it is; a null takes the thing back.</summary>
    public ListSaid But(string name, string? value) =>
        Of([.. Pairs.Where(p => p.Name != name), (name, value)]);

    /// <summary>As the query of an address, escaped.</summary>
    public override string ToString() =>
        string.Join(
            '&',
            Pairs.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}")
        );

    public bool Equals(ListSaid? other) =>
        other is not null && Pairs.Order().SequenceEqual(other.Pairs.Order());

    public override int GetHashCode() =>
        Pairs.Aggregate(0, (hash, pair) => hash ^ pair.GetHashCode());

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
