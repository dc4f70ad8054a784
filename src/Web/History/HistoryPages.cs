using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Reports;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.History;

/// <summary>On every record: who changed what from what to what, and what it was on a day.</summary>
internal static class HistoryPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var of in HistoryOf.All)
        {
            app.MapGet(
                    of.Path + "/{id:guid}/history",
                    (
                        HttpContext http,
                        Db db,
                        Me me,
                        Guid id,
                        string? after,
                        CancellationToken cancel
                    ) => Show(http, db, me, of, id, after, cancel)
                )
                .Needs(of.Act);
            if (of.Past)
            {
                app.MapGet(
                        of.Path + "/{id:guid}/past",
                        (
                            Db db,
                            Me me,
                            Guid id,
                            string? on,
                            Guid? before,
                            CancellationToken cancel
                        ) => Past(db, me, of, id, on, before, cancel)
                    )
                    .Needs(of.Act);
            }
        }
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        HistoryOf of,
        Guid id,
        string? after,
        CancellationToken cancel
    )
    {
        var place = Cursor.Read<TrailPlace>(after);
        if (await RecordHistory.Page(db, of.Kind, id, place, Cursor.Usual, cancel) is not { } trail)
        {
            return TypedResults.NotFound();
        }
        var next = trail.Page.Next is { } further
            ? $"{of.History(id)}?after={Cursor.Write(further)}"
            : null;
        return Pages.IsPartial(http)
            ? Pages.Show<HistoryRows>(
                new
                {
                    Me = me,
                    Of = of,
                    Trail = trail,
                    Next = next,
                }
            )
            : Pages.Show<HistoryView>(
                new
                {
                    Me = me,
                    Of = of,
                    Trail = trail,
                    Next = next,
                    IsContinued = place is not null,
                    Heading = await Heading(db, me, of, id, cancel),
                    db.Now,
                }
            );
    }

    private static async Task<IResult> Past(
        Db db,
        Me me,
        HistoryOf of,
        Guid id,
        string? on,
        Guid? before,
        CancellationToken cancel
    )
    {
        var day = Moments.Date(on);
        Instant? at = day is { } date
            ? me.Zone.AtStartOfDay(date.PlusDays(1)).ToInstant() - Moment
            : null;
        if (before is { } entry)
        {
            // All that one save wrote has one moment.
            at = await RecordHistory.At(db, id, entry, cancel) - Moment;
            if (at is null)
            {
                return TypedResults.NotFound();
            }
        }
        if (await RecordHistory.AsOf(db, of.Kind, id, at ?? db.Now, cancel) is not { } past)
        {
            return TypedResults.NotFound();
        }
        return Pages.Show<PastView>(
            new
            {
                Me = me,
                Of = of,
                Past = past,
                On = before is null ? on : null,
                IsBefore = before is not null,
                IsWrong = day is null && !string.IsNullOrWhiteSpace(on),
                Heading = await Heading(db, me, of, id, cancel),
                db.Now,
            }
        );
    }

    /// <summary>The smallest step of our clocks: just before a moment.</summary>
    private static readonly Duration Moment = Duration.FromTicks(10);

    private static async Task<ClientHeading?> Heading(
        Db db,
        Me me,
        HistoryOf of,
        Guid id,
        CancellationToken cancel
    ) =>
        of.Kind == nameof(Client)
            ? await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel)
            : null;
}
