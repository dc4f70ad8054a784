using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Notices;

/// <summary>A feed that is open, as the list of them shows it.</summary>
public sealed record FeedRecord(Guid Id, Guid? ClientId, Instant CreatedAt);

/// <summary>A feed that was just made.</summary>
/// <param name="Secret">Stands in its address, and is shown this once.</param>
public sealed record OpenedFeed(Feed Feed, string Secret);

/// <summary>Addresses from which calendar programs read: made, ended, and what they say.</summary>
public sealed class Feeds(Db db)
{
    /// <summary>So many entries of each noun at most.</summary>
    public const int MostItems = 1000;

    private const int MostOpen = 50;
    private const int SecretLength = 32;
    private static readonly Duration Back = Duration.FromDays(60);
    private static readonly IFeedItems[] Sources = Discovered.All<IFeedItems>();

    /// <summary>The viewer's own, the newest first.</summary>
    public Task<List<FeedRecord>> Mine(CancellationToken cancel = default) =>
        Own.AsNoTracking()
            .OrderByDescending(f => f.Id)
            .Select(f => new FeedRecord(f.Id, f.ClientId, f.CreatedAt))
            .ToListAsync(cancel);

    /// <summary>Makes one for the viewer.</summary>
    /// <param name="clientId">Of a client that she sees; null for what is her own.</param>
    public async Task<Result<OpenedFeed>> Open(Guid? clientId, CancellationToken cancel = default)
    {
        if (db.Viewer.ColleagueId is not { } colleague)
        {
            return Refusal.Forbidden;
        }
        if (await Own.CountAsync(cancel) >= MostOpen)
        {
            return Refusal.Invalid("client", Fault.TooMany);
        }
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength));
        var feed = new Feed
        {
            ColleagueId = colleague,
            ClientId = clientId,
            Hash = Hash(secret),
            CreatedAt = db.Now,
        };
        db.Add(feed);
        db.Raise(Feed.Opened, feed, null);
        return await db.Commit(cancel) is { } refusal ? refusal : new OpenedFeed(feed, secret);
    }

    /// <summary>Ends one of the viewer's: its address answers nothing any more. One that has ended changes nothing.</summary>
    public async Task<Result<bool>> End(Guid id, CancellationToken cancel = default)
    {
        if (
            await db.Set<Feed>()
                .FirstOrDefaultAsync(
                    f => f.Id == id && f.ColleagueId == db.Viewer.ColleagueId,
                    cancel
                )
            is not { } feed
        )
        {
            return Refusal.NotFound;
        }
        if (feed.RevokedAt is null)
        {
            feed.RevokedAt = db.Now;
            db.Raise(Feed.Ended, feed, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : true;
    }

    /// <summary>The feed behind a secret; null where there is none, it has ended, or its colleague has left.</summary>
    /// <param name="db">Of the system: nobody has signed in who asks.</param>
    public static Task<Feed?> Behind(Db db, string secret, CancellationToken cancel)
    {
        var hash = Hash(secret);
        return db.Set<Feed>()
            .AsNoTracking()
            .FirstOrDefaultAsync(
                f =>
                    f.Hash == hash
                    && f.RevokedAt == null
                    && db.Set<Colleague>().Any(c => c.Id == f.ColleagueId && c.Left == null),
                cancel
            );
    }

    /// <summary>What it says now.</summary>
    /// <param name="db">Of its colleague, within her walls as they stand.</param>
    public static async Task<IReadOnlyList<FeedItem>> Items(
        Db db,
        Feed feed,
        CancellationToken cancel
    )
    {
        var asked = new FeedAsked(feed.ColleagueId, feed.ClientId, db.Now - Back);
        var items = new List<FeedItem>();
        foreach (var source in Sources)
        {
            items.AddRange(await source.Of(db, asked, MostItems, cancel));
        }
        return items;
    }

    private IQueryable<Feed> Own =>
        db.Set<Feed>().Where(f => f.ColleagueId == db.Viewer.ColleagueId && f.RevokedAt == null);

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
