using NodaTime;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Today;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Today;

/// <summary>What one does today, most urgent first.</summary>
internal static class TodayPages
{
    private const int MostMeetings = 20;

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/today", Show).Needs(Act.Look);

    private static async Task<IResult> Show(Db db, Me me, string? of, CancellationToken cancel)
    {
        var queue = new Queue(db, me.ColleagueId, me.Zone);
        var which = Choice.Of<QueueOf>(of) ?? QueueOf.Mine;
        return Pages.Show<TodayView>(
            new
            {
                Me = me,
                Which = which,
                Counts = await queue.Count(cancel),
                Queued = await queue.Read(which, cancel),
                Word = await WordKept.Of(db, me.ColleagueId, me.Zone, cancel),
                Away = await Meanwhile.Of(db, me.ColleagueId, me.Zone, cancel),
                Meetings = await MeetingsOf(db, me, cancel),
                Quiet = await GoingQuiet.Of(db, me.ColleagueId, cancel),
                Now = db.Now,
            }
        );
    }

    /// <summary>Today's, in the reader's zone.</summary>
    private static Task<List<MeetingRecord>> MeetingsOf(Db db, Me me, CancellationToken cancel)
    {
        var today = db.Now.InZone(me.Zone).Date;
        return MeetingRecords.Of(
            db,
            me.ColleagueId,
            me.Zone.AtStartOfDay(today).ToInstant(),
            me.Zone.AtStartOfDay(today.PlusDays(1)).ToInstant(),
            MostMeetings,
            cancel
        );
    }
}
