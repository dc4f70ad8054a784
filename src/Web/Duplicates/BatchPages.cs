using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Duplicates;

/// <summary>The pairs that were ticked.</summary>
public sealed record BatchInput
{
    public Guid[]? Id { get; init; }

    /// <summary>All that the list holds, but those that share a mail address.</summary>
    public bool All { get; init; }
    public string? Sure { get; init; }
    public string? Why { get; init; }
}

/// <summary>Where the pairs of a batch go on.</summary>
public sealed record BatchPlace(int Position);

/// <summary>Many pairs at once: looked at, merged, taken back.</summary>
internal static class BatchPages
{
    public static void Map(IEndpointRouteBuilder pages, DuplicatesOf noun)
    {
        pages
            .MapPost(
                "/",
                async (MergeBatches acts, [FromForm] BatchInput input, CancellationToken cancel) =>
                {
                    var filter = new DuplicateFilter(
                        noun.Key,
                        FieldText.Choice<Sureness>(input.Sure),
                        FieldText.Choice<Likeness>(input.Why)
                    );
                    var asked = await acts.Ask(filter, input.All ? null : input.Id ?? [], cancel);
                    return Results.LocalRedirect(
                        asked.Done ? Address(noun, asked.Value.Id) : DuplicatesPages.Home(noun)
                    );
                }
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();
        pages
            .MapGet(
                "/{id:guid}",
                (
                    HttpContext http,
                    Db db,
                    Me me,
                    MergeBatches acts,
                    Guid id,
                    string? after,
                    CancellationToken cancel
                ) => Show(http, db, me, acts, noun, id, after, null, cancel)
            )
            .Needs(noun.Merges);
        Act("start", (acts, id, cancel) => acts.Start(id, cancel));
        Act("reversal", (acts, id, cancel) => acts.TakeBack(id, cancel));
        pages
            .MapPost(
                "/{id:guid}/continue",
                async (MergeBatches acts, Jobs.Jobs jobs, Guid id, CancellationToken cancel) =>
                {
                    if (await acts.Find(id, cancel) is not null)
                    {
                        await jobs.GoOnAbout(id, cancel);
                    }
                    return Results.LocalRedirect(Address(noun, id));
                }
            )
            .Needs(noun.Merges)
            .DisableAntiforgery();

        void Act(
            string verb,
            Func<MergeBatches, Guid, CancellationToken, Task<Result<MergeBatch>>> act
        ) =>
            pages
                .MapPost(
                    "/{id:guid}/" + verb,
                    async (
                        HttpContext http,
                        Db db,
                        Me me,
                        MergeBatches acts,
                        Guid id,
                        CancellationToken cancel
                    ) =>
                    {
                        var done = await act(acts, id, cancel);
                        return done.Done
                            ? Results.LocalRedirect(Address(noun, id))
                            : await Show(http, db, me, acts, noun, id, null, done.Refusal, cancel);
                    }
                )
                .Needs(noun.Merges)
                .DisableAntiforgery();
    }

    private static string Address(DuplicatesOf noun, Guid id) => $"/{noun.Key}/merges/batches/{id}";

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        MergeBatches acts,
        DuplicatesOf noun,
        Guid id,
        string? after,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (await acts.Find(id, cancel) is not { } batch || batch.Noun != noun.Key)
        {
            return TypedResults.NotFound();
        }
        var merges = (
            await MergeRecords.OfBatch(
                db,
                batch,
                Cursor.Read<BatchPlace>(after)?.Position,
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, m => new BatchPlace(m.Position));
        return Pages.IsPartial(http)
            ? Pages.Show<BatchRows>(
                new
                {
                    Of = noun.Key,
                    BatchId = id,
                    Merges = merges,
                }
            )
            : Pages.Show<BatchView>(
                new
                {
                    Me = me,
                    Batch = await MergeBatchRecord.Read(db, batch, cancel),
                    Merges = merges,
                    Refusal = refusal,
                },
                Pages.StatusOf(refusal)
            );
    }
}
