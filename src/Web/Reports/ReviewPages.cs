using NodaTime;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Reports;

/// <summary>The quarter of a client: a page that prints, and as JSON.</summary>
internal static class ReviewPages
{
    /// <summary>What an address says of a pack that one shows the client.</summary>
    private const string Client = "client";

    public static string Href(Guid client, Quarter? quarter = null, bool forClient = false)
    {
        string[] said =
        [
            .. quarter is { } of ? [$"quarter={of}"] : Array.Empty<string>(),
            .. forClient ? [$"for={Client}"] : Array.Empty<string>(),
        ];
        return $"/clients/{client}/review{(said.Length > 0 ? "?" : "")}{string.Join('&', said)}";
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/clients/{id:guid}/review", Show).Needs(Act.Look);

    public static void MapApi(IEndpointRouteBuilder api) =>
        api.MapGet("/clients/{id:guid}/review", Get)
            .WithTags("Clients")
            .Needs(Act.Look)
            .Produces<ReviewPack>();

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        string? quarter,
        string? @for,
        CancellationToken cancel
    )
    {
        if (await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel) is not { } heading)
        {
            return TypedResults.NotFound();
        }
        var zone = ZoneOf(heading.TimeZone, me);
        if (quarter is not null && Quarter.Read(quarter) is null)
        {
            Unclear.Tell(http, [Unclear.Text(nameof(quarter), quarter)]);
        }
        var now = Quarter.Of(db.Now.InZone(zone).Date);
        return Pages.Show<ReviewView>(
            new
            {
                Me = me,
                Heading = heading,
                Pack = await ReviewPack.Of(
                    db,
                    rhythms,
                    id,
                    Quarter.Read(quarter) ?? now.Before,
                    zone,
                    @for == Client,
                    cancel
                ),
                Running = now,
                Zone = zone,
                Now = db.Now,
            }
        );
    }

    /// <summary>
    /// A client's quarter: the promises that came due in it and what became of them, what was met about and decided, and what
    /// comes next. Nothing told in confidence is in it. Without a quarter, written as 2026-Q3, it is the last that ended.
    /// </summary>
    private static async Task<IResult> Get(
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        string? quarter,
        bool? forClient,
        CancellationToken cancel
    )
    {
        if (quarter is not null && Quarter.Read(quarter) is null)
        {
            return Answers.Problem(Refusal.Invalid(nameof(quarter), Fault.Unknown, quarter));
        }
        if (await ClientHeading.Find(db, id, ClientsPages.Year(db, me), cancel) is not { } heading)
        {
            return Answers.NotFound();
        }
        var zone = ZoneOf(heading.TimeZone, me);
        return TypedResults.Ok(
            await ReviewPack.Of(
                db,
                rhythms,
                id,
                Quarter.Read(quarter) ?? Quarter.Of(db.Now.InZone(zone).Date).Before,
                zone,
                forClient == true,
                cancel
            )
        );
    }

    private static DateTimeZone ZoneOf(string? client, Me me) =>
        client is null ? me.Zone : DateTimeZoneProviders.Tzdb.GetZoneOrNull(client) ?? me.Zone;
}
