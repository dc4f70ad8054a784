using Microsoft.AspNetCore.Mvc;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Today;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>How one is told: by which way each, when one wants quiet, and the mail of the morning.</summary>
internal static class TellingPages
{
    public const string Path = "/me/telling";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.Look);
        app.MapPost(Path, Change).Needs(Act.Look).DisableAntiforgery();
        app.MapPost($"{Path}/digest", SendNow).Needs(Act.Look).DisableAntiforgery();
    }

    private static async Task<IResult> Show(
        Db db,
        Me me,
        NoticeChoices choices,
        [FromServices] MailSetting? mail,
        bool? sent,
        bool? saved,
        CancellationToken cancel
    )
    {
        var ways = await choices.Mine(cancel);
        return await Page(db, me, mail, ways, TellingInput.Of(ways), null, sent, saved, cancel);
    }

    private static async Task<IResult> Change(
        Db db,
        Me me,
        NoticeChoices choices,
        [FromServices] MailSetting? mail,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        var input = TellingInput.Read(form);
        var said = input.Details.Read();
        var chosen = said.Done ? await choices.Choose(said.Value, cancel) : said.Refusal!;
        return chosen.Done
            ? TypedResults.Redirect($"{Path}?saved=true")
            : await Page(
                db,
                me,
                mail,
                await choices.Mine(cancel),
                input,
                chosen.Refusal,
                null,
                null,
                cancel
            );
    }

    private static async Task<IResult> SendNow(
        Db db,
        IDigestMail words,
        [FromServices] MailSetting? mail,
        CancellationToken cancel
    )
    {
        var sent = mail is not null && (await Digests.SendNow(db, words, cancel)).Done;
        return TypedResults.Redirect(sent ? $"{Path}?sent=true" : Path);
    }

    private static async Task<IResult> Page(
        Db db,
        Me me,
        MailSetting? mail,
        NoticeWays ways,
        TellingInput input,
        Refusal? refusal,
        bool? sent,
        bool? saved,
        CancellationToken cancel
    ) =>
        Pages.Show<TellingView>(
            new
            {
                Me = me,
                Ways = ways,
                Input = input,
                Refusal = refusal,
                MailIsOn = mail is not null,
                Email = (await MailReader.Find(db, me.ColleagueId, cancel))?.Email,
                Today = db.Now.InZone(me.Zone).Date,
                Sent = sent == true,
                Saved = saved == true,
            },
            Pages.StatusOf(refusal)
        );
}
