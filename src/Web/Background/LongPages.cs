using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Background;

/// <summary>From which page an act was asked for.</summary>
public sealed record LongInput
{
    public string? Back { get; init; }
}

/// <summary>All long work, letting it go on and ending it.</summary>
internal static class LongPages
{
    public const string Path = BackgroundPages.Path + "/long";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.ManageJobs);
        app.MapPost(Path + "/{id:guid}/continue", GoOn).Needs(Act.ManageJobs).DisableAntiforgery();
        app.MapPost(Path + "/{id:guid}/end", End).Needs(Act.ManageJobs).DisableAntiforgery();
        app.MapGet("/jobs/{id:guid}", Find).Needs(Act.Look);
    }

    /// <summary>Of the page where whoever began it sees what became of it.</summary>
    public static string Found(Guid id) => $"/jobs/{id}";

    public static string Address(JobState? only) =>
        only is { } state ? $"{Path}?state={state}" : Path;

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        string? state,
        string? after,
        CancellationToken cancel
    )
    {
        var only = FieldText.Choice<JobState>(state);
        var jobs = (
            await JobList.Page(db, only, Cursor.Read<JobPlace>(after), Cursor.Usual + 1, cancel)
        ).AsPage(Cursor.Usual, JobList.PlaceOf);
        var next = jobs.Next is { } place
            ? $"{Path}?{(only is null ? null : $"state={only}&")}after={place}"
            : null;
        var about = await JobAbout.Of(db, jobs.Items, cancel);
        Pages.VaryByPart(http);
        return Pages.IsPartial(http) && after is not null
            ? Pages.Show<LongRows>(
                new
                {
                    Me = me,
                    db.Now,
                    Jobs = jobs.Items,
                    About = about,
                    Back = Address(only),
                    Next = next,
                }
            )
            : Pages.Show<LongView>(
                new
                {
                    Me = me,
                    db.Now,
                    Jobs = jobs.Items,
                    About = about,
                    Only = only,
                    Next = next,
                }
            );
    }

    private static async Task<IResult> GoOn(
        Rapport.Jobs.Jobs jobs,
        Guid id,
        [FromForm] LongInput input,
        CancellationToken cancel
    ) => Back(await jobs.GoOn(id, cancel), input);

    private static async Task<IResult> End(
        Rapport.Jobs.Jobs jobs,
        Guid id,
        [FromForm] LongInput input,
        CancellationToken cancel
    ) => Back(await jobs.Cancel(id, cancel), input);

    /// <summary>Overtaken by a step, the page shows how it stands now.</summary>
    private static IResult Back(Result<Job> done, LongInput input) =>
        done.Refusal?.Kind == RefusalKind.NotFound
            ? TypedResults.NotFound()
            : TypedResults.LocalRedirect(
                input.Back?.StartsWith(Path, StringComparison.Ordinal) == true
                    ? input.Back
                    : BackgroundPages.Path
            );

    /// <summary>Where a notice leads whoever began it: the page of what it is about. Administrators find it among all else.</summary>
    private static async Task<IResult> Find(Db db, Me me, Guid id, CancellationToken cancel)
    {
        var manages = me.May(Act.ManageJobs);
        if (
            await JobList.Find(db, id, cancel) is not { } job
            || (job.ByColleagueId != me.ColleagueId && !manages)
        )
        {
            return TypedResults.NotFound();
        }
        var about = (await JobAbout.Of(db, [job], cancel))[id];
        return job.ByColleagueId == me.ColleagueId && about.Href is { } page
                ? TypedResults.LocalRedirect(page)
            : manages ? TypedResults.LocalRedirect(Address(job.State))
            : TypedResults.LocalRedirect("/notices");
    }
}
