using NodaTime;
using Rapport.Data;
using Rapport.Import.Reading;

namespace Rapport.Import;

public enum ImportState
{
    /// <summary>The file is here; what it seems to be can be looked at and changed.</summary>
    Uploaded,
    Checking,

    /// <summary>The dry run said what would become of each row.</summary>
    Checked,
    Running,
    Done,
    Undoing,
    Undone,
}

/// <summary>A file that was brought in: who, when, what it was taken for and what became of its rows. Outlives its undo.</summary>
public sealed class Import : Data.Row, INumbered
{
    public static readonly EventName Uploaded = new(
        "import.uploaded",
        "A file was uploaded to be imported."
    );
    public static readonly EventName Mapped = new(
        "import.mapped",
        "What the columns of an uploaded file mean was changed."
    );
    public static readonly EventName Started = new("import.started", "An import began.");
    public static readonly EventName Finished = new(
        "import.finished",
        "An import came to its end."
    );
    public static readonly EventName UndoStarted = new(
        "import.undo_started",
        "The undo of an import began."
    );
    public static readonly EventName WasUndone = new("import.undone", "An import was undone.");

    public static readonly EventName Removed = new(
        "import.record_removed",
        "The undo of an import removed a record that the import had made."
    );
    public static readonly EventName Restored = new(
        "import.record_restored",
        "The undo of an import took back what the import had changed of a record."
    );

    public const int NameLength = 300;
    public const string DefaultSystem = "csv";

    public long Number { get; set; }
    public Guid? ByColleagueId { get; init; }
    public Instant CreatedAt { get; init; }
    public required string FileName { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the file in hexadecimal: the same file again goes on instead of starting twice.</summary>
    public required string Hash { get; init; }
    public ImportKind Kind { get; set; }

    /// <summary>Where the rows' ids come from, as in (system, external id).</summary>
    public string? System { get; set; }

    /// <summary>Layout, mapping and formats, as <see cref="ImportPlan"/> in JSON.</summary>
    public required string Plan { get; set; }
    public ImportState State { get; set; }

    /// <summary>How many rows came to each fate, of the dry run until the import begins.</summary>
    public int News { get; set; }
    public int Sames { get; set; }
    public int Updates { get; set; }
    public int Refused { get; set; }

    /// <summary>Records that rows made or changed beside their own, such as the colleague who owns a deal.</summary>
    public int Besides { get; set; }

    /// <summary>Rows that went in with something to look at.</summary>
    public int Notes { get; set; }

    /// <summary>Rows whose record the undo had to leave, since something was built on it.</summary>
    public int Kept { get; set; }
    public Instant? FinishedAt { get; set; }
    public Instant? UndoneAt { get; set; }

    public bool IsBusy =>
        State is ImportState.Checking or ImportState.Running or ImportState.Undoing;

    public bool CanStart => State is ImportState.Uploaded or ImportState.Checked;

    /// <summary>Also again, where records stayed since something was built on them: that may be gone by now.</summary>
    public bool CanUndo => State == ImportState.Done || (State == ImportState.Undone && Kept > 0);

    public void ClearCounts() =>
        (News, Sames, Updates, Refused, Besides, Notes) = (0, 0, 0, 0, 0, 0);
}

public enum Fate
{
    New,
    Same,
    Updates,
    Refused,
}

/// <summary>Why a row was refused, or what to look at where it went in.</summary>
public enum RowReason
{
    UnclosedQuote,
    StrayQuote,
    Remainder,
    TooManyFields,
    BrokenByte,
    NulCharacter,
    TooLong,
    Footer,
    NameMissing,
    DateMissing,
    DateOpen,
    InTheFuture,
    ClientMissing,
    ClientUnknown,
    ParentUnknown,
    ParentCircular,
    SecondRow,
    SameAsRow,
    Ambiguous,
    MayBe,
    MailOfAnother,
    AtAnotherClient,
    Immutable,
    ProductSpelling,
    PersonUnknown,
    PersonCircular,
    EntryUnknown,
    EntryElsewhere,
    EntryCorrected,
    EntryCircular,
    NobodyReads,
    ReadersAway,
    LeftOut,
    BuiltUpon,
    ChangedSince,
}

/// <summary>What the undo did with what a row had made or changed.</summary>
public enum Undo
{
    Taken,
    Kept,
}

/// <summary>
/// What became of one row of a file (part 0), or of a record that it made or changed beside its own (part 1 and on).
/// </summary>
public sealed class ImportRow : IPlumbing
{
    public Guid ImportId { get; init; }

    /// <summary>Of the dry run: what would become of it.</summary>
    public bool Dry { get; init; }

    /// <summary>The row's number as a spreadsheet shows it.</summary>
    public long Number { get; init; }
    public int Part { get; init; }
    public Fate Fate { get; set; }

    /// <summary>The kind of record, such as <c>Client</c>; null where there is none.</summary>
    public string? Kind { get; init; }
    public Guid? SubjectId { get; init; }

    /// <summary>What the row calls its record.</summary>
    public string? Label { get; init; }
    public RowReason? Reason { get; set; }

    /// <summary>What the reason is about, such as the name that was not found and the one that is nearest.</summary>
    public string? Detail { get; set; }

    /// <summary>
    /// JSON: each property that was changed with its value before and after. Of a row that was refused, and of one that
    /// would be new, what its columns say.
    /// </summary>
    public string? Changes { get; set; }

    /// <summary>A hash of what the row says, by which a repeated row is known.</summary>
    public Guid Content { get; init; }

    /// <summary>
    /// The parent that the row names, until it is linked; then, while an undo keeps the record and says why, what the
    /// import said of the row.
    /// </summary>
    public string? Pending { get; set; }
    public Undo? Undone { get; set; }
}

/// <summary>A key by which later rows of a dry run find what an earlier one would make.</summary>
public sealed class ImportKey : IPlumbing
{
    public Guid ImportId { get; init; }
    public Guid Key { get; init; }
    public Guid SubjectId { get; init; }
}
