using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What there is to know of a field of any noun's list.</summary>
public interface IListField : IField
{
    /// <summary>As the firm calls a field of its own; null of one that pages have words for.</summary>
    string? Title { get; }
    bool Sorts { get; }
    bool Usual { get; }
    bool Optional { get; }
    SetField? Set { get; }

    /// <summary>Rows can be counted and summed by it.</summary>
    bool Groups { get; }

    /// <summary>What it holds has a sum.</summary>
    bool Sums { get; }

    /// <summary>Of a number: it is written without marks between its figures.</summary>
    bool Plain { get; }

    /// <summary>Whether it could hold this, as <see cref="FieldText"/> writes it.</summary>
    bool Fits(string value) => FieldText.Fits(Kind, Choices, Decimals, value);
}

/// <summary>
/// A field by which a noun's list is filtered and sorted, and which it may show as a column. Its shapes name only the
/// context and the row, so that they stand in any statement.
/// </summary>
public sealed record ListField<TRow> : IListField
{
    internal ListField(
        string key,
        FieldKind kind,
        LambdaExpression value,
        LambdaExpression shown
    ) => (Key, Kind, Value, Shown, Identity) = (key, kind, value, shown, key);

    /// <summary>By which filters, columns and sort orders name it; of the API, in camel case.</summary>
    public string Key { get; }

    public FieldKind Kind { get; }

    /// <summary>As the firm calls a field of its own; null of one that pages have words for.</summary>
    public string? Title { get; internal init; }

    /// <summary>What a choice is one of.</summary>
    public Choices? Choices { get; internal init; }

    /// <summary>Of a number: how many figures stand after the point.</summary>
    public int Decimals { get; internal init; }

    /// <summary>Tells it from every other field that its list ever had, in any database: two firms may use one key.</summary>
    internal string Identity { get; init; } = "";

    /// <summary>Shown where nobody chose columns.</summary>
    public bool Usual { get; init; }

    public bool Sorts => Order is not null;

    public bool Groups =>
        Kind switch
        {
            FieldKind.Choices => Value.ReturnType != typeof(string),
            FieldKind.Choice or FieldKind.YesNo or FieldKind.Words => true,
            FieldKind.Date or FieldKind.Moment => true,
            FieldKind.Person or FieldKind.Client => !Value.ReturnType.IsAssignableTo(
                typeof(IQueryable<Guid?>)
            ),
            // A text that every row has names the row.
            FieldKind.Text => !Always,
            _ => false,
        };

    public bool Sums => Kind == FieldKind.Money || (Kind == FieldKind.Number && !Plain);

    /// <summary>Of a number: it names something, such as a year, and is written without marks between its figures.</summary>
    public bool Plain
    {
        get => field || (Kind == FieldKind.Number && Always);
        init;
    }

    /// <summary>Brings what is asked for into the form of what conditions look at.</summary>
    internal Func<string, string> Fold { get; init; } = Folded.Key;

    /// <summary>
    /// (Db, TRow) => T?: what conditions look at; of several words an IQueryable of their folded keys, of several records
    /// one of their ids.
    /// </summary>
    internal LambdaExpression Value { get; }

    /// <summary>(Db, TRow) => bool: whether there is any, where a row knows that of itself; null where it is looked for.</summary>
    internal LambdaExpression? Present { get; init; }

    /// <summary>
    /// (Db, TRow) => IQueryable{Guid?}: the ids of all other records of which the first counts; null where the row holds
    /// the one itself.
    /// </summary>
    internal LambdaExpression? Others { get; init; }

    /// <summary>(Db, TRow) => IQueryable{Word}: of several words, how each is written; null where only their keys are known.</summary>
    internal LambdaExpression? Written { get; init; }

    /// <summary>(Db, TRow) => string?: in which currency an amount is.</summary>
    internal LambdaExpression? Currency { get; init; }

    /// <summary>(Db, TRow) => T?: by what rows are sorted; null where that has no sense.</summary>
    internal LambdaExpression? Order { get; init; }

    /// <summary>Where rows are sorted by what stands in another table; null where by what they hold themselves.</summary>
    internal IOrderThrough<TRow>? Through { get; init; }

    /// <summary>(Db, TRow) => T?: what stands in the column.</summary>
    internal LambdaExpression Shown { get; }

    /// <summary>Makes what a column shows out of what the statement brings; null where that is the same.</summary>
    internal Func<object?, object?>? Told { get; init; }

    /// <summary>(Db, TRow) => Guid?: the record to which the column leads.</summary>
    internal LambdaExpression? Link { get; init; }

    /// <summary>How it is set from the list; null where a list does not change it.</summary>
    public SetField? Set { get; init; }

