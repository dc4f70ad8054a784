using System.Globalization;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Import;
using Rapport.Lists;
using Rapport.People;
using Rapport.Reports;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Reports;

/// <summary>How words were kept: as a page, and as JSON.</summary>
internal static class ConsistencyPages
{
    public const string Path = "/consistency";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.Look);
        app.MapGet($"{Path}.csv", File).Needs(Act.Look);
    }

    public static void MapApi(IEndpointRouteBuilder api) =>
        api.MapGet(Path, Get).WithTags("Commitments").Needs(Act.Look).Produces<ConsistencyGrid>();

    private static async Task<IResult> Show(
        Db db,
        Me me,
        BusinessTimes times,
        string? by,
        string? per,
        CancellationToken cancel
    ) =>
        Pages.Show<ConsistencyView>(
            new
            {
                Me = me,
                Grid = await Grid(
                    db,
                    me,
                    Choice.Of<ConsistencyBy>(by) ?? ConsistencyBy.Client,
                    Choice.Of<TimeStep>(per) ?? TimeStep.Week,
                    cancel
                ),
                Slips = EarlyLate.Of(await new PastPromises(db, times).OfFirm(cancel)),
            }
        );

    /// <summary>The grid as a file: what became of the words of each row, and its rate in each span.</summary>
    private static async Task<IResult> File(
        Db db,
        Me me,
        string? by,
        string? per,
        CancellationToken cancel
    )
    {
        var grid = await Grid(
            db,
            me,
            Choice.Of<ConsistencyBy>(by) ?? ConsistencyBy.Client,
            Choice.Of<TimeStep>(per) ?? TimeStep.Week,
            cancel
        );
        using var kept = new MemoryStream();
        using (var file = new CsvWriter(kept))
        {
            foreach (var line in ConsistencyTexts.Lines(grid))
            {
                file.Write(line);
            }
        }
        return TypedResults.File(kept.ToArray(), "text/csv; charset=utf-8", $"{Path[1..]}.csv");
    }

    /// <summary>
    /// Rates are kept ÷ (kept + kept late + missed + still late), by the time by which a word was judged; waived ones
    /// count neither way.
    /// </summary>
    private static async Task<IResult> Get(
        Db db,
        Me me,
        ConsistencyBy? by,
        TimeStep? per,
        CancellationToken cancel
    ) =>
        TypedResults.Ok(
            await Grid(db, me, by ?? ConsistencyBy.Client, per ?? TimeStep.Week, cancel)
        );

    private static Task<ConsistencyGrid> Grid(
        Db db,
        Me me,
        ConsistencyBy by,
        TimeStep per,
        CancellationToken cancel
    ) =>
        new ConsistencyReport(db, me.Zone).Of(
            by,
            per == TimeStep.Year ? TimeStep.Quarter : per,
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            cancel
        );
}
