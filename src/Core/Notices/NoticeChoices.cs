using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>How a colleague wants to hear. Times are written 07:00, in her zone.</summary>
/// <param name="QuietFrom">Null, with <paramref name="QuietUntil" />, for no quiet hours.</param>
public sealed record NoticeChoice(
    NoticeWay Urgent,
    NoticeWay Usual,
    NoticeWay Low,
    string? QuietFrom,
    string? QuietUntil,
    bool BreaksThrough,
    WorkDays Days,
    DigestWhen Digest,
    string? DigestAt
)
{
    public static NoticeChoice Of(NoticeWays ways) =>
        new(
            ways.Urgent,
            ways.Usual,
            ways.Low,
            ways.QuietFrom == ways.QuietUntil ? null : Text(ways.QuietFrom),
            ways.QuietFrom == ways.QuietUntil ? null : Text(ways.QuietUntil),
            ways.BreaksThrough,
            ways.Days,
            ways.Digest,
            Text(ways.DigestAt)
        );

    private static string Text(int minute) =>
        NoticeChoices.Clock.Format(LocalTime.Midnight.PlusMinutes(minute));
}

/// <summary>What colleagues choose of how they hear, and the rows by which their morning mails are due.</summary>
public sealed class NoticeChoices(Db db)
{
    /// <summary>Rows are made one after the other.</summary>
    private const string Rows = "notice ways";

    internal static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture(
        "HH:mm"
    );

    /// <summary>The viewer's own: as she chose, or as it is for all until then.</summary>
    public async Task<NoticeWays> Mine(CancellationToken cancel = default)
    {
        var me = db.Viewer.ColleagueId ?? Guid.Empty;
        var mine = await Of(db, me, cancel);
        var zone = (await MailReader.Find(db, me, cancel))?.Zone ?? DateTimeZone.Utc;
        if (mine.Zone != zone.Id)
        {
            mine.Settle(db.Now, zone);
        }
        return mine;
    }

    /// <summary>A colleague's, as she chose, or as it is for all until then; not tracked.</summary>
    internal static async Task<NoticeWays> Of(Db db, Guid colleague, CancellationToken cancel) =>
        await db.Set<NoticeWays>()
            .AsNoTracking()
            .FirstOrDefaultAsync(w => w.ColleagueId == colleague, cancel)
        ?? new NoticeWays { ColleagueId = colleague };

    /// <summary>Takes the viewer's choice. What waits to be mailed goes by it too.</summary>
    public async Task<Result<NoticeWays>> Choose(
        NoticeChoice said,
        CancellationToken cancel = default
    )
    {
        var faults = new Faults();
        var digest = Minute("digestAt", said.DigestAt, faults);
        var from = Minute("quietFrom", said.QuietFrom, faults);
        var until = Minute("quietUntil", said.QuietUntil, faults);
        faults.If(!IsSaid(said.DigestAt), "digestAt", Fault.Required);
        var (begins, ends) = (IsSaid(said.QuietFrom), IsSaid(said.QuietUntil));
        faults.If(ends && !begins, "quietFrom", Fault.Required);
        faults.If(begins && !ends, "quietUntil", Fault.Required);
        faults.If(said.Days == WorkDays.None, "days", Fault.Required);
        faults.If((said.Days & ~NoticeWays.EveryDay) != WorkDays.None, "days", Fault.Unknown);
        faults.If(!Enum.IsDefined(said.Urgent), "urgent", Fault.Unknown);
        faults.If(!Enum.IsDefined(said.Usual), "usual", Fault.Unknown);
        faults.If(!Enum.IsDefined(said.Low), "low", Fault.Unknown);
        faults.If(!Enum.IsDefined(said.Digest), "digest", Fault.Unknown);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        if (
            db.Viewer.ColleagueId is not { } me
            || await MailReader.Find(db, me, cancel) is not { } reader
        )
        {
            return Refusal.NotFound;
        }
        return await db.Together<Result<NoticeWays>>(
            async () =>
            {
                await db.KeepTurn(Turn(me), cancel);
                await db.KeepTurn(Rows, cancel);
                var ways = await db.Set<NoticeWays>()
                    .FirstOrDefaultAsync(w => w.ColleagueId == me, cancel);
                if (ways is null)
                {
                    ways = new NoticeWays { ColleagueId = me };
                    db.Add(ways);
                }
                (ways.Urgent, ways.Usual, ways.Low) = (said.Urgent, said.Usual, said.Low);
                (ways.QuietFrom, ways.QuietUntil) = (from ?? 0, until ?? 0);
                (ways.BreaksThrough, ways.Days) = (said.BreaksThrough, said.Days);
                (ways.Digest, ways.DigestAt) = (said.Digest, digest ?? 0);
                ways.Settle(db.Now, reader.Zone);
                await Again(me, cancel);
                return await db.Commit(cancel) is { } refusal ? refusal : ways;
            },
            done => done.Done,
            cancel
        );
    }

