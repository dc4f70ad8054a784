using Microsoft.AspNetCore.Mvc;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Jobs;
using Rapport.People;
using Rapport.Reports;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Audit;

/// <summary>What was done, by whom, and whether the record of it can be trusted.</summary>
internal static class AuditPages
{
    private const int MostNames = 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(AuditQuery.Path, Show).Needs(Act.SeeAudit);
        app.MapGet($"{AuditQuery.Path}/who", Who).Needs(Act.SeeAudit);
        app.MapGet($"{AuditQuery.Path}/entries.csv", Export).Needs(Act.SeeAudit).AsksProof();
        app.MapPost($"{AuditQuery.Path}/verification", Verify)
            .Needs(Act.SeeAudit)
            .DisableAntiforgery();
        app.MapPost($"{AuditQuery.Path}/exports", BeginExport)
            .Needs(Act.SeeAudit)
            .AsksProof()
            .DisableAntiforgery();
        app.MapGet(
                $"{AuditQuery.Path}/exports/{{id:guid}}/file",
                async (Db db, Guid id, CancellationToken cancel) =>
                    await ExportFile(db, id, cancel) ?? Results.NotFound()
            )
            .Needs(Act.SeeAudit)
            .AsksProof();
        app.MapGet($"{AuditQuery.Path}/key.pem", Key).Needs(Act.SeeAudit);
    }

    public const string KeyType = "application/x-pem-file";

    public static IResult Key(AuditKey key) => Results.Text(key.PublicPem, KeyType);

    /// <summary>The written file, for whoever asked for it; null before it is whole, and a week after.</summary>
    public static async Task<IResult?> ExportFile(Db db, Guid id, CancellationToken cancel) =>
        await AuditExportWork.Find(db, id, cancel) is { } job
        && AuditExportWork.Open(db, job) is { } file
            ? Results.Stream(file, "application/zip", "audit.zip")
            : null;

    private static async Task<IResult> BeginExport(
        Db db,
        Me me,
        Rapport.Jobs.Jobs jobs,
        [FromForm] AuditExportInput input,
        CancellationToken cancel
    )
    {
        await AuditExportWork.Begin(db, jobs, input.Start(me.Zone), input.End(me.Zone), cancel);
        return TypedResults.Redirect($"{AuditQuery.Path}#{AuditExportSection.Id}");
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        AuditKey key,
        [AsParameters] AuditQuery query,
        CancellationToken cancel
    )
    {
        var filter = await query.Filter(db, me.Zone, cancel);
        var page = filter.Done
            ? await AuditTrail.Page(
                db,
                filter.Value,
                Cursor.Read<TrailPlace>(query.After),
                Cursor.Usual,
                cancel
            )
            : new TrailPage([], null);
        var next = page.Next is { } place
            ? (query with { After = Cursor.Write(place) }).Href(AuditQuery.Path)
            : null;
        if (Pages.IsPartial(http))
        {
            return Pages.Show<AuditRows>(
                new
                {
                    Me = me,
                    page.Entries,
                    Next = next,
                }
            );
        }
        var walk = await VerifyWork.Latest(db, cancel);
        return Pages.Show<AuditView>(
            new
            {
                Me = me,
                db.Now,
                Chain = await ChainState.Look(db, key, cancel),
                Walk = walk,
                Found = await FoundBy(db, walk, cancel),
                Written = await AuditExportWork.Latest(db, cancel) is { } job
                    ? new WrittenExport(job, AuditExportWork.IsThere(db, job))
                    : null,
                key.Fingerprint,
                Query = query,
                page.Entries,
                Next = next,
                filter.Refusal,
            }
        );
    }

    /// <summary>The entries at which a walk found something; of one that cannot be read, its id is all there is.</summary>
    private static async Task<IReadOnlyDictionary<Guid, TrailEntry>> FoundBy(
        Db db,
        Job? walk,
        CancellationToken cancel
    ) =>
        await AuditTrail.Heads(
            db,
            [
                .. (walk is null ? null : VerifyWork.PlaceOf(walk))
                    ?.Findings.Where(f => f.Flaw != Flaw.Unreadable)
                    .Select(f => f.EntryId)
                    .OfType<Guid>()
                    ?? [],
            ],
            cancel
        );

    private static async Task<IResult> Who(Db db, string? who, CancellationToken cancel) =>
        Pages.Show<OptionsView>(
            new
            {
                Values = await ColleagueNames.Complete(db, who, MostNames, cancel, alsoLeft: true),
            }
        );

    private static async Task<IResult> Verify(
        Db db,
        Rapport.Jobs.Jobs jobs,
        CancellationToken cancel
    )
    {
        await VerifyWork.Begin(db, jobs, cancel);
        return TypedResults.Redirect(AuditQuery.Path);
    }

    private static async Task<IResult> Export(
        Db db,
        Me me,
        [AsParameters] AuditQuery query,
        CancellationToken cancel
    )
    {
        var filter = await query.Filter(db, me.Zone, cancel);
        return filter.Done
            ? TypedResults.Stream(
                stream => AuditFile.Write(db, filter.Value, me.Zone, stream, cancel),
                "text/csv; charset=utf-8",
                "audit.csv"
            )
            : TypedResults.Redirect(query.Href(AuditQuery.Path));
    }
}
