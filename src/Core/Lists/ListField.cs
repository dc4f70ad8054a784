using System.Linq.Expressions;
using NodaTime;
using Rapport.Data;

namespace Rapport.Lists;

/// <summary>What a field of a list holds: decides how it is compared, sorted, typed in and shown.</summary>
public enum FieldKind
{
    Text,
    Choice,
    Number,
    Money,
    Date,
    Moment,
    YesNo,

    /// <summary>A colleague.</summary>
    Person,
    Client,

    /// <summary>Several texts, such as tags.</summary>
    Words,
}

/// <summary>
/// A field by which a noun's list is filtered and sorted, and which it may show as a column. Its shapes name only the
/// context and the row, so that they stand in any statement.
/// </summary>
public sealed class ListField<TRow>
{
    internal ListField(
        string key,
        FieldKind kind,
        LambdaExpression value,
        LambdaExpression shown
    ) => (Key, Kind, Value, Shown) = (key, kind, value, shown);

    /// <summary>By which filters, columns and sort orders name it; of the API, in camel case.</summary>
    public string Key { get; }

    public FieldKind Kind { get; }

    /// <summary>The enum that a choice is one of.</summary>
    public Type? Choices { get; internal init; }

    /// <summary>Shown where nobody chose columns.</summary>
    public bool Usual { get; init; }

    public bool Sorts => Order is not null;

    /// <summary>(Db, TRow) => T?: what conditions look at; of several words, an IQueryable of their folded keys.</summary>
    internal LambdaExpression Value { get; }

    /// <summary>(Db, TRow) => string?: in which currency an amount is.</summary>
    internal LambdaExpression? Currency { get; init; }

    /// <summary>(Db, TRow) => T?: by what rows are sorted; null where that has no sense.</summary>
    internal LambdaExpression? Order { get; init; }

    /// <summary>(Db, TRow) => T?: what stands in the column.</summary>
    internal LambdaExpression Shown { get; }

    /// <summary>(Db, TRow) => Guid?: the record to which the column leads.</summary>
    internal LambdaExpression? Link { get; init; }

    /// <summary>Every row has one, so that none stand apart at the end.</summary>
    internal bool Always { get; init; }
}

/// <summary>How a noun writes down the fields of its list.</summary>
public static class ListFields<TRow>
{
    /// <param name="text">As it is written.</param>
    /// <param name="key">The same, folded.</param>
    public static ListField<TRow> Text(
        string name,
        Expression<Func<Db, TRow, string?>> text,
        Expression<Func<Db, TRow, string?>> key,
        bool usual = false,
        bool always = false
    ) =>
        new(name, FieldKind.Text, key, text)
        {
            Order = key,
            Usual = usual,
            Always = always,
        };

    public static ListField<TRow> Choice<T>(
        string name,
        Expression<Func<Db, TRow, T?>> choice,
        bool usual = false
    )
        where T : struct, Enum =>
        new(name, FieldKind.Choice, choice, choice)
        {
            Choices = typeof(T),
            Order = Ranked.By(choice),
            Usual = usual,
        };

    public static ListField<TRow> Number(
        string name,
        Expression<Func<Db, TRow, long?>> number,
        bool usual = false,
        bool always = false
    ) =>
        new(name, FieldKind.Number, number, number)
        {
            Order = number,
            Usual = usual,
            Always = always,
        };

    /// <param name="minor">In minor units.</param>
    /// <param name="shown">The amount with its currency.</param>
    public static ListField<TRow> Money<T>(
        string name,
        Expression<Func<Db, TRow, long?>> minor,
        Expression<Func<Db, TRow, string?>> currency,
        Expression<Func<Db, TRow, T?>> shown,
        bool usual = false
    )
        where T : class =>
        new(name, FieldKind.Money, minor, shown)
        {
            Currency = currency,
            Order = minor,
            Usual = usual,
        };

    public static ListField<TRow> Date(
        string name,
        Expression<Func<Db, TRow, LocalDate?>> date,
        bool usual = false
    ) => Plain(name, FieldKind.Date, date, usual);

    public static ListField<TRow> Moment(
        string name,
        Expression<Func<Db, TRow, Instant?>> moment,
        bool usual = false
    ) => Plain(name, FieldKind.Moment, moment, usual);

    public static ListField<TRow> YesNo(
        string name,
        Expression<Func<Db, TRow, bool>> said,
        bool usual = false
    ) => new(name, FieldKind.YesNo, said, said) { Usual = usual };

    /// <summary>Another record, such as a colleague or a client; of several, the first counts.</summary>
    /// <param name="id">Of the other, for conditions; its name and key follow for showing and sorting.</param>
    public static ListField<TRow> Record<TOther>(
        string name,
        FieldKind kind,
        Expression<Func<Db, TRow, IQueryable<TOther>>> other,
        Expression<Func<TOther, Guid?>> id,
        Expression<Func<TOther, string?>> shown,
        Expression<Func<TOther, string?>> key,
        bool usual = false
    ) =>
        new(name, kind, FirstOf(other, id), FirstOf(other, shown))
        {
            Order = FirstOf(other, key),
            Link = FirstOf(other, id),
            Usual = usual,
        };

    /// <summary>A text of a part of the row; of several parts, the first counts.</summary>
    public static ListField<TRow> TextOf<TPart>(
        string name,
        Expression<Func<Db, TRow, IQueryable<TPart>>> part,
        Expression<Func<TPart, string?>> text,
        Expression<Func<TPart, string?>> key,
        bool usual = false
    ) => Text(name, FirstOf(part, text), FirstOf(part, key), usual);

    private static Expression<Func<Db, TRow, T?>> FirstOf<TOther, T>(
        Expression<Func<Db, TRow, IQueryable<TOther>>> others,
        Expression<Func<TOther, T?>> of
    )
    {
        Expression<Func<IQueryable<TOther>, IQueryable<T?>>> select = o =>
            o.Select(_ => default(T));
        Expression<Func<IQueryable<T?>, T?>> first = o => o.FirstOrDefault();
        var selected = Expression.Call(
            ((MethodCallExpression)select.Body).Method,
            others.Body,
            Expression.Quote(of)
        );
        return Expression.Lambda<Func<Db, TRow, T?>>(
            Expression.Call(((MethodCallExpression)first.Body).Method, selected),
            others.Parameters
        );
    }

    /// <param name="words">As they are written, in their order.</param>
    /// <param name="keys">The same, folded.</param>
    public static ListField<TRow> Words(
        string name,
        Expression<Func<Db, TRow, List<string>>> words,
        Expression<Func<Db, TRow, IQueryable<string>>> keys
    ) => new(name, FieldKind.Words, keys, words);

    private static ListField<TRow> Plain<T>(
        string name,
        FieldKind kind,
        Expression<Func<Db, TRow, T?>> value,
        bool usual
    ) => new(name, kind, value, value) { Order = value, Usual = usual };
}
