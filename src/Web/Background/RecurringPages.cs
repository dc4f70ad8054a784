using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Background;

/// <summary>One recurring work with its runs, and asking for one more.</summary>
internal static class RecurringPages
{
    private const string Path = BackgroundPages.Path + "/recurring";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path + "/{work}", Show).Needs(Act.ManageJobs);
        app.MapPost(Path + "/{work}/runs", Run).Needs(Act.ManageJobs).DisableAntiforgery();
        app.MapGet(BackgroundPages.Path + "/runs/{id:guid}", Find).Needs(Act.ManageJobs);
    }

    public static string Address(string work) => $"{Path}/{work}";

    /// <summary>Leads to the work whose run it is.</summary>
    public static string Found(Guid id) => $"{BackgroundPages.Path}/runs/{id}";

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        Timetable times,
        string work,
        string? after,
        CancellationToken cancel
    )
    {
        if (Schedule.Find(work) is not { } found)
        {
            return TypedResults.NotFound();
        }
        var runs = (
            await RecurringRuns.Page(
                db,
                work,
                Cursor.Read<RunPlace>(after),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, r => new RunPlace(r.BeganAt, r.Id));
        var next = runs.Next is { } place ? $"{Address(work)}?after={place}" : null;
        Pages.VaryByPart(http);
        return Pages.IsPartial(http) && after is not null
            ? Pages.Show<RunRows>(
                new
                {
                    Me = me,
                    db.Now,
                    Runs = runs.Items,
                    Next = next,
                }
            )
            : Pages.Show<RecurringView>(
                new
                {
                    Me = me,
                    db.Now,
                    Work = await RecurringRecord.Of(db, times, found, cancel),
                    Runs = runs.Items,
                    Next = next,
                }
            );
    }

    private static async Task<IResult> Run(
        Me me,
        Timetable times,
        string work,
        CancellationToken cancel
    )
    {
        if (Schedule.Find(work) is not { } found)
        {
            return TypedResults.NotFound();
        }
        await times.Ask(found, me.ColleagueId, cancel);
        return TypedResults.LocalRedirect(Address(work));
    }

    /// <summary>Where a notice of a run leads to; the run itself may be swept by then.</summary>
    private static async Task<IResult> Find(Db db, Guid id, CancellationToken cancel) =>
        TypedResults.LocalRedirect(
            await RecurringRuns.Find(db, id, cancel) is { } run
                ? Address(run.Work)
                : BackgroundPages.Path
        );
}
