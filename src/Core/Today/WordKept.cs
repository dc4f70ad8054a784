using NodaTime;
using Rapport.Commitments;
using Rapport.Data;

namespace Rapport.Today;

/// <summary>How a colleague kept her word over the last weeks, for herself alone.</summary>
/// <param name="Weeks">One for each week, the oldest first, the running one last.</param>
/// <param name="DaysWithoutMiss">Since the last word that was not kept in time; null where there was none in these weeks.</param>
public sealed record WordKept(IReadOnlyList<WordWeek> Weeks, int? DaysWithoutMiss)
{
    public const int WeeksShown = 12;

    public Consistency All => Weeks.Aggregate(Consistency.None, (sum, w) => sum.With(w.Said));

    public static async Task<WordKept> Of(
        Db db,
        Guid colleagueId,
        DateTimeZone zone,
        CancellationToken cancel
    )
    {
        var today = db.Now.InZone(zone).Date;
        var monday = today.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        var first = monday.PlusWeeks(1 - WeeksShown);
        var words = await Words.Of(
            db,
            colleagueId,
            zone.AtStartOfDay(first).ToInstant(),
            db.Now,
            cancel
        );
        return Of(words, first, today, zone, db.Now);
    }

    /// <summary>Pure.</summary>
    /// <param name="first">The Monday of the oldest week.</param>
    public static WordKept Of(
        IEnumerable<Word> words,
        LocalDate first,
        LocalDate today,
        DateTimeZone zone,
        Instant now
    )
    {
        var told = words
            .Select(w => (On: w.JudgedBy.InZone(zone).Date, Said: Consistency.Of(w, now)))
            .Where(w => w.Said is not null)
            .ToList();
        var weeks = Enumerable
            .Range(0, WeeksShown)
            .Select(week => first.PlusWeeks(week))
            .Select(monday => new WordWeek(
                monday,
                told.Where(w => w.On >= monday && w.On < monday.PlusWeeks(1))
                    .Aggregate(Consistency.None, (sum, w) => sum.With(w.Said!))
            ))
            .ToList();
        var missed = told.Where(w => w.Said!.Kept == 0).Select(w => (LocalDate?)w.On).Max();
        return new WordKept(weeks, missed is { } day ? Period.DaysBetween(day, today) : null);
    }
}

/// <summary>A week, by its Monday, and what became of the words that were to be kept in it.</summary>
public sealed record WordWeek(LocalDate Monday, Consistency Said);
