namespace Rapport.Audit;

public enum Flaw
{
    /// <summary>A place of the chain is empty: an entry was removed.</summary>
    Missing,

    /// <summary>The link does not follow: an entry was altered or put elsewhere.</summary>
    Broken,

    /// <summary>The payload is not the one that was written.</summary>
    Altered,

    /// <summary>The payload is gone, and no erasure in the chain says so.</summary>
    Vanished,

    /// <summary>A signed head is not of this chain, or not by this key.</summary>
    Forged,

    /// <summary>No signed head tells of the end: a seal always leaves one.</summary>
    Unsigned,

    /// <summary>Something of an entry cannot be read as what it has to be.</summary>
    Unreadable,

    /// <summary>The chain ends before its last signed head: the end was cut off.</summary>
    Cut,

    /// <summary>The entry is untouched, and stands elsewhere than where it was written.</summary>
    Moved,

    /// <summary>An export that was signed with another key than the one that it is checked by.</summary>
    WrongKey,
}

/// <param name="Seq">The place in the chain where it was found; 0 for an export as a whole.</param>
/// <param name="Belongs">Where an entry that was moved was written.</param>
public sealed record Finding(long Seq, Flaw Flaw, Guid? EntryId, long? Belongs = null);

/// <param name="Verified">Entries looked at.</param>
/// <param name="Waiting">Entries not yet sealed.</param>
public sealed record Verdict(long Verified, long Waiting, IReadOnlyList<Finding> Findings)
{
    public bool Holds => Findings.Count == 0;
}
