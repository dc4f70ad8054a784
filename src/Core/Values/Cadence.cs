using System.Runtime.InteropServices;
using NodaTime;

namespace Rapport.Values;

public enum CadenceUnit
{
    Day,

    /// <summary>From Monday on, as ISO 8601 has it.</summary>
    Week,
    Month,
    Quarter,
    Year,
    WorkingDay,
}

/// <summary>Which of its unit's days a cadence falls on: the second Tuesday, the last working day, the 15th day.</summary>
/// <param name="Nth">1 to 31 from the beginning, -1 to -3 from the end.</param>
/// <param name="Of">Every day, working days alone, or one weekday.</param>
/// <param name="Weekday">None where not one weekday is counted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CadencePlace(
    int Nth,
    CadenceDays Of,
    IsoDayOfWeek Weekday = IsoDayOfWeek.None
);

/// <summary>What a place counts.</summary>
public enum CadenceDays
{
    Days,
    WorkingDays,
    Weekdays,
}

/// <summary>
/// A rhythm, as a play or a series of meetings says it: every two weeks, every month on its last working day, two weeks
/// after the last one happened. Written <c>every 2 weeks on mon, thu</c>, <c>every month on 2nd tue</c>,
/// <c>15 working days after last</c>. Immutable and checked when built.
/// <para>
/// A cadence has no beginning of its own: it is asked with an anchor. A fixed one counts from that day on, whatever
/// happens. One that follows the last takes the day of the last real occurrence for its anchor, so that each resets it.
/// Days are working days as whoever asks says.
/// </para>
/// </summary>
public sealed class Cadence : IEquatable<Cadence>
{
    public const string Field = "cadence";
    public const int MostUnits = 400;

    private Cadence(
        int every,
        CadenceUnit unit,
        bool afterLast,
        IReadOnlyList<IsoDayOfWeek> weekdays,
        CadencePlace? on
    ) => (Every, Unit, AfterLast, Weekdays, On) = (every, unit, afterLast, weekdays, on);

    /// <summary>How many units lie between.</summary>
    public int Every { get; }

    public CadenceUnit Unit { get; }

    /// <summary>Counted from when it last happened, not from a fixed day.</summary>
    public bool AfterLast { get; }

    /// <summary>Of weeks; none for the weekday of the anchor.</summary>
    public IReadOnlyList<IsoDayOfWeek> Weekdays { get; }

    /// <summary>Of months, quarters and years; null for the day of the anchor.</summary>
    public CadencePlace? On { get; }

    /// <summary>Refuses what has no sense, such as a weekday of a day.</summary>
    public static Result<Cadence> Of(
        int every,
        CadenceUnit unit,
        bool afterLast = false,
        IEnumerable<IsoDayOfWeek>? weekdays = null,
        CadencePlace? on = null
    )
    {
        var cadence = new Cadence(
            every,
            unit,
            afterLast,
            [.. (weekdays ?? []).Distinct().Order()],
            on
        );
        return cadence.HasSense
            ? cadence
            : Refusal.Invalid(Field, Fault.NotACadence, CadenceText.Write(cadence));
    }

    /// <summary>A cadence as text; refuses by showing where it could not be read on.</summary>
    public static Result<Cadence> Read(string? text) => CadenceText.Read(text);

    /// <summary>The cadence that a rule of a calendar says when it begins on this day; refuses what no cadence says.</summary>
    public static Result<Cadence> Of(Recurrence rule, LocalDate start) =>
        CadenceRule.Read(rule, start);

    /// <summary>
    /// The same as a rule of a calendar that begins on the first of <see cref="Dates"/>. Refuses where there is none: rules
    /// know neither working days nor when something last happened, nor what crosses from one month of a quarter to another.
    /// </summary>
    public Result<Recurrence> Rule(LocalDate anchor) => CadenceRule.Write(this, anchor);

    /// <summary>
    /// Its days from this one on, none before the anchor; of one that follows the last, the next alone. A month without a
    /// 31st has its last day instead, one without a fifth Tuesday has none.
    /// </summary>
    public IEnumerable<LocalDate> Dates(
        LocalDate anchor,
        LocalDate from,
        Func<LocalDate, bool> isWorkingDay
    ) =>
        AfterLast
            ? new[] { Due(anchor, isWorkingDay) }.Where(d => d >= from)
            : new CadenceBlocks(this, anchor, isWorkingDay).Dates(from);

