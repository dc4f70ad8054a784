namespace Rapport.Data;

/// <summary>Whatever is kept: it has an id made by us and a version that every change raises.</summary>
public abstract class Row
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Version { get; internal set; }

    /// <summary>The record that this row is a part of; itself when it stands alone. History and erasure go by it.</summary>
    public virtual Guid RootId => Id;
}

/// <summary>Belongs to a client, so the wall stands before it. Without a client it belongs to its owner.</summary>
public interface IOfClient
{
    Guid? ClientId { get; }
}

/// <summary>Has an owner, who sees it also when it belongs to no client.</summary>
public interface IOwned : IOfClient
{
    Guid? OwnerId { get; }
}

/// <summary>Gets a number that people say to each other, counted for each kind: C-1042.</summary>
public interface INumbered
{
    long Number { get; set; }
}

/// <summary>Bookkeeping of Db itself: neither versioned in the audit chain nor walled.</summary>
public interface IPlumbing;

/// <summary>What a loop takes up: a commit that leaves some waiting wakes the loop.</summary>
public interface IAwaited : IPlumbing
{
    bool IsWaiting { get; }
}

/// <summary>A line of a row, too small for a history of its own: the audit tells it together with that row.</summary>
public interface ILineOf : IPlumbing
{
    Guid RowId { get; }
}
