using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.Mail;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Today;

/// <summary>Writes a morning as a mail, in the reader's words.</summary>
public interface IDigestMail
{
    MailDetails Write(MailReader to, Digest digest);
}

/// <summary>Mails each colleague her morning: once a day, whoever else looks and whenever the program dies.</summary>
public static class Digests
{
    private const int AtOnce = 100;

    /// <summary>Answers how many mornings were due.</summary>
    /// <param name="db">Of the system.</param>
    /// <exception cref="AggregateException">It failed over some of them, after all others were looked at.</exception>
    public static async Task<int> Run(Db db, IDigestMail words, CancellationToken cancel)
    {
        var now = db.Now;
        var due = await db.Set<NoticeWays>()
            .Where(w => w.DigestDue <= now)
            .OrderBy(w => w.DigestDue)
            .Take(AtOnce)
            .Select(w => w.ColleagueId)
            .ToListAsync(cancel);
        await EachAlone.Do(db, due, colleague => Mail(db, colleague, words, cancel), cancel);
        return due.Count;
    }

    /// <summary>
    /// Writes one now for whoever looks, also where there is nothing to say; the next morning comes as it would have.
    /// </summary>
    public static Task<Result<MailReader>> SendNow(
        Db db,
        IDigestMail words,
        CancellationToken cancel
    ) =>
        db.Together<Result<MailReader>>(
            async () =>
            {
                if (
                    db.Viewer.ColleagueId is not { } me
                    || await MailReader.Find(db, me, cancel) is not { } reader
                )
                {
                    return Refusal.NotFound;
                }
                if (reader.Email is null)
                {
                    return Refusal.Invalid("email", Fault.Required);
                }
                var ways = await new NoticeChoices(db).Mine(cancel);
                Write(db, words, reader, await Digest.Of(db, reader, ways, cancel));
                await db.SaveChangesAsync(cancel);
                return reader;
            },
            sent => sent.Done,
            cancel
        );

    private static async Task<bool> Mail(
        Db db,
        Guid colleague,
        IDigestMail words,
        CancellationToken cancel
    )
    {
        await db.KeepTurn(NoticeChoices.Turn(colleague), cancel);
        var now = db.Now;
        // Looked at again in one's turn: another node may have written it meanwhile.
        var ways = await db.Set<NoticeWays>()
            .FirstOrDefaultAsync(w => w.ColleagueId == colleague && w.DigestDue <= now, cancel);
        if (ways is null)
        {
            return false;
        }
        var reader = await MailReader.Find(db, colleague, cancel);
        if (
            reader is { Email: not null }
            && ways.IsDigestDue(now, reader.Zone)
            && !(await IsAway(db, reader, cancel))
        )
        {
            var viewer = await Colleagues.ViewerOf(db, colleague, Origin.System, cancel);
            var digest = await db.Within(
                viewer,
                hers => Digest.Of(hers, reader, ways, cancel),
                cancel
            );
            if (!digest.IsCalm || ways.Digest == DigestWhen.Always)
            {
                Write(db, words, reader, digest);
            }
            ways.DigestLast = now;
        }
        ways.Settle(now, reader?.Zone ?? DateTimeZone.Utc);
        await db.SaveChangesAsync(cancel);
        return true;
    }

    private static async Task<bool> IsAway(Db db, MailReader reader, CancellationToken cancel) =>
        (await Absences.On(db, db.Now.InZone(reader.Zone).Date, cancel)).IsAway(reader.Id);

    private static void Write(Db db, IDigestMail words, MailReader reader, Digest digest) =>
        Mails.Write(
            db,
            words.Write(reader, digest) with
            {
                NotAfter = reader.Zone.AtStartOfDay(digest.Day.PlusDays(1)).ToInstant(),
            }
        );
}