    /// <summary>It may be emptied.</summary>
    public bool Optional { get; init; }

    /// <summary>Every row has one, so that none stand apart at the end.</summary>
    internal bool Always { get; init; }
}

/// <summary>One of several words of a row.</summary>
public sealed class Word
{
    /// <summary>Folded.</summary>
    public required string Key { get; init; }

    /// <summary>As it is written.</summary>
    public required string Text { get; init; }
}

/// <summary>How a noun writes down the fields of its list.</summary>
public static class ListFields<TRow>
    where TRow : Row
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
            Choices = Choices.Of(typeof(T)),
            Order = Ranked.By(choice),
            Usual = usual,
            // One that the row cannot be without is never looked for among those without.
            Always = choice.Body is UnaryExpression { Operand.Type: var held } && held == typeof(T),
        };

    /// <summary>An address of the web.</summary>
    /// <param name="key">The same, folded.</param>
    public static ListField<TRow> Link(
        string name,
        Expression<Func<Db, TRow, string?>> link,
        Expression<Func<Db, TRow, string?>> key
    ) => new(name, FieldKind.Link, key, link) { Order = key };

    /// <summary>One code of those that are chosen from.</summary>
    public static ListField<TRow> Code(
        string name,
        Choices choices,
        Expression<Func<Db, TRow, string?>> code
    ) =>
        new(name, FieldKind.Choice, code, code)
        {
            Choices = choices,
            Order = code,
            Told = held => held is string one ? choices.OfCode(one) : null,
        };

    /// <summary>Some codes in their order, the dearest first, by which rows are sorted.</summary>
    /// <param name="between">As a text with a comma before and behind each; null for none.</param>
    public static ListField<TRow> Codes(
        string name,
        Choices choices,
        Expression<Func<Db, TRow, string?>> between
    ) =>
        new(name, FieldKind.Choices, between, between)
        {
            Choices = choices,
            Order = between,
            Told = held =>
                held is string some
                    ? Values.Codes.Parse(some).Items.Select(choices.OfCode).ToList()
                    : null,
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
    public static ListField<TRow> Money(
        string name,
        Expression<Func<Db, TRow, long?>> minor,
        Expression<Func<Db, TRow, string?>> currency,
        Expression<Func<Db, TRow, MoneyDetails?>> shown,
        bool usual = false
    ) =>
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
        bool usual = false,
        bool always = false
    ) => Plain(name, FieldKind.Moment, moment, usual) with { Always = always };

    public static ListField<TRow> YesNo(
        string name,
        Expression<Func<Db, TRow, bool>> said,
        bool usual = false
    ) => new(name, FieldKind.YesNo, said, said) { Usual = usual };

    /// <summary>Another record, such as a colleague or a client; of several, the first counts.</summary>
    /// <param name="id">Of the other, for conditions; its name and key follow for showing and sorting.</param>
    /// <param name="held">
    /// The same id as the row itself holds it, so that an index begins there; only where whoever sees the row sees the
    /// other.
    /// </param>
    public static ListField<TRow> Record<TOther>(
        string name,
        FieldKind kind,
        Expression<Func<Db, TRow, IQueryable<TOther>>> other,
        Expression<Func<TOther, Guid?>> id,
        Expression<Func<TOther, string?>> shown,
        Expression<Func<TOther, string?>> key,
        bool usual = false,
        Expression<Func<Db, TRow, Guid?>>? held = null
    )
        where TOther : class =>
        new(name, kind, held ?? FirstOf(other, id), FirstOf(other, shown))
        {
            Order = FirstOf(other, key),
            Link = FirstOf(other, id),
            Usual = usual,
            Others = held is null ? AllOf(other, id) : null,
            Through = held is null ? null : new OrderThrough<TRow, TOther>(held, id, key),
        };

    /// <summary>A text of a part of the row; of several parts, the first counts.</summary>
    public static ListField<TRow> TextOf<TPart>(
        string name,
        Expression<Func<Db, TRow, IQueryable<TPart>>> part,
        Expression<Func<TPart, string?>> text,
        Expression<Func<TPart, string?>> key,
        bool usual = false
    ) => Text(name, FirstOf(part, text), FirstOf(part, key), usual);

    /// <summary>A text of another record that the row names.</summary>
    /// <param name="of">The other's id as the row holds it.</param>
    public static ListField<TRow> TextOf<TOther>(
        string name,
        Expression<Func<TRow, Guid?>> of,
        Expression<Func<TOther, string?>> text,
        Expression<Func<TOther, string?>> key
    )
        where TOther : Row
    {
        Expression<Func<Db, Guid?, IQueryable<TOther>>> named = (db, id) =>
            db.Set<TOther>().Where(o => o.Id == id);
        var other = Expression.Lambda<Func<Db, TRow, IQueryable<TOther>>>(
            ReplacingExpressionVisitor.Replace(named.Parameters[1], of.Body, named.Body),
            named.Parameters[0],
            of.Parameters[0]
        );
        Expression<Func<TOther, string?, Held<string?>>> holding = (o, k) =>
            new Held<string?> { Id = o.Id, Value = k };
        var held = Expression.Lambda<Func<TOther, Held<string?>>>(
            ReplacingExpressionVisitor.Replace(
                holding.Parameters[1],
                ReplacingExpressionVisitor.Replace(
                    key.Parameters[0],
                    holding.Parameters[0],
                    key.Body
                ),
                holding.Body
            ),
            holding.Parameters[0]
        );
        Expression<Func<Db, Guid?, bool>> there = (db, id) =>
            id != null && db.Set<TOther>().Any(o => o.Id == id);
        return TextOf(name, other, text, key) with
        {
            Present = Expression.Lambda<Func<Db, TRow, bool>>(
                ReplacingExpressionVisitor.Replace(there.Parameters[1], of.Body, there.Body),
                there.Parameters[0],
                of.Parameters[0]
            ),
            Through = new OrderByHeld<TRow, string?>(db => db.Set<TOther>().Select(held), of),
        };
    }

    internal static Expression<Func<Db, TRow, T?>> FirstOf<TOther, T>(
        Expression<Func<Db, TRow, IQueryable<TOther>>> others,
        Expression<Func<TOther, T?>> of
    )
    {
        Expression<Func<IQueryable<T?>, T?>> first = o => o.FirstOrDefault();
        return Expression.Lambda<Func<Db, TRow, T?>>(
            Expression.Call(((MethodCallExpression)first.Body).Method, AllOf(others, of).Body),
            others.Parameters
        );
    }

    private static Expression<Func<Db, TRow, IQueryable<T?>>> AllOf<TOther, T>(
        Expression<Func<Db, TRow, IQueryable<TOther>>> others,
        Expression<Func<TOther, T?>> of
    )
    {
        Expression<Func<IQueryable<TOther>, IQueryable<T?>>> select = o =>
            o.Select(_ => default(T));
        return Expression.Lambda<Func<Db, TRow, IQueryable<T?>>>(
            Expression.Call(
                ((MethodCallExpression)select.Body).Method,
                others.Body,
                Expression.Quote(of)
            ),
            others.Parameters
        );
    }

    /// <param name="words">As they are written, in their order.</param>
    /// <param name="keys">The same, folded.</param>
    /// <param name="written">Each with its key, where rows are to be grouped by them as they are written.</param>
    public static ListField<TRow> Words(
        string name,
        Expression<Func<Db, TRow, List<string>>> words,
        Expression<Func<Db, TRow, IQueryable<string>>> keys,
        Expression<Func<Db, TRow, IQueryable<Word>>>? written = null
    ) => new(name, FieldKind.Words, keys, words) { Written = written };

    /// <summary>The texts of several parts of the row, in their order.</summary>
    /// <param name="key">The same, folded.</param>
    public static ListField<TRow> WordsOf<TPart>(
        string name,
        Expression<Func<Db, TRow, IQueryable<TPart>>> parts,
        Expression<Func<TPart, string?>> text,
        Expression<Func<TPart, string?>> key
    )
    {
        var (all, keys) = (AllOf(parts, text), AllOf(parts, key));
        return Words(
            name,
            Expression.Lambda<Func<Db, TRow, List<string>>>(
                Expression.Call(
                    typeof(Enumerable),
                    nameof(Enumerable.ToList),
                    [typeof(string)],
                    all.Body
                ),
                all.Parameters
            ),
            Expression.Lambda<Func<Db, TRow, IQueryable<string>>>(keys.Body, keys.Parameters)
        );
    }

    /// <summary>Several other records, such as the colleagues who took part: a condition holds when one of them fits.</summary>
    /// <param name="ids">Of the others, for conditions.</param>
    /// <param name="shown">What they are called, in their order.</param>
    public static ListField<TRow> Records(
        string name,
        FieldKind kind,
        Expression<Func<Db, TRow, IQueryable<Guid?>>> ids,
        Expression<Func<Db, TRow, List<string>>> shown
    ) => new(name, kind, ids, shown);

    /// <summary>What a row knows of itself, as a shape.</summary>
    internal static LambdaExpression Known(Expression<Func<Db, TRow, bool>> known) => known;

    private static ListField<TRow> Plain<T>(
        string name,
        FieldKind kind,
        Expression<Func<Db, TRow, T?>> value,
        bool usual
    ) => new(name, kind, value, value) { Order = value, Usual = usual };
}
