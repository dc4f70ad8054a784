using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>
/// A question that nearly every request asks: translated once for each engine instead of each time, which costs as
/// much as the answer. Walls and audiences close around it as around any other.
/// </summary>
/// <param name="asked">Names what it asks about only as its parameter; calls of our own inside it are not translated.</param>
public sealed class Question<TAbout, T>(Expression<Func<Db, TAbout, IQueryable<T>>> asked)
{
    private readonly ConcurrentDictionary<
        IModel,
        Func<Db, TAbout, IAsyncEnumerable<T>>
    > translated = [];

    public async Task<List<T>> All(Db db, TAbout about, CancellationToken cancel)
    {
        var answers = new List<T>();
        await foreach (var answer in Ask(db, about).WithCancellation(cancel))
        {
            answers.Add(answer);
        }
        return answers;
    }

    public async Task<T?> First(Db db, TAbout about, CancellationToken cancel)
    {
        await using var answers = Ask(db, about).GetAsyncEnumerator(cancel);
        return await answers.MoveNextAsync() ? answers.Current : default;
    }

    private IAsyncEnumerable<T> Ask(Db db, TAbout about) =>
        translated.GetOrAdd(db.Model, _ => EF.CompileAsyncQuery(asked))(db, about);
}

/// <inheritdoc cref="Question{TAbout, T}" />
public sealed class Question<TAbout, TBeside, T>(
    Expression<Func<Db, TAbout, TBeside, IQueryable<T>>> asked
)
{
    private readonly ConcurrentDictionary<
        IModel,
        Func<Db, TAbout, TBeside, IAsyncEnumerable<T>>
    > translated = [];

    public async Task<T?> First(Db db, TAbout about, TBeside beside, CancellationToken cancel)
    {
        var ask = translated.GetOrAdd(db.Model, _ => EF.CompileAsyncQuery(asked));
        await using var answers = ask(db, about, beside).GetAsyncEnumerator(cancel);
        return await answers.MoveNextAsync() ? answers.Current : default;
    }
}
