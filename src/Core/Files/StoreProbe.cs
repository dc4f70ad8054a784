namespace Rapport.Files;

/// <summary>What is tried of a store of files, in this order.</summary>
public enum StoreStep
{
    Reach,
    Write,
    Read,
    Remove,
}

/// <summary>What came of trying a store with a small object of no use, which is taken away again.</summary>
/// <param name="Failed">The first step that did not go; null when all did.</param>
/// <param name="Why">As the store or the line says it.</param>
public sealed record StoreProbe(string Place, StoreStep? Failed = null, string? Why = null);