    /// <summary>The first of its days later than this one; null for never again.</summary>
    public LocalDate? Next(LocalDate anchor, LocalDate after, Func<LocalDate, bool> isWorkingDay) =>
        Dates(anchor, after.PlusDays(1), isWorkingDay).Select(d => (LocalDate?)d).FirstOrDefault();

    /// <summary>
    /// The period that a day lies in, known by its first day: the quarter of a quarterly one, three weeks of one every
    /// three weeks. Of several weekdays each has its own, up to the next. Of one that follows the last it lasts until it
    /// happens again: at least until it is due.
    /// </summary>
    public DateInterval PeriodOf(
        LocalDate anchor,
        LocalDate day,
        Func<LocalDate, bool> isWorkingDay
    ) =>
        AfterLast
            ? new DateInterval(
                LocalDate.Min(anchor, day),
                LocalDate.Max(day, Due(anchor, isWorkingDay))
            )
            : new CadenceBlocks(this, anchor, isWorkingDay).PeriodOf(day);

    /// <summary>Which of its periods were kept, from the anchor's until today's, given the days on which it happened.</summary>
    public IReadOnlyList<KeptPeriod> Kept(
        LocalDate anchor,
        IEnumerable<LocalDate> happened,
        LocalDate today,
        Func<LocalDate, bool> isWorkingDay
    )
    {
        var days = happened.Where(d => d <= today).Distinct().Order().ToList();
        return AfterLast
            ? KeptAfterLast(anchor, days, today, isWorkingDay)
            : new CadenceBlocks(this, anchor, isWorkingDay).Kept(days, today);
    }

    public bool Equals(Cadence? other) => other?.ToString() == ToString();

    public override bool Equals(object? obj) => Equals(obj as Cadence);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As <see cref="Read"/> reads it; the same for equal ones.</summary>
    public override string ToString() => CadenceText.Write(this);

    private bool HasSense =>
        Every is >= 1 and <= MostUnits
        && (Unit != CadenceUnit.WorkingDay || AfterLast)
        && (Weekdays.Count == 0 || (Unit == CadenceUnit.Week && !AfterLast))
        && !Weekdays.Contains(IsoDayOfWeek.None)
        && (
            On is not { } place
            || (
                !AfterLast
                && Unit is CadenceUnit.Month or CadenceUnit.Quarter or CadenceUnit.Year
                && place.Nth is (>= 1 and <= 31) or (>= -3 and <= -1)
                && (place.Of == CadenceDays.Weekdays) == (place.Weekday != IsoDayOfWeek.None)
                && (place.Of != CadenceDays.Weekdays || Unit != CadenceUnit.Month || place.Nth <= 5)
            )
        );

    private LocalDate Due(LocalDate last, Func<LocalDate, bool> isWorkingDay) =>
        Unit switch
        {
            CadenceUnit.Day => last.PlusDays(Every),
            CadenceUnit.Week => last.PlusWeeks(Every),
            CadenceUnit.Month => last.PlusMonths(Every),
            CadenceUnit.Quarter => last.PlusMonths(3 * Every),
            CadenceUnit.Year => last.PlusYears(Every),
            _ => CadenceBlocks.WorkingDaysLater(last, Every, isWorkingDay),
        };

    private List<KeptPeriod> KeptAfterLast(
        LocalDate anchor,
        List<LocalDate> days,
        LocalDate today,
        Func<LocalDate, bool> isWorkingDay
    )
    {
        var kept = new List<KeptPeriod>();
        foreach (var day in days.Where(d => d > anchor))
        {
            var due = Due(anchor, isWorkingDay);
            kept.Add(
                new(new DateInterval(anchor, day), day <= due ? Keeping.Kept : Keeping.Slipped)
            );
            anchor = day;
        }
        if (anchor <= today)
        {
            var due = Due(anchor, isWorkingDay);
            kept.Add(
                new(
                    new DateInterval(anchor, LocalDate.Max(due, today)),
                    today <= due ? Keeping.Open : Keeping.Slipped
                )
            );
        }
        return kept;
    }
}

public enum Keeping
{
    Kept,
    Slipped,

    /// <summary>It has not happened, and may yet.</summary>
    Open,
}

/// <summary>One period of a cadence, and whether it was kept.</summary>
public sealed record KeptPeriod(DateInterval Period, Keeping Keeping);
