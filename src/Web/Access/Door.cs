using System.Collections.Concurrent;
using Rapport.Data;

namespace Rapport.Web.Access;

/// <summary>
/// Asks the database who stands before it. Its contexts are kept, since making one for each request costs more than
/// the question: they look with the eyes of sign-in alone, so that nobody comes to see through another's.
/// </summary>
internal sealed class Door(DbSource source) : IAsyncDisposable
{
    private readonly ConcurrentBag<Db> kept = [];

    public async Task<T?> First<TAbout, T>(
        Question<TAbout, T> question,
        TAbout about,
        CancellationToken cancel
    )
    {
        if (!kept.TryTake(out var db))
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
        kept.Add(db);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        while (kept.TryTake(out var db))
        {
            await db.DisposeAsync();
        }
    }
}
