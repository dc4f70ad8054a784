namespace Rapport.Lists;

/// <summary>
/// How a condition compares, by the words of RFC 7644, section 3.4.2.2: equal, not equal, contains, starts with, ends
/// with, greater, greater or equal, less, less or equal, present.
/// </summary>
public enum Comparison
{
    Eq,
    Ne,
    Co,
    Sw,
    Ew,
    Gt,
    Ge,
    Lt,
    Le,
    Pr,
}

/// <summary>What narrows a list: conditions, joined by and, or and not. Pure.</summary>
public abstract record Filter
{
    /// <summary>This and that; either may be missing.</summary>
    public static Filter? Both(Filter? one, Filter? other) =>
        (one, other) switch
        {
            (null, _) => other,
            (_, null) => one,
            (AllOf a, AllOf b) => new AllOf([.. a.Parts, .. b.Parts]),
            (AllOf a, _) => new AllOf([.. a.Parts, other]),
            (_, AllOf b) => new AllOf([one, .. b.Parts]),
            _ => new AllOf([one, other]),
        };

    /// <summary>The filter as it is written, and read again by <see cref="FilterText.Read"/>.</summary>
    public sealed override string ToString() => FilterText.Write(this);
}

public sealed record AllOf(IReadOnlyList<Filter> Parts) : Filter;

public sealed record AnyOf(IReadOnlyList<Filter> Parts) : Filter;

public sealed record NotThat(Filter Part) : Filter;

/// <param name="Field">The field's key.</param>
/// <param name="Value">As it is written; null only for presence.</param>
public sealed record Condition(string Field, Comparison Comparison, string? Value = null) : Filter;
