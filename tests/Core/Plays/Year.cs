using NodaTime;
using Rapport.Commitments;

namespace Rapport.Tests.Core.Plays;

/// <summary>What became of what two plays raised.</summary>
internal sealed record Tally(int Raised, int Kept, int Late, int Missed, int Open, int Escalated)
{
    public static readonly Tally None = new(0, 0, 0, 0, 0, 0);

    public Tally With(Tally other) =>
        new(
            Raised + other.Raised,
            Kept + other.Kept,
            Late + other.Late,
            Missed + other.Missed,
            Open + other.Open,
            Escalated + other.Escalated
        );

    public static Tally Of(IEnumerable<Commitment> owed) =>
        owed.Aggregate(
            None,
            (sum, c) =>
                sum.With(
                    new(
                        1,
                        c.State == CommitmentState.Kept ? 1 : 0,
                        c.State == CommitmentState.KeptLate ? 1 : 0,
                        c.State == CommitmentState.Missed ? 1 : 0,
                        c.State == CommitmentState.Open ? 1 : 0,
                        c.EscalatedToId is null ? 0 : 1
                    )
                )
        );
}

/// <summary>An opportunity as it will be lived through: each moment after the one before.</summary>
internal sealed record Chance(Instant Added, Instant Planned, Instant Done, Instant Won);

/// <summary>A client's year: when it is talked with, when somebody says that a check-in is not going to happen, what comes up.</summary>
internal sealed record LivedYear(
    IReadOnlyList<Instant> Talks,
    bool GivesUp,
    IReadOnlyList<Chance> Chances
)
{
    public static LivedYear Of(Random luck, Instant begin, int days)
    {
        var talks = new List<Instant>();
        for (var day = luck.Next(0, 10); day < days; day += luck.Next(2, 45))
        {
            talks.Add(At(begin, day, 10 * 60 + luck.Next(0, 300)));
        }
        var chances = Enumerable
            .Range(0, luck.Next(1, 4))
            .Select(_ =>
            {
                var added = luck.Next(0, days - 80);
                var planned = added + luck.Next(0, 12);
                var done = planned + luck.Next(1, 20);
                return new Chance(
                    At(begin, added, 540 + luck.Next(0, 100)),
                    At(begin, planned, 700 + luck.Next(0, 100)),
                    At(begin, done, 820 + luck.Next(0, 50)),
                    At(begin, done + luck.Next(0, 12), 900 + luck.Next(0, 100))
                );
            })
            .ToList();
        return new(talks, luck.Next(4) == 0, chances);
    }

    private static Instant At(Instant begin, int day, int minute) =>
        begin + Duration.FromDays(day) + Duration.FromMinutes(minute);
}

/// <summary>
/// What two plays have to raise in a year and what has to become of it, worked out from the plan of the year alone: days are
/// stepped through one by one, Monday to Friday from nine to five, all in UTC.
/// </summary>
internal sealed class Reckoning(Instant end)
{
    private const int CheckInAfter = 15;
    private const int CheckInWithin = 2;
    private const int StepWithin = 1;
    private const int HeardAfter = 3;
    private static readonly Duration CloseOfBusiness = Duration.FromHours(17);

    public Tally Of(LivedYear year) =>
        CheckIns(year)
            .Concat(year.Chances.SelectMany(Steps))
            .Aggregate(Tally.None, (a, b) => a.With(b));

    /// <summary>Asked for at the beginning of the fifteenth business day after a talk; the next talk is what was owed.</summary>
    private IEnumerable<Tally> CheckIns(LivedYear year)
    {
        for (var i = 0; i < year.Talks.Count; i++)
        {
            var asked = Day(year.Talks[i], CheckInAfter);
            var next = i + 1 < year.Talks.Count ? year.Talks[i + 1] : (Instant?)null;
            if (asked <= (next ?? end) && asked <= end)
            {
                var gaveUp = year.GivesUp ? GivesUpAt(asked) : null;
                yield return Outcome(Day(asked, CheckInWithin), next, gaveUp);
            }
        }
    }

    /// <summary>Of every fourth client somebody says, on the day after it was due, that it will not be done.</summary>
    public static Instant? GivesUpAt(Instant asked) =>
        Day(asked, CheckInWithin) + Duration.FromDays(1) + Duration.FromHours(8);

    /// <summary>Asked for at once, and again when the step is done and the opportunity still open.</summary>
    private IEnumerable<Tally> Steps(Chance chance)
    {
        yield return Outcome(Day(chance.Added, StepWithin), chance.Planned, null);
        yield return Outcome(Day(chance.Done, StepWithin), chance.Won, null);
    }

    /// <param name="due">The beginning of the day at whose end it is due.</param>
    private Tally Outcome(Instant due, Instant? done, Instant? gaveUp)
    {
        var dueEnd = due + Duration.FromDays(1);
        var missed = gaveUp is { } gave && gave <= end && (done is null || gave < done);
        var closed =
            missed ? gaveUp
            : done <= end ? done
            : null;
        var heard = Day(dueEnd, HeardAfter, last: due) + CloseOfBusiness <= (closed ?? end);
        return new(
            1,
            !missed && closed < dueEnd ? 1 : 0,
            !missed && closed >= dueEnd ? 1 : 0,
            missed ? 1 : 0,
            closed is null ? 1 : 0,
            heard ? 1 : 0
        );
    }

    private static Instant Day(Instant from, int businessDays, Instant? last = null)
    {
        var day = (last ?? from).InUtc().Date;
        for (var left = businessDays; left > 0; )
        {
            day = day.PlusDays(1);
            if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday))
            {
                left--;
            }
        }
        return day.AtMidnight().InUtc().ToInstant();
    }
}
