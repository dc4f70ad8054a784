using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Today;
using Rapport.Web.Mail;
using Rapport.Web.Notices;

namespace Rapport.Tests.Core.Notices;

/// <summary>A colleague in Berlin whose urgent notices go to a chat of the test's own, and the program's way there.</summary>
internal sealed class ChatScene : IAsyncDisposable
{
    private static readonly Codes Seal = new();
    private readonly ChatSender sender;

    private ChatScene(TellingScene told, ChatServer chat) =>
        (Told, Chat, sender) = (told, chat, new ChatSender(told.Clock));

    public TellingScene Told { get; }
    public ChatServer Chat { get; }

    /// <summary>Turned and written in base 64: no secret of a user, but not what she typed either.</summary>
    private sealed class Codes : ISealSecrets
    {
        public string Seal(string secret) =>
            Convert.ToBase64String([.. Encoding.UTF8.GetBytes(secret).Reverse()]);

        public string? Open(string kept) =>
            Encoding.UTF8.GetString([.. Convert.FromBase64String(kept).Reverse()]);
    }

    public static async Task<ChatScene> Set(TestPlace place, Instant now, bool named = true)
    {
        var scene = new ChatScene(await TellingScene.Set(place, now), await ChatServer.Start());
        await scene.Allow(scene.Chat.Origin);
        if (named)
        {
            Assert.True((await scene.Connect(scene.Chat.Address)).Done);
        }
        await scene.Told.Choose(c => c with { Urgent = NoticeWay.Chat });
        return scene;
    }

    public async Task Allow(string hosts)
    {
        await using var db = Told.Firm.System();
        var firm = await new Firms(db).Read();
        var allowed = await new Firms(db).Change(
            new(firm.Name, firm.Currency, firm.Zone, firm.Language, null, hosts)
        );
        Assert.True(allowed.Done, $"{allowed.Refusal}");
    }

    public async Task<Rapport.Values.Result<ChatAddress>> Connect(
        string address,
        ChatKind? kind = ChatKind.Mattermost
    )
    {
        await using var db = Told.Firm.As(Told.Ana);
        return await new ChatAddresses(db, Seal).Connect(new(address, kind));
    }

    /// <summary>A minute goes by, and what is due is decided.</summary>
    public async Task Decide()
    {
        Told.Clock.Advance(Duration.FromMinutes(1));
        await Told.Run();
    }

    /// <summary>Sends all that is due, as one node does.</summary>
    public async Task Send()
    {
        await using var db = Told.Firm.System();
        foreach (var id in await Chats.Due(db, 100, default))
        {
            var words = new NoticeChat(new MailLinks(new Uri("https://rapport.firm.example")));
            if (await ChattedNotices.Take(db, id, Seal, words, default) is { } taken)
            {
                var answer = await sender.Send(taken.Target, taken.Lines, default);
                db.Forget();
                await Chats.Report(db, taken.Id, taken.Until, taken.Since, answer, default);
            }
            db.Forget();
        }
    }

    public async Task<OutgoingChat> Last()
    {
        await using var db = Told.Firm.System();
        return await db.Set<OutgoingChat>()
            .Where(c => c.ColleagueId == Told.Ana.Id)
            .OrderByDescending(c => c.Id)
            .FirstAsync();
    }

    public async Task<ChatAddress?> Address()
    {
        await using var db = Told.Firm.System();
        return await db.Set<ChatAddress>().FirstOrDefaultAsync(a => a.ColleagueId == Told.Ana.Id);
    }

    public async ValueTask DisposeAsync()
    {
        sender.Dispose();
        await Chat.DisposeAsync();
        await Told.DisposeAsync();
    }
}
