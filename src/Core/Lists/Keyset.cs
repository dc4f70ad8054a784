using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>Rows in an order, page by page, each page begun at the place where the last one ended.</summary>
internal abstract class Keyset<TRow>
    where TRow : Row
{
    /// <param name="field">One that sorts.</param>
    public static Keyset<TRow> By(ListField<TRow> field, Db db) =>
        (Keyset<TRow>)
            Activator.CreateInstance(
                typeof(Keyset<,>).MakeGenericType(typeof(TRow), field.Order!.ReturnType),
                field,
                db
            )!;

    /// <summary>Whether the place is one of this order.</summary>
    public abstract bool Knows(ListPlace place);

    public abstract Task<IReadOnlyList<ListPlace>> Page(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace? after,
        int limit,
        CancellationToken cancel
    );
}

/// <summary>
/// Those that have a value, by it and then by id; then those that have none, by id: two statements, since the engines
/// differ in where they sort what is missing. The first condition of a page is a bound at which an index can begin; the
/// second only drops what shares the bound.
/// </summary>
internal sealed class Keyset<TRow, TValue>(ListField<TRow> by, Db db) : Keyset<TRow>
    where TRow : Row
{
    private readonly Shapes<TRow> shapes = new(db);

    public override bool Knows(ListPlace place) =>
        place.Value is null ? !by.Always : Read(place.Value) is not null;

    public override async Task<IReadOnlyList<ListPlace>> Page(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        var found = after is { Value: null }
            ? []
            : await Valued(rows, descending, after, limit, cancel);
        if (found.Count < limit && !by.Always)
        {
            var without = rows.Where(
                shapes.Lambda<bool>(Expression.Equal(Value, Expression.Constant(null, Value.Type)))
            );
            if (after is { Value: null, Id: var id })
            {
                without = without.Where(r => r.Id.CompareTo(id) > 0);
            }
            found.AddRange(
                await without
                    .OrderBy(r => r.Id)
                    .Take(limit - found.Count)
                    .Select(r => new ListPlace(null, r.Id))
                    .ToListAsync(cancel)
            );
        }
        return found;
    }

    private Expression Value => shapes.Of(by.Order!);

    private async Task<List<ListPlace>> Valued(
        IQueryable<TRow> rows,
        bool descending,
        ListPlace? after,
        int limit,
        CancellationToken cancel
    )
    {
        if (!by.Always)
        {
            rows = rows.Where(
                shapes.Lambda<bool>(
                    Expression.NotEqual(Value, Expression.Constant(null, Value.Type))
                )
            );
        }
        if (after is { Value: { } text, Id: var id } && Read(text) is { } place)
        {
            var bound = Shapes<TRow>.Said(place);
            rows = rows.Where(shapes.Lambda<bool>(FromOn(bound, descending)))
                .Where(
                    shapes.Lambda<bool>(
                        Expression.OrElse(
                            Expression.NotEqual(Value, bound),
                            descending ? Before(id) : After(id)
                        )
                    )
                );
        }
        var value = shapes.Lambda<TValue>(Value);
        var ordered = descending
            ? rows.OrderByDescending(value).ThenByDescending(r => r.Id)
            : rows.OrderBy(value).ThenBy(r => r.Id);
        var found = await ordered
            .Take(limit)
            .Select(
                shapes.Lambda<Found>(
                    Expression.New(
                        typeof(Found).GetConstructors()[0],
                        Expression.Property(shapes.Row, nameof(Row.Id)),
                        Value
                    )
                )
            )
            .ToListAsync(cancel);
        return found.ConvertAll(f => new ListPlace(Write(f.Value), f.Id));
    }

    private BinaryExpression FromOn(Expression bound, bool descending)
    {
        var (left, right) = (Value, bound);
        if (typeof(TValue) == typeof(string))
        {
            // Keys are compared binary, by a call that both engines know as their own comparison.
            left = Expression.Call(typeof(string), nameof(string.Compare), null, Value, bound);
            right = Expression.Constant(0);
        }
        return descending
            ? Expression.LessThanOrEqual(left, right)
            : Expression.GreaterThanOrEqual(left, right);
    }

    private BinaryExpression After(Guid id) =>
        Expression.GreaterThan(IdAgainst(id), Expression.Constant(0));

    private BinaryExpression Before(Guid id) =>
        Expression.LessThan(IdAgainst(id), Expression.Constant(0));

    private MethodCallExpression IdAgainst(Guid id) =>
        Expression.Call(
            Expression.Property(shapes.Row, nameof(Row.Id)),
            nameof(Guid.CompareTo),
            null,
            Shapes<TRow>.Said(id)
        );

    private static string Write(TValue value) =>
        value switch
        {
            Instant instant => InstantPattern.ExtendedIso.Format(instant),
            LocalDate date => LocalDatePattern.Iso.Format(date),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static TValue? Read(string text)
    {
        object? read =
            typeof(TValue) == typeof(string) ? text
            : typeof(TValue) == typeof(Instant?)
                ? InstantPattern.ExtendedIso.Parse(text) is { Success: true } instant
                        ? instant.Value
                    : null
            : typeof(TValue) == typeof(LocalDate?)
                ? LocalDatePattern.Iso.Parse(text) is { Success: true } date ? date.Value
                    : null
            : !long.TryParse(
                text,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? null
            : typeof(TValue) == typeof(int?)
                ? number is >= int.MinValue and <= int.MaxValue ? (int)number
                    : null
            : number;
        return (TValue?)read;
    }

    private sealed record Found(Guid Id, TValue Value);
}
