using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Handovers;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Handovers;

/// <summary>Handing over all that a colleague holds: for administrators, and for who leads her unit.</summary>
internal static class HandoverPages
{
    public const string Path = "/handovers";
    public const string Fill = "fill";
    public const string Look = "look";
    public const string Change = "change";
    public const string Go = "go";

    public static void Map(IEndpointRouteBuilder app)
    {
        const string colleague = "/settings/colleagues/{id:guid}/handover";
        app.MapGet(colleague, Choose).Needs(Act.Look);
        app.MapPost(colleague, Take).Needs(Act.Look).AsksProof().DisableAntiforgery();
        var one = app.MapGroup(Path + "/{id:guid}");
        one.MapGet("/", Show).Needs(Act.Look);
        one.MapPost("/cancellation", CallOff).Needs(Act.Look).DisableAntiforgery();
        one.MapPost("/continue", GoOn).Needs(Act.Look).DisableAntiforgery();
    }

    public static string Of(Guid colleagueId) => $"/settings/colleagues/{colleagueId}/handover";

    /// <summary>Whoever may not hand over for a colleague finds nothing here.</summary>
    internal static async Task<HandoverPlan?> Plan(
        Db db,
        Me me,
        Guid id,
        bool suddenly,
        CancellationToken cancel
    ) =>
        me.May(Act.ManageColleagues) || await Rapport.Handovers.Handovers.Leads(db, id, cancel)
            ? await HandoverPlan.Read(db, id, suddenly, cancel)
            : null;

    private static async Task<IResult> Choose(
        Db db,
        Me me,
        Guid id,
        bool? suddenly,
        CancellationToken cancel
    )
    {
        if (await Plan(db, me, id, suddenly == true, cancel) is not { } plan)
        {
            return TypedResults.NotFound();
        }
        if (await HandoverRecords.Open(db, id, cancel) is { } open)
        {
            return TypedResults.LocalRedirect($"{Path}/{open}");
        }
        return Form(me, plan, await HandoverInput.Of(db, plan, suddenly == true, cancel), null);
    }

    private static async Task<IResult> Take(
        Db db,
        Me me,
        Once once,
        Rapport.Handovers.Handovers handovers,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var input = HandoverInput.Of(form);
        if (await Plan(db, me, id, input.Suddenly is not null, cancel) is not { } plan)
        {
            return TypedResults.NotFound();
        }
        if (input.Step is not (Look or Go))
        {
            if (input.Step == Fill)
            {
                input.Fill(plan);
            }
            return Form(me, plan, input, null);
        }
        var faults = new Faults();
        var said = await input.Details(db, plan, faults, cancel);
        if (input.Step == Look)
        {
            return faults.Any
                ? Form(me, plan, input, faults.Refusal)
                : await Preview(db, me, plan, input, said, cancel);
        }
        var started = await db.Attempt(
            faults,
            () =>
                once.Do(
                    said,
                    () => handovers.Start(id, said, me.May(Act.ManageColleagues), cancel),
                    cancel
                )
        );
        return started.Done ? TypedResults.LocalRedirect($"{Path}/{started.Value.Id}")
            : started.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : Form(me, plan, input, started.Refusal);
    }

    private static async Task<IResult> Preview(
        Db db,
        Me me,
        HandoverPlan plan,
        HandoverInput input,
        SuccessionDetails said,
        CancellationToken cancel
    )
    {
        var ids = (said.Clients ?? [])
            .Select(c => c.SuccessorId)
            .Append(said.SuccessorId)
            .OfType<Guid>()
            .ToHashSet();
        var people = await db.Set<Colleague>()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Roles,
            })
            .ToListAsync(cancel);
        var clients = plan.Clients.Select(c => c.ClientId).ToHashSet();
        var seen = await db.Set<Pass>()
            .Where(p => ids.Contains(p.ColleagueId) && clients.Contains(p.ClientId))
            .Select(p => new { p.ColleagueId, p.ClientId })
            .ToListAsync(cancel);
        return Pages.Show<HandoverLookView>(
            new
            {
                Me = me,
                Plan = plan,
                Input = input,
                Said = said,
                Names = (IReadOnlyDictionary<Guid, string>)
                    people.ToDictionary(c => c.Id, c => c.Name),
                Seen = (IReadOnlySet<(Guid, Guid)>)
                    seen.Select(p => (p.ColleagueId, p.ClientId))
                        .Concat(
                            people
                                .Where(c => c.Roles.SeeAll())
                                .SelectMany(c => clients.Select(client => (c.Id, client)))
                        )
                        .ToHashSet(),
                Today = db.Now.InZone(me.Zone).Date,
                Once = Guid.NewGuid().ToString(),
            }
        );
    }

    private static async Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel) =>
        await One(db, me, id, null, cancel);

    private static async Task<IResult> CallOff(
        Db db,
        Me me,
        Rapport.Handovers.Handovers handovers,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await Steered(db, me, id, cancel) is null)
        {
            return TypedResults.NotFound();
        }
        var off = await handovers.CallOff(id, cancel);
        return off.Done
            ? TypedResults.LocalRedirect($"{Path}/{id}")
            : await One(db, me, id, off.Refusal, cancel);
    }

    private static async Task<IResult> GoOn(
        Db db,
        Me me,
        Jobs.Jobs jobs,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await Steered(db, me, id, cancel) is null)
        {
            return TypedResults.NotFound();
        }
        await jobs.GoOnAbout(id, cancel);
        return TypedResults.LocalRedirect($"{Path}/{id}");
    }

    /// <summary>The handover, for whoever may hand over for its colleague.</summary>
    internal static async Task<HandoverRecord?> Steered(
        Db db,
        Me me,
        Guid id,
        CancellationToken cancel
    ) =>
        await HandoverRecords.Find(db, id, me.May(Act.ManageColleagues), cancel) is { } found
        && await MaySteer(db, me, found, cancel)
            ? found
            : null;

    private static async Task<bool> MaySteer(
        Db db,
        Me me,
        HandoverRecord found,
        CancellationToken cancel
    ) =>
        me.May(Act.ManageColleagues)
        || await Rapport.Handovers.Handovers.Leads(db, found.ColleagueId, cancel);

    private static async Task<IResult> One(
        Db db,
        Me me,
        Guid id,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        await HandoverRecords.Find(db, id, me.May(Act.ManageColleagues), cancel) is { } found
            ? Pages.Show<HandoverDoneView>(
                new
                {
                    Me = me,
                    Handover = found,
                    MaySteer = await MaySteer(db, me, found, cancel),
                    Refusal = refusal,
                },
                Pages.StatusOf(refusal)
            )
            : TypedResults.NotFound();

    private static Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<HandoverView> Form(
        Me me,
        HandoverPlan plan,
        HandoverInput input,
        Refusal? refusal
    ) =>
        Pages.Show<HandoverView>(
            new
            {
                Me = me,
                Plan = plan,
                Input = input,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
}
