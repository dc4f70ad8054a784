using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>The page of how one is told, with what was just done or typed on it.</summary>
internal sealed class TellingPage(
    Db db,
    Me me,
    NoticeChoices choices,
    ChatAddresses chats,
    Firms firms,
    MailSetting? mail = null
)
{
    public Task<IResult> Show(bool sent, bool saved, CancellationToken cancel) =>
        Page(null, null, part => part, sent, saved, StatusCodes.Status200OK, cancel);

    /// <summary>What was typed, with what is wrong about it.</summary>
    public Task<IResult> Show(TellingInput typed, Refusal refusal, CancellationToken cancel) =>
        Page(typed, refusal, part => part, false, false, Pages.StatusOf(refusal), cancel);

    /// <summary>What was done about the chat.</summary>
    public Task<IResult> Show(
        Func<ChatPart, ChatPart> done,
        int status,
        CancellationToken cancel
    ) => Page(null, null, done, false, false, status, cancel);

    private async Task<IResult> Page(
        TellingInput? typed,
        Refusal? refusal,
        Func<ChatPart, ChatPart> chat,
        bool sent,
        bool saved,
        int status,
        CancellationToken cancel
    )
    {
        var ways = await choices.Mine(cancel);
        return Pages.Show<TellingView>(
            new
            {
                Me = me,
                Ways = ways,
                Input = typed ?? TellingInput.Of(ways),
                Refusal = refusal,
                MailIsOn = mail is not null,
                Email = (await MailReader.Find(db, me.ColleagueId, cancel))?.Email,
                Today = db.Now.InZone(me.Zone).Date,
                Chat = chat(await ChatPages.Part(chats, firms, cancel)),
                Sent = sent,
                Saved = saved,
            },
            status
        );
    }
}
