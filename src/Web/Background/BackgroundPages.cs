using Microsoft.AspNetCore.Http.HttpResults;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Hosting;
using Rapport.Web.Shared;

namespace Rapport.Web.Background;

/// <summary>What works in the background: what recurs, what takes long, which node has which loop.</summary>
internal static class BackgroundPages
{
    public const string Path = "/settings/jobs";

    /// <summary>Of long work, on the page that shows all of it together.</summary>
    private const int MostShown = 12;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.ManageJobs);
        RecurringPages.Map(app);
        LongPages.Map(app);
    }

    private static async Task<RazorComponentResult<BackgroundView>> Show(
        Db db,
        Me me,
        Timetable times,
        Loops loops,
        CancellationToken cancel
    )
    {
        var jobs = await JobList.Page(db, null, null, MostShown, cancel);
        return Pages.Show<BackgroundView>(
            new
            {
                Me = me,
                db.Now,
                Recurring = await RecurringRecord.All(db, times, cancel),
                Jobs = jobs,
                About = await JobAbout.Of(db, jobs, cancel),
                Loops = await HeldLoop.All(db, loops, cancel),
            }
        );
    }
}
