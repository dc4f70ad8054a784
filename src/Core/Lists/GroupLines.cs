using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>A group as it was read.</summary>
/// <param name="Key">As the statement brings it; null of what holds nothing.</param>
/// <param name="Name">How the key is written, where it was asked for.</param>
/// <param name="Figure">Its sum in the units in which amounts are kept.</param>
/// <param name="Least">The smallest amount; null where none is held.</param>
internal sealed record GroupLine(object? Key, string? Name, Figure Figure, long? Least);

/// <summary>
/// Rows by what they share, in one statement: what holds nothing first, then the greatest. Null of the amount counts
/// rows.
/// </summary>
internal abstract class GroupLines<TRow>(Shapes<TRow> shapes)
    where TRow : Row
{
    protected Shapes<TRow> Shapes => shapes;

    /// <param name="key">Of what rows share; of any type that the engines group by, and may be null.</param>
    /// <param name="name">How it is written; null where it needs no name.</param>
    /// <param name="amount">Of type long?, what is summed.</param>
    public static Task<IReadOnlyList<GroupLine>> By(
        IQueryable<TRow> rows,
        Shapes<TRow> shapes,
        Expression key,
        Expression? name,
        Expression? amount,
        Measure measure,
        int most,
        CancellationToken cancel
    ) =>
        (
            (GroupLines<TRow>)
                Activator.CreateInstance(
                    typeof(GroupLines<,>).MakeGenericType(typeof(TRow), key.Type),
                    shapes
                )!
        ).Read(rows, key, name, amount, measure, most, cancel);

    public abstract Task<IReadOnlyList<GroupLine>> Read(
        IQueryable<TRow> rows,
        Expression key,
        Expression? name,
        Expression? amount,
        Measure measure,
        int most,
        CancellationToken cancel
    );
}

/// <inheritdoc cref="GroupLines{TRow}" />
internal sealed class GroupLines<TRow, TKey>(Shapes<TRow> shapes) : GroupLines<TRow>(shapes)
    where TRow : Row
{
    // An engine refuses a sum that is longer than its numbers. Of halves of amounts it never is.
    private const long Half = 1_000_000_000;

    public override Task<IReadOnlyList<GroupLine>> Read(
        IQueryable<TRow> rows,
        Expression key,
        Expression? name,
        Expression? amount,
        Measure measure,
        int most,
        CancellationToken cancel
    ) =>
        Read(
            rows.Select(Shapes.Lambda<Part>(PartOf(key, name, amount))),
            amount is not null,
            measure,
            most,
            cancel
        );

    /// <summary>Where a row holds several things, each of which counts; a row that holds none is in no group.</summary>
    /// <param name="all">Of type IQueryable{TEach}.</param>
    public Task<IReadOnlyList<GroupLine>> Each<TEach>(
        IQueryable<TRow> rows,
        Expression all,
        Expression<Func<TEach, TKey?>> key,
        Expression<Func<TEach, string?>>? name,
        Expression? amount,
        Measure measure,
        int most,
        CancellationToken cancel
    )
    {
        var each = key.Parameters[0];
        var named = name is null
            ? null
            : ReplacingExpressionVisitor.Replace(name.Parameters[0], each, name.Body);
        return Read(
            rows.SelectMany(
                Expression.Lambda<Func<TRow, IEnumerable<TEach>>>(all, Shapes.Row),
                Expression.Lambda<Func<TRow, TEach, Part>>(
                    PartOf(key.Body, named, amount),
                    Shapes.Row,
                    each
                )
            ),
            amount is not null,
            measure,
            most,
            cancel
        );
    }

    private static MemberInitExpression PartOf(Expression key, Expression? name, Expression? amount)
    {
        MemberBinding Bound(string member, Expression to) =>
            Expression.Bind(typeof(Part).GetProperty(member)!, to);
        List<MemberBinding> held = [Bound(nameof(Part.Key), key)];
        held.Add(Bound(nameof(Part.Name), name ?? Expression.Constant("")));
        if (amount is not null)
        {
            held.Add(Bound(nameof(Part.Amount), amount));
        }
        return Expression.MemberInit(Expression.New(typeof(Part)), held);
    }

    private static async Task<IReadOnlyList<GroupLine>> Read(
        IQueryable<Part> parts,
        bool sums,
        Measure measure,
        int most,
        CancellationToken cancel
    )
    {
        var groups = parts.GroupBy(p => p.Key);
        var lines = sums
            ? groups.Select(g => new Line
            {
                Key = g.Key,
                Name = g.Min(p => p.Name),
                Rows = g.LongCount(),
                Held = g.LongCount(p => p.Amount != null),
                High = g.Sum(p => p.Amount / Half) ?? 0,
                Low = g.Sum(p => p.Amount % Half) ?? 0,
                Least = g.Min(p => p.Amount),
            })
            : groups.Select(g => new Line
            {
                Key = g.Key,
                Name = g.Min(p => p.Name),
                Rows = g.LongCount(),
            });
        var line = Expression.Parameter(typeof(Line), "line");
        var key = Expression.Property(line, nameof(Line.Key));
        var holds = Expression.Lambda<Func<Line, int>>(
            Nullable.GetUnderlyingType(typeof(TKey)) is null && typeof(TKey).IsValueType
                ? Expression.Constant(1)
                : Expression.Condition(
                    Expression.Equal(key, Expression.Constant(null, typeof(TKey))),
                    Expression.Constant(0),
                    Expression.Constant(1)
                ),
            line
        );
        var first = lines.OrderBy(holds);
        var ordered = measure switch
        {
            Measure.Count => first.ThenByDescending(l => l.Rows),
            Measure.Sum => first.ThenByDescending(l => (double)l.High * Half + l.Low),
            _ => first
                .ThenByDescending(l => l.Held > 0 ? 1 : 0)
                .ThenByDescending(l => l.Held > 0 ? ((double)l.High * Half + l.Low) / l.Held : 0),
        };
        var read = await ordered.ThenBy(l => l.Key).Take(most).ToListAsync(cancel);
        return
        [
            .. read.Select(l => new GroupLine(
                l.Key,
                l.Name,
                sums
                    ? new Figure(l.Rows, l.Held, (decimal)l.High * Half + l.Low)
                    : new Figure(l.Rows, l.Rows, l.Rows),
                l.Least
            )),
        ];
    }

    /// <summary>What a row brings to a group.</summary>
    private sealed class Part
    {
        public TKey? Key { get; init; }
        public string? Name { get; init; }
        public long? Amount { get; init; }
    }

    private sealed class Line
    {
        public TKey? Key { get; init; }
        public string? Name { get; init; }
        public long Rows { get; init; }
        public long Held { get; init; }
        public long High { get; init; }
        public long Low { get; init; }
        public long? Least { get; init; }
    }
}
