using System.Text;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>Who comes, as it was typed.</summary>
public sealed class ReplyInput
{
    /// <summary>Of who is asked; null for whoever sends it.</summary>
    public int? Number { get; set; }
    public Answer Answer { get; set; }

    /// <summary>The notice from which it was answered; it is read then.</summary>
    public Guid? Notice { get; set; }
}

/// <summary>To whom the minutes go, as it was ticked.</summary>
public sealed class SendingInput
{
    public int[] To { get; set; } = [];
}

/// <summary>What goes out about a meeting: invitations before it, minutes after it, and who said that she comes.</summary>
internal static class InvitationPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var one = app.MapGroup("/meetings/{id:guid}");
        one.MapGet("/invitation", Show).Needs(Act.Meet);
        one.MapPost("/invitation", Invite).Needs(Act.Meet).DisableAntiforgery();
        one.MapGet("/invitation.ics", File).Needs(Act.Look);
        one.MapPost("/answers", Reply).Needs(Act.Meet).DisableAntiforgery();
        one.MapGet("/minutes/sending", ShowMinutes).Needs(Act.Meet);
        one.MapPost("/minutes/sending", Send).Needs(Act.Meet).DisableAntiforgery();
    }

    private static Task<IResult> Show(
        Db db,
        Me me,
        Invitations invitations,
        IMeetingWords words,
        [FromServices] MeetingPost? post,
        Guid id,
        CancellationToken cancel
    ) => Page(db, me, invitations, words, post, id, null, cancel);

    private static async Task<IResult> Invite(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Invitations invitations,
        IMeetingWords words,
        [FromServices] MeetingPost? post,
        Guid id,
        CancellationToken cancel
    )
    {
        var done = await once.Do(id, () => invitations.Send(id, cancel), cancel);
        var said = post is null ? MeetingWords.SaidAsked : MeetingWords.SaidInvited;
        return done.Done ? Back.To(http, null, $"/meetings/{id}", "people", said)
            : done.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await Page(db, me, invitations, words, post, id, done.Refusal, cancel);
    }

    private static async Task<IResult> Page(
        Db db,
        Me me,
        Invitations invitations,
        IMeetingWords words,
        MeetingPost? post,
        Guid id,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (
            await MeetingRecords.Whole(db, id, cancel) is not { } whole
            || await invitations.Letters(id, cancel) is not { } letters
            || await invitations.ForAll(id, cancel) is not { } forAll
        )
        {
            return TypedResults.NotFound();
        }
        var known = whole.Attendees.Where(a => a.Invited).Select(a => a.Number).ToHashSet();
        var fresh = letters
            .Where(l => l.To!.Email is not null && !known.Contains(l.To.Number))
            .ToList();
        return Pages.Show<InvitesView>(
            new
            {
                Me = me,
                Whole = whole,
                Readers = (IReadOnlyList<MeetingReader>)[.. letters.Select(l => l.To!)],
                Texts = MailShown.Of([.. fresh.Select(l => (l.To!, words.Write(l)))]),
                MailIsOn = post is not null,
                IsDone = whole.Meeting.InvitedAt is not null && (post is null || fresh.Count == 0),
                ByHand = MeetingLetterTexts.ByHand(forAll, me.Zone),
                IsOver = whole.Meeting.End <= db.Now,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
    }

    private static async Task<IResult> File(
        Invitations invitations,
        Guid id,
        CancellationToken cancel
    ) =>
        await invitations.File(id, cancel) is { } file
            ? TypedResults.File(
                Encoding.UTF8.GetBytes(file),
                CalendarFile.MediaType + "; charset=utf-8; method=PUBLISH",
                "invitation.ics"
            )
            : TypedResults.NotFound();

    private static async Task<IResult> Reply(
        HttpContext http,
        Db db,
        Me me,
        Replies replies,
        Readings readings,
        Guid id,
        [FromForm] ReplyInput input,
        CancellationToken cancel
    )
    {
        var done = await replies.Say(id, new ReplyDetails(input.Number, input.Answer), cancel);
        if (done.Refusal is { } refusal)
        {
            return refusal.Kind == RefusalKind.NotFound
                ? TypedResults.NotFound()
                : await MeetingsPages.View(db, me, id, null, refusal, cancel);
        }
        if (input.Notice is not { } notice)
        {
            return Back.To(http, null, $"/meetings/{id}", "people", MeetingWords.SaidAnswered);
        }
        await readings.Read(notice, cancel);
        return Back.To(http, null, Notices.NoticesPages.Path, "content", MeetingWords.SaidAnswered);
    }

    private static Task<IResult> ShowMinutes(
        Db db,
        Me me,
        SentMinutes minutes,
        IMeetingWords words,
        [FromServices] MeetingPost? post,
        Guid id,
        CancellationToken cancel
    ) => MinutesPage(db, me, minutes, words, post, id, null, null, cancel);

    private static async Task<IResult> Send(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        SentMinutes minutes,
        IMeetingWords words,
        [FromServices] MeetingPost? post,
        Guid id,
        [FromForm] SendingInput input,
        CancellationToken cancel
    )
    {
        var said = new MinutesSending(input.To);
        var done = await once.Do(said, () => minutes.Send(id, said, cancel), cancel);
        return done.Done
                ? Back.To(
                    http,
                    null,
                    $"/meetings/{id}",
                    "steps",
                    post is null ? MeetingWords.SaidNoted : MeetingWords.SaidSent
                )
            : done.Refusal!.Kind == RefusalKind.NotFound ? TypedResults.NotFound()
            : await MinutesPage(db, me, minutes, words, post, id, said, done.Refusal, cancel);
    }

    private static async Task<IResult> MinutesPage(
        Db db,
        Me me,
        SentMinutes minutes,
        IMeetingWords words,
        MeetingPost? post,
        Guid id,
        MinutesSending? said,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        if (
            await MeetingRecords.Whole(db, id, cancel) is not { } whole
            || await minutes.Letters(id, cancel) is not { } letters
        )
        {
            return TypedResults.NotFound();
        }
        if (whole.Meeting.State != MeetingState.Held)
        {
            return TypedResults.LocalRedirect($"/meetings/{id}");
        }
        return Pages.Show<SendingView>(
            new
            {
                Me = me,
                Whole = whole,
                Readers = (IReadOnlyList<MeetingReader>)[.. letters.Select(l => l.To)],
                Texts = MailShown.Of([.. letters.Select(l => (l.To, words.Write(l)))]),
                MailIsOn = post is not null,
                Ticked = said?.To,
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
    }
}
