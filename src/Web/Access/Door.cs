using System.Collections.Concurrent;
using Rapport.Data;

namespace Rapport.Web.Access;

/// <summary>
/// Asks the database who stands before it. Its contexts are kept, since making one for each request costs more than
/// the question: they look with the eyes of sign-in alone, so that nobody comes to see through another's.
/// </summary>
internal sealed class Door(DbSource source) : IAsyncDisposable
{
    /// <summary>Beyond these a context is let go when it has answered: each holds a connection.</summary>
    private const int MostKept = 8;

    private readonly ConcurrentBag<Db> kept = [];
    private int count;

    public async Task<T?> First<TAbout, T>(
        Question<TAbout, T> question,
        TAbout about,
        CancellationToken cancel
    )
    {
        if (kept.TryTake(out var db))
        {
            Interlocked.Decrement(ref count);
        }
        else
        {
            db = source.For(Viewer.System("sign-in"));
        }
        T? answer;
        try
        {
            answer = await question.First(db, about, cancel);
        }
        catch
        {
            // Whatever went wrong may have left its mark on the connection.
            await db.DisposeAsync();
            throw;
        }
        await Keep(db);
        return answer;
    }

    private async ValueTask Keep(Db db)
    {
        if (Interlocked.Increment(ref count) <= MostKept)
        {
            kept.Add(db);
            return;
        }
        Interlocked.Decrement(ref count);
        await db.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        while (kept.TryTake(out var db))
        {
            await db.DisposeAsync();
        }
    }
}
