using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Dashboards;
using Rapport.Data;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Dashboards;

/// <summary>Dashboards as pages: those that are for whoever looks, and what can be done with her own.</summary>
internal static class DashboardsPages
{
    public const string Path = "/dashboards";

    public static string Of(Guid id) => $"{Path}/{id}";

    public static void Map(IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Path);
        pages.MapGet("/", All).Needs(Act.Look);
        pages.MapGet("/new", New).Needs(Act.Look);
        pages.MapPost("/new", Add).Needs(Act.Look).DisableAntiforgery();
        pages.MapGet("/{id:guid}", Show).Needs(Act.Look);
        pages.MapGet("/{id:guid}/edit", Edit).Needs(Act.Look);
        pages.MapPost("/{id:guid}/edit", Change).Needs(Act.Look).DisableAntiforgery();
        pages.MapPost("/{id:guid}/copies", Copy).Needs(Act.Look).DisableAntiforgery();
        pages
            .MapPost(
                "/{id:guid}/removal",
                async (Rapport.Dashboards.Dashboards acts, Guid id, CancellationToken cancel) =>
                    (await acts.Remove(id, cancel)).Done
                        ? Results.LocalRedirect(Path)
                        : Results.NotFound()
            )
            .Needs(Act.Look)
            .DisableAntiforgery();
        TilesPages.Map(pages);
    }

    private static async Task<IResult> All(Db db, Me me, CancellationToken cancel) =>
        Pages.Show<DashboardsView>(
            new { Me = me, Dashboards = await DashboardRecords.All(db, cancel) }
        );

    private static RazorComponentResult<DashboardForm> New(Me me) =>
        Form(me, null, new DashboardInput { Scope = nameof(ViewScope.Own) }, null);

    private static async Task<IResult> Add(
        Me me,
        Once once,
        Rapport.Dashboards.Dashboards acts,
        [FromForm] DashboardInput input,
        CancellationToken cancel
    )
    {
        var tiles = Proposals.Find(input.Proposal)?.Tiles ?? [];
        var added = await once.Do(input, () => acts.Add(input.Details(), tiles, cancel), cancel);
        return added.Done
            ? TypedResults.LocalRedirect(Of(added.Value.Id))
            : Form(me, null, input, added.Refusal);
    }

    /// <param name="whole">The tiles at once, for who has no scripts that bring them one by one.</param>
    private static async Task<IResult> Show(
        Db db,
        Me me,
        Guid id,
        bool? whole,
        CancellationToken cancel
    )
    {
        if (await DashboardRecords.Find(db, id, cancel) is not { } dashboard)
        {
            return TypedResults.NotFound();
        }
        var tiles = await DashboardRecords.Tiles(db, id, cancel);
        Dictionary<Guid, TileResult>? results = whole == true ? [] : null;
        foreach (var tile in results is null ? [] : tiles)
        {
            results![tile.Id] = await TileResult.Of(db, tile, me.Zone, cancel);
        }
        return Pages.Show<DashboardView>(
            new
            {
                Me = me,
                Dashboard = dashboard,
                Tiles = tiles,
                Results = results,
                Once = Guid.NewGuid().ToString(),
                Now = db.Now,
            }
        );
    }

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel) =>
        await DashboardRecords.Find(db, id, cancel) is { Mine: true } dashboard
            ? Form(
                me,
                dashboard,
                new DashboardInput
                {
                    Name = dashboard.Name,
                    Scope = dashboard.Scope.ToString(),
                    Version = dashboard.Version,
                },
                null
            )
            : TypedResults.NotFound();

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Rapport.Dashboards.Dashboards acts,
        Guid id,
        [FromForm] DashboardInput input,
        CancellationToken cancel
    )
    {
        if (await DashboardRecords.Find(db, id, cancel) is not { Mine: true } dashboard)
        {
            return TypedResults.NotFound();
        }
        var changed = await acts.Change(id, input.Details(), input.Version, cancel);
        return changed.Done ? TypedResults.LocalRedirect(Of(id))
            : changed.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            // Sent again, knowing of the other change, it holds.
            : Form(me, dashboard, input with { Version = dashboard.Version }, changed.Refusal);
    }

    private static async Task<IResult> Copy(
        Db db,
        Once once,
        Rapport.Dashboards.Dashboards acts,
        Guid id,
        CancellationToken cancel
    )
    {
        var all = await DashboardRecords.All(db, cancel);
        if (all.FirstOrDefault(d => d.Id == id) is not { } dashboard)
        {
            return TypedResults.NotFound();
        }
        var name = FreeName(dashboard.Name, [.. all.Select(d => Folded.Key(d.Name))]);
        var copied = await once.Do(new { id }, () => acts.Copy(id, name, cancel), cancel);
        return copied.Done
            ? TypedResults.LocalRedirect(Of(copied.Value.Id) + "/edit")
            : TypedResults.LocalRedirect(Of(id));
    }

    /// <summary>Behind the name that it is a copy, and which one where there are several.</summary>
    private static string FreeName(string name, HashSet<string> taken)
    {
        string Named(int number)
        {
            var end = DashboardWords.CopyName.With("") + (number == 1 ? "" : $" {number}");
            return name[..Math.Min(name.Length, Dashboard.NameLength - end.Length)] + end;
        }
        return Enumerable
            .Range(1, Dashboard.Most + 1)
            .Select(Named)
            .First(n => !taken.Contains(Folded.Key(n)));
    }

    private static RazorComponentResult<DashboardForm> Form(
        Me me,
        DashboardRecord? dashboard,
        DashboardInput input,
        Refusal? refusal
    ) =>
        Pages.Show<DashboardForm>(
            new
            {
                Me = me,
                Dashboard = dashboard,
                Input = input,
                Once = Guid.NewGuid().ToString(),
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
}
