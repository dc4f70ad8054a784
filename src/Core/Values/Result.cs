namespace Rapport.Values;

/// <summary>Why something asked for was not done. Each has words in every language of the screens.</summary>
public enum Fault
{
    Required,
    TooLong,
    TooSmall,
    TooLarge,
    Unknown,
    Unclear,
    Taken,
    KeyReused,
    NotADate,
    NotANumber,
    NotWhole,
    NotAMoney,
    NotAnEmail,
    NotAPhone,
    NotALink,
    NotAHost,
    HostNotAllowed,
    NotATimeZone,
    NotACurrency,
    NotALanguage,
    NotAColour,
    NotASpan,
    InTheFuture,
    InThePast,
    AfterThePromise,
    WithoutSeat,
    Circular,
    AlreadyDone,
    WeakPassword,
    WrongCode,
    WrongPasskey,
    WrongPassword,
    LastAdministrator,
    LastWayIn,
    TooMany,
    BuiltUpon,
    BeforeItBegan,
    LosesSight,
    NotAllowed,
    ControlCharacters,
    FileEmpty,
    FileIsWorkbook,
    FileIsBinary,
    FileHeaderBroken,
    FileTooLarge,
    FileCanRun,
    FileCut,
    FileGone,
    MappingMalformed,
    Busy,
    FilterUnreadable,
    FilterUnfinished,
    FieldUnknown,
    ComparisonUnfit,
    ValueUnfit,
    AuthorAlone,
    WithoutUnit,
    NotAKey,
    KeyTaken,
    KeyOfBrowser,
    RulePartUnknown,
    RulePartTwice,
    RuleValueWrong,
    RuleClash,
    RuleLacks,
    NotACadence,
    NoRule,
    StillHolds,
    WantsReason,
    HeldBack,
}

/// <summary>One thing wrong with one named field; an empty field name speaks of the whole.</summary>
public sealed record FieldFault(string Field, Fault Fault, string? Detail = null);

public enum RefusalKind
{
    /// <summary>There is no such thing, or the viewer may not know of it: the two look alike.</summary>
    NotFound,

    /// <summary>The viewer sees it, but the act is not theirs.</summary>
    Forbidden,

    /// <summary>What was given cannot be taken as it is.</summary>
    Invalid,

    /// <summary>Somebody changed it in between.</summary>
    Stale,

    /// <summary>The same request was carried out already: answer as it was answered.</summary>
    Repeated,
}

/// <summary>An expected refusal: a value, never an exception.</summary>
public sealed record Refusal(RefusalKind Kind, IReadOnlyList<FieldFault> Faults)
{
    public static readonly Refusal NotFound = new(RefusalKind.NotFound, []);
    public static readonly Refusal Forbidden = new(RefusalKind.Forbidden, []);
    public static readonly Refusal Stale = new(RefusalKind.Stale, []);
    public static readonly Refusal Repeated = new(RefusalKind.Repeated, []);

    public static Refusal Invalid(string field, Fault fault, string? detail = null) =>
        new(RefusalKind.Invalid, [new FieldFault(field, fault, detail)]);

    public static Refusal Invalid(IReadOnlyList<FieldFault> faults) =>
        new(RefusalKind.Invalid, faults);
}

/// <summary>What an act answers: its value, or the reason why not.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool Done => Refusal is null;

    /// <exception cref="InvalidOperationException">The act was refused: ask <see cref="Done"/> first.</exception>
    public T Value =>
        Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
