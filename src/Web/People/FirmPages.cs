using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>What the firm says of itself.</summary>
internal static class FirmPages
{
    private const string Path = "/settings/firm";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.ManageColleagues);
        app.MapPost(Path, Change).Needs(Act.ManageColleagues).DisableAntiforgery();
    }

    private static async Task<IResult> Show(Me me, Firms firms, CancellationToken cancel)
    {
        var input = FirmInput.Of(await firms.Read(cancel));
        return Form(me, input, FormState.Of(FirmInput.Shape, input).Write(), null);
    }

    private static async Task<IResult> Change(
        Db db,
        Me me,
        Firms firms,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var before = await firms.Read(cancel);
        var sent = Sent.Read(FirmInput.Shape, form);
        form = sent.Settled(form);
        var input = FirmInput.Of(form);
        var now = FormState.Of(FirmInput.Shape, FirmInput.Of(before));
        var contested = new Contested(
            nameof(Firm),
            Firm.TheOne,
            before.Version,
            PeopleWords.FirmTitle,
            "settings",
            Path,
            Path
        );
        if (
            await Overtaken.Page(db, me, sent, now, Overtaken.Version(form), contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = input.Details(faults);
        var changed = await db.Attempt(faults, () => firms.Change(said, before.Version, cancel));
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(db, me, firms, form, cancel);
        }
        return changed.Done
            ? TypedResults.Redirect("/settings")
            : Form(me, input, form[FormState.Opened].ToString(), changed.Refusal);
    }

    private static RazorComponentResult<FirmView> Form(
        Me me,
        FirmInput input,
        string opened,
        Refusal? refusal
    ) =>
        Pages.Show<FirmView>(
            new
            {
                Me = me,
                Input = input,
                Opened = opened,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
}
