using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>The parts of the firm: all of them, a new one, and changing one.</summary>
internal static class UnitPages
{
    private const string Path = "/settings/units";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                Path,
                (Db db, Me me, CancellationToken cancel) => Page(db, me, new(), null, cancel)
            )
            .Needs(Act.ManageColleagues);
        app.MapPost(Path, Add).Needs(Act.ManageColleagues).DisableAntiforgery();
        app.MapGet(Path + "/{id:guid}", Edit).Needs(Act.ManageColleagues);
        app.MapPost(Path + "/{id:guid}", Change).Needs(Act.ManageColleagues).DisableAntiforgery();
    }

    private static async Task<IResult> Add(
        Db db,
        Me me,
        Units units,
        [FromForm] UnitInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = await input.Details(db, faults, cancel);
        var added = await db.Attempt(faults, () => units.Add(said, cancel));
        return added.Done
            ? TypedResults.Redirect(Path)
            : await Page(db, me, input, added.Refusal, cancel);
    }

    private static async Task<IResult> Page(
        Db db,
        Me me,
        UnitInput input,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        Pages.Show<UnitsView>(
            new
            {
                Me = me,
                Units = await ColleagueList.Units(db, cancel),
                Input = input,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );

    private static async Task<IResult> Edit(Db db, Me me, Guid id, CancellationToken cancel)
    {
        var units = await ColleagueList.Units(db, cancel);
        if (units.Find(u => u.Id == id) is not { } unit)
        {
            return TypedResults.NotFound();
        }
        var input = await UnitInput.Of(db, unit, cancel);
        var opened = FormState.Of(UnitInput.Shape(units), input).Write();
        return Form(me, units, unit, input, opened, null);
    }

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Units units,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var all = await ColleagueList.Units(db, cancel);
        if (all.Find(u => u.Id == id) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var shape = UnitInput.Shape(all);
        var sent = Sent.Read(shape, form);
        form = sent.Settled(form);
        var input = UnitInput.Of(form);
        var now = FormState.Of(shape, await UnitInput.Of(db, before, cancel));
        var contested = new Contested(
            nameof(Unit),
            id,
            before.Version,
            before.Name,
            "settings",
            $"{Path}/{id}",
            $"{Path}/{id}"
        );
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = await input.Details(db, faults, cancel);
        var changed = await db.Attempt(
            faults,
            () => units.Change(id, said, before.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(db, me, units, id, form, cancel);
        }
        return changed.Done
            ? TypedResults.Redirect(Path)
            : Form(me, all, before, input, form[FormState.Opened].ToString(), changed.Refusal);
    }

    private static RazorComponentResult<UnitForm> Form(
        Me me,
        IReadOnlyList<UnitRecord> units,
        UnitRecord unit,
        UnitInput input,
        string opened,
        Refusal? refusal
    ) =>
        Pages.Show<UnitForm>(
            new
            {
                Me = me,
                Unit = unit,
                Input = input,
                // Itself is no place for it.
                Above = units.Where(u => u.Id != unit.Id).ToList(),
                Opened = opened,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
}
