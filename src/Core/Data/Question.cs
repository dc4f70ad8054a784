using System.Collections.Concurrent;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;

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

    public async Task<List<T>> All(Db db, TAbout about, TBeside beside, CancellationToken cancel)
    {
        var answers = new List<T>();
        await foreach (var answer in Ask(db, about, beside).WithCancellation(cancel))
        {
            answers.Add(answer);
        }
        return answers;
    }

    public async Task<T?> First(Db db, TAbout about, TBeside beside, CancellationToken cancel)
    {
        await using var answers = Ask(db, about, beside).GetAsyncEnumerator(cancel);
        return await answers.MoveNextAsync() ? answers.Current : default;
    }

    private IAsyncEnumerable<T> Ask(Db db, TAbout about, TBeside beside) =>
        translated.GetOrAdd(db.Model, _ => EF.CompileAsyncQuery(asked))(db, about, beside);
}

/// <summary>Questions that are put together from parts which ordinary queries use too.</summary>
public static class Question
{
    /// <summary>The rows that are asked for, each in the shape that <paramref name="shown"/> gives it.</summary>
    public static Question<TAbout, T> As<TAbout, TRow, T>(
        Expression<Func<Db, TAbout, IQueryable<TRow>>> rows,
        Expression<Func<Db, TRow, T>> shown
    )
    {
        Expression<Func<IQueryable<TRow>, IQueryable<T>>> select = r => r.Select(_ => default(T)!);
        var call = (MethodCallExpression)select.Body;
        var body = Expression.Call(call.Method, rows.Body, shown.Of(rows.Parameters[0]));
        return new(Expression.Lambda<Func<Db, TAbout, IQueryable<T>>>(body, rows.Parameters));
    }

    /// <summary>The shape for this context.</summary>
    public static Expression<Func<TRow, T>> Of<TRow, T>(
        this Expression<Func<Db, TRow, T>> shown,
        Db db
    ) => shown.Of(Expression.Constant(db));

    private static Expression<Func<TRow, T>> Of<TRow, T>(
        this Expression<Func<Db, TRow, T>> shown,
        Expression db
    ) =>
        Expression.Lambda<Func<TRow, T>>(
            ReplacingExpressionVisitor.Replace(shown.Parameters[0], db, shown.Body),
            shown.Parameters[1]
        );
}