    /// <summary>
    /// Gives each colleague who is here and has an address, of mail or of a chat, her row, takes it from those who have left, and reckons anew where
    /// a zone changed. Whatever way they came or went by, it is right within a minute.
    /// </summary>
    /// <param name="db">Of the system.</param>
    public static Task<int> Settle(Db db, CancellationToken cancel) =>
        db.Together(
            async () =>
            {
                await db.KeepTurn(Rows, cancel);
                db.Forget();
                var firm = (await new Firms(db).Read(cancel)).Zone;
                var here = db.Set<Colleague>()
                    .Where(c =>
                        c.Left == null
                        && (
                            c.Email != null || db.Set<ChatAddress>().Any(a => a.ColleagueId == c.Id)
                        )
                    );
                db.RemoveRange(
                    await db.Set<NoticeWays>()
                        .Where(w => !here.Any(c => c.Id == w.ColleagueId))
                        .ToListAsync(cancel)
                );
                // Only those who are not as they should be: a large firm is looked at each minute.
                var unsettled = await here.Select(c => new
                    {
                        c.Id,
                        Ways = db.Set<NoticeWays>().FirstOrDefault(w => w.ColleagueId == c.Id),
                        Zone = c.TimeZone ?? firm,
                    })
                    .Where(c => c.Ways == null || c.Ways.Zone != c.Zone)
                    .ToListAsync(cancel);
                foreach (var one in unsettled)
                {
                    var zone =
                        DateTimeZoneProviders.Tzdb.GetZoneOrNull(one.Zone) ?? DateTimeZone.Utc;
                    var ways = one.Ways ?? db.Add(new NoticeWays { ColleagueId = one.Id }).Entity;
                    if (ways.Zone != zone.Id)
                    {
                        ways.Settle(db.Now, zone);
                    }
                }
                return await db.SaveChangesAsync(cancel);
            },
            _ => true,
            cancel
        );

    /// <summary>What is done to one colleague's mails is done one after the other.</summary>
    internal static string Turn(Guid colleague) => $"telling {colleague:N}";

    /// <summary>What waits is looked at anew, by what she chose now.</summary>
    private async Task Again(Guid me, CancellationToken cancel)
    {
        var waiting = await db.Set<Notice>()
            .Where(n => n.ColleagueId == me && n.MailAt != null && n.ReadAt == null)
            .ToListAsync(cancel);
        waiting.ForEach(told => told.MailAt = db.Now);
    }

    private static bool IsSaid(string? typed) => !string.IsNullOrWhiteSpace(typed);

    private static int? Minute(string field, string? typed, Faults faults)
    {
        if (!IsSaid(typed))
        {
            return null;
        }
        var time = Clock.Parse(typed!.Trim());
        faults.If(!time.Success, field, Fault.NotADate);
        return time.Success ? (time.Value.Hour * 60) + time.Value.Minute : null;
    }
}
