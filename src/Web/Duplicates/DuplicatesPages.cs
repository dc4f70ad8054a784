using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Fields;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Duplicates;

/// <summary>Suggestions of a noun: which two may be one, and why; looking for them, and saying that they are two.</summary>
internal static class DuplicatesPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        foreach (var noun in DuplicatesOf.All)
        {
            Map(pages.MapGroup($"/{noun.Key}/duplicates"), noun);
            MergePages.Map(pages, noun);
            BatchPages.Map(pages.MapGroup($"/{noun.Key}/merges/batches"), noun);
        }
    }

    private static void Map(IEndpointRouteBuilder pages, DuplicatesOf noun)
    {
        pages
            .MapGet(
                "/",
                (
                    HttpContext http,
                    Db db,
                    Me me,
                    Jobs.Jobs jobs,
                    string? sure,
                    string? why,
                    string? after,
                    CancellationToken cancel
                ) => List(http, db, me, jobs, noun, sure, why, after, cancel)
            )
            .Needs(noun.Merges);
        pages
            .MapPost(
                "/search",
                async (Rapport.Duplicates.Duplicates acts, CancellationToken cancel) =>
                {
                    await acts.Look(noun.Key, cancel);
                    return Results.LocalRedirect(Home(noun));
                }
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();
        pages
            .MapPost(
                "/continue",
                async (Jobs.Jobs jobs, CancellationToken cancel) =>
                {
                    await jobs.GoOnAbout(DuplicateWork.SubjectOf(noun), cancel);
                    return Results.LocalRedirect(Home(noun));
                }
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();
        pages
            .MapPost(
                "/{id:guid}/dismissal",
                async (Rapport.Duplicates.Duplicates acts, Guid id, CancellationToken cancel) =>
                    (await acts.Dismiss(id, cancel)).Done
                        ? Results.LocalRedirect(Home(noun))
                        : Results.NotFound()
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();
    }

    public static string Home(DuplicatesOf noun) => $"/{noun.Key}/duplicates";

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        Jobs.Jobs jobs,
        DuplicatesOf noun,
        string? sure,
        string? why,
        string? after,
        CancellationToken cancel
    )
    {
        var filter = new DuplicateFilter(
            noun.Key,
            FieldText.Choice<Sureness>(sure),
            FieldText.Choice<Likeness>(why)
        );
        var pairs = (
            await DuplicateRecords.Page(
                db,
                filter,
                Cursor.Read<DuplicatePlace>(after),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, d => new DuplicatePlace((int)(d.Weight * 10), d.Id));
        if (Pages.IsPartial(http))
        {
            return Pages.Show<DuplicateRows>(new { Filter = filter, Pairs = pairs });
        }
        return Pages.Show<DuplicatesView>(
            new
            {
                Me = me,
                Filter = filter,
                Pairs = pairs,
                Counts = await DuplicateRecords.Counts(db, filter with { Sureness = null }, cancel),
                Job = JobRecord.Of(await jobs.Latest(DuplicateWork.SubjectOf(noun), cancel)),
            }
        );
    }
}
