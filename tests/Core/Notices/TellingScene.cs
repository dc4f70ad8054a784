using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Tests.Core.Today;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Today;
using Told = Rapport.Notices.Notices;

namespace Rapport.Tests.Core.Notices;

/// <summary>A colleague in Berlin, a clock, and what she was mailed.</summary>
internal sealed class TellingScene : IAsyncDisposable
{
    public required TestClock Clock { get; init; }
    public required TestFirm Firm { get; init; }
    public required Colleague Ana { get; init; }

    public static async Task<TellingScene> Set(TestPlace place, Instant now)
    {
        var clock = new TestClock(now);
        var firm = new TestFirm(place, clock);
        var ana = await firm.Colleague(Roles.AccountManager, "Ana Moreno");
        await using var db = firm.System();
        var kept = await db.Set<Colleague>().SingleAsync(c => c.Id == ana.Id);
        kept.TimeZone = "Europe/Berlin";
        await db.SaveChangesAsync();
        return new TellingScene
        {
            Clock = clock,
            Firm = firm,
            Ana = kept,
        };
    }

    public async Task Tell(
        NoticeKind kind,
        string text,
        Guid? client = null,
        Colleague? whom = null
    )
    {
        await using var db = Firm.System();
        await Told.Tell(db, new((whom ?? Ana).Id, kind, text, client, client), default);
        await db.SaveChangesAsync();
    }

    public async Task Choose(Func<NoticeChoice, NoticeChoice> change)
    {
        await using var db = Firm.As(Ana);
        var choices = new NoticeChoices(db);
        var chosen = await choices.Choose(change(NoticeChoice.Of(await choices.Mine())));
        Assert.True(chosen.Done, $"{chosen.Refusal}");
    }

    public async Task Run()
    {
        await using var db = Firm.System();
        await MailedNotices.Run(db, new PlainNoticeMail(), default);
    }

    /// <summary>The texts of what was written to a colleague, the oldest first.</summary>
    public async Task<List<string?>> Mails(Colleague? whom = null)
    {
        var email = (whom ?? Ana).Email;
        await using var db = Firm.System();
        return await db.Set<OutgoingMail>()
            .Where(m => m.To == email)
            .OrderBy(m => m.At)
            .ThenBy(m => m.Id)
            .Select(m => m.Text)
            .ToListAsync();
    }

    public ValueTask DisposeAsync() => Firm.DisposeAsync();
}
