using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>The playbook: all plays, one of them, and switching it on and off.</summary>
internal static class PlaybookPages
{
    public const string Path = "/settings/playbook";

    /// <summary>Of what it raised and is open so many are shown.</summary>
    private const int MostOpen = 50;

    /// <summary>Of what it was told so much is shown; the API has the rest.</summary>
    private const int MostReasons = 50;

    public static void Map(IEndpointRouteBuilder app)
    {
        var plays = app.MapGroup(Path);
        plays.MapGet("/", All).Needs(Act.Look);
        plays.MapGet("/{id:guid}", Show).Needs(Act.Look);
        plays.MapGet("/{id:guid}/switch", Ask).Needs(Act.ManagePlaybook);
        plays.MapPost("/{id:guid}/switch", Switch).Needs(Act.ManagePlaybook).DisableAntiforgery();
        plays.MapPost("/{id:guid}/takeup", TakeUp).Needs(Act.ManagePlaybook).DisableAntiforgery();
    }

    internal static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static async Task<IResult> All(Db db, Me me, CancellationToken cancel)
    {
        var shown = new List<PlayShown>();
        foreach (var play in await PlayRecords.All(db, Language, cancel))
        {
            shown.Add(await PlayShown.Of(db, play, cancel));
        }
        return Pages.Show<PlaybookView>(new { Me = me, Plays = shown });
    }

    private static async Task<IResult> Show(Db db, Me me, Guid id, CancellationToken cancel)
    {
        if (await PlayRecords.Find(db, id, Language, cancel) is not { } play)
        {
            return TypedResults.NotFound();
        }
        var open = await db.Set<Commitment>()
            .Where(c => c.PlayId == id && c.State == CommitmentState.Open)
            .OrderBy(c => c.OwnerId != null)
            .ThenBy(c => c.Due)
            .ThenBy(c => c.Id)
            .Take(MostOpen)
            .Select(c => c.Id)
            .ToListAsync(cancel);
        return Pages.Show<PlayView>(
            new
            {
                Me = me,
                Shown = await PlayShown.Of(db, play, cancel),
                Preview = me.May(Act.ManagePlaybook) ? await PlayPreview.Of(db, id, cancel) : null,
                Open = await CommitmentRecords.Read(db, open, cancel),
                Reasons = play.Details.Gate is null
                    ? []
                    : await PlayReasons.Of(db, id, null, MostReasons, Language, cancel),
                Now = db.Now,
            }
        );
    }

    private static Task<IResult> Ask(Db db, Me me, Guid id, CancellationToken cancel) =>
        Asked(db, me, id, null, cancel);

    /// <summary>Before it is switched on, what it would raise; before it is switched off, what becomes of what it raised.</summary>
    private static async Task<IResult> Asked(
        Db db,
        Me me,
        Guid id,
        Refusal? refusal,
        CancellationToken cancel
    ) =>
        await PlayRecords.Find(db, id, Language, cancel) is { } play
            ? Pages.Show<PlaySwitchView>(
                new
                {
                    Me = me,
                    Play = play,
                    Preview = play.IsOn ? null : await PlayPreview.Of(db, id, cancel),
                    Refusal = refusal,
                },
                Pages.StatusOf(refusal)
            )
            : TypedResults.NotFound();

    private static async Task<IResult> Switch(
        HttpContext http,
        Db db,
        Me me,
        Rapport.Plays.Plays acts,
        Guid id,
        [FromForm] PlaySwitchInput input,
        CancellationToken cancel
    )
    {
        var on = input.To == PlaySwitchInput.On;
        var open = Choice.Of<OpenOnes>(input.OpenOnes) ?? OpenOnes.Keep;
        var done = on ? await acts.SwitchOn(id, cancel) : await acts.SwitchOff(id, open, cancel);
        return done.Done
                ? Back.To(
                    http,
                    null,
                    $"{Path}/{id}",
                    "content",
                    on ? PlaybookWords.SaidOn : PlaybookWords.SaidOff
                )
            : done.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await Asked(db, me, id, done.Refusal, cancel);
    }

    private static async Task<IResult> TakeUp(
        HttpContext http,
        Db db,
        Rapport.Plays.Plays acts,
        Guid id,
        CancellationToken cancel
    )
    {
        if (!await db.Set<Play>().AnyAsync(p => p.Id == id, cancel))
        {
            return TypedResults.NotFound();
        }
        var taken = await acts.TakeUp(id, cancel);
        return Back.To(http, null, $"{Path}/{id}", "content", PlaybookWords.SaidTaken.With(taken));
    }
}

/// <summary>Whether a play is to be on, and what becomes of what it raised when it is not.</summary>
public sealed class PlaySwitchInput
{
    public const string On = "on";

    public string? To { get; set; }
    public string? OpenOnes { get; set; }
}
