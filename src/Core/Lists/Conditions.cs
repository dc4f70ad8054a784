using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>
/// Filters as conditions of a statement. A condition that its field cannot take is a fault; what a row lacks is not
/// equal to anything, and neither more nor less.
/// </summary>
/// <param name="zone">Of whoever asks: days begin there.</param>
/// <param name="isWorkingDay">By which conditions count working days; Monday to Friday where nobody says.</param>
internal sealed class Conditions<TRow>(
    ListOf<TRow> list,
    Db db,
    DateTimeZone zone,
    Func<LocalDate, bool>? isWorkingDay = null
)
    where TRow : Row
{
    private readonly Shapes<TRow> shapes = new(db);
    private readonly Faults faults = new();

    public Result<Expression<Func<TRow, bool>>> Of(Filter filter)
    {
        var body = Body(filter);
        return faults.Any ? faults.Refusal : shapes.Lambda<bool>(body);
    }

    /// <summary>
    /// Whether they hold of one row as it stands in memory, saved or not. What belongs to it and lies in other tables is
    /// asked of the engine within the transaction.
    /// </summary>
    public Result<bool> Hold(Filter filter, TRow row)
    {
        var body = Body(filter);
        return faults.Any
            ? faults.Refusal
            : InMemory.Holds(
                ReplacingExpressionVisitor.Replace(shapes.Row, Shapes<TRow>.Said(row), body)
            );
    }

    private Expression Body(Filter filter) =>
        filter switch
        {
            AllOf all => all.Parts.Select(Body).Aggregate(Expression.AndAlso),
            AnyOf any => any.Parts.Select(Body).Aggregate(Expression.OrElse),
            NotThat not => Expression.Not(Body(not.Part)),
            Condition condition => One(condition),
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };

    private Expression One(Condition said)
    {
        if (list.Find(said.Field) is not { } field)
        {
            return Wrong(new(FilterText.Field, Fault.FieldUnknown, said.Field));
        }
        var value = shapes.Of(field.Value);
        if (said.Comparison == Comparison.Pr)
        {
            return field.Kind switch
            {
                _ when field.Present is { } present => shapes.Of(present),
                _ when field.Others is { } others => Any(typeof(Guid?), shapes.Of(others), null),
                FieldKind.Words => Any(typeof(string), value, null),
                FieldKind.Choices when value.Type != typeof(string) => Any(
                    typeof(Guid?),
                    value,
                    null
                ),
                _ when IsSeveral(value) => Any(typeof(Guid?), value, null),
                FieldKind.YesNo => value,
                _ => Expression.NotEqual(value, Expression.Constant(null, value.Type)),
            };
        }
        return field.Kind switch
        {
            FieldKind.Text or FieldKind.LongText or FieldKind.Link => Text(said, value, field.Fold),
            FieldKind.Words => Words(said, value),
            FieldKind.Choice => Choice(said, field.Choices!, value),
            FieldKind.Choices => Chosen(said, field.Choices!, value),
            FieldKind.Number => FieldText.Number(said.Value, field.Decimals) is { } number
                ? Compared(said, value, Shapes<TRow>.Said<long?>(number))
                : Unfit(said),
            FieldKind.Money => Amount(said, field, value),
            FieldKind.Date => Day(said.Value) is { } day
                ? Compared(said, value, Shapes<TRow>.Said<LocalDate?>(day))
                : Unfit(said),
            FieldKind.Moment => Moment(said, value),
            FieldKind.YesNo => said.Value switch
            {
                FieldText.Yes => Equality(said, value, Expression.Constant(true)),
                FieldText.No => Equality(said, value, Expression.Constant(false)),
                _ => Unfit(said),
            },
            _ => Id(said.Value) switch
            {
                null => Unfit(said),
                { } id when IsSeveral(value) => Among(said, value, id),
                { } id when field.Others is { } others => First(said, value, shapes.Of(others), id),
                var id => Equality(said, value, Shapes<TRow>.Said(id)),
            },
        };
    }

    private Expression Text(Condition said, Expression value, Func<string, string> fold)
    {
        var key = fold(said.Value ?? "");
        if (key.Length == 0)
        {
            return Unfit(said);
        }
        return said.Comparison is Comparison.Eq or Comparison.Ne
            ? Equality(said, value, Shapes<TRow>.Said(key))
            : Part(said, value, Shapes<TRow>.Said(key));
    }

    private Expression Words(Condition said, Expression words)
    {
        var key = Folded.Key(said.Value ?? "");
        if (key.Length == 0)
        {
            return Unfit(said);
        }
        var word = Expression.Parameter(typeof(string), "word");
        var like = said.Comparison is Comparison.Eq or Comparison.Ne
            ? Expression.Equal(word, Shapes<TRow>.Said(key))
            : Part(said, word, Shapes<TRow>.Said(key));
        var any = Any(typeof(string), words, Expression.Lambda<Func<string, bool>>(like, word));
        return said.Comparison == Comparison.Ne ? Expression.Not(any) : any;
    }

    /// <summary>Of several choices one counts; the values are their ids, or their codes in a text.</summary>
    private Expression Chosen(Condition said, Choices choices, Expression values) =>
        choices.Find(said.Value) switch
        {
            null => Unfit(said),
            { Code: not null, Key: var code } => Coded(said, values, code),
            { Id: var id } => Among(said, values, id),
        };

    /// <param name="codes">With a comma before and behind each; null for none.</param>
    private Expression Coded(Condition said, Expression codes, string wanted)
    {
        var holds = Expression.AndAlso(
            Expression.NotEqual(codes, Expression.Constant(null, codes.Type)),
            Part(said with { Comparison = Comparison.Co }, codes, Shapes<TRow>.Said($",{wanted},"))
        );
        return said.Comparison switch
        {
            Comparison.Eq => holds,
            Comparison.Ne => Expression.Not(holds),
            _ => NotTaken(said),
        };
    }

    private static bool IsSeveral(Expression value) =>
        value.Type.IsAssignableTo(typeof(IQueryable<Guid?>));

    /// <summary>Of several records one counts.</summary>
    private Expression Among(Condition said, Expression ids, Guid wanted)
    {
        if (said.Comparison is not (Comparison.Eq or Comparison.Ne))
        {
            return NotTaken(said);
        }
        var id = Expression.Parameter(typeof(Guid?), "id");
        var any = Any(
            typeof(Guid?),
            ids,
            Expression.Lambda<Func<Guid?, bool>>(
                Expression.Equal(id, Shapes<TRow>.Said<Guid?>(wanted)),
                id
            )
        );
        return said.Comparison == Comparison.Ne ? Expression.Not(any) : any;
    }

    /// <summary>
    /// The first of several records is looked up only for the rows that have the wanted one at all: an engine knows those
    /// of all rows at once.
    /// </summary>
    private Expression First(Condition said, Expression value, Expression ids, Guid wanted)
    {
        if (said.Comparison is not (Comparison.Eq or Comparison.Ne))
        {
            return NotTaken(said);
        }
        var among = Among(said, ids, wanted);
        var first = Equality(said, value, Shapes<TRow>.Said<Guid?>(wanted));
        return said.Comparison == Comparison.Ne
            ? Expression.OrElse(among, first)
            : Expression.AndAlso(among, first);
    }

    private static MethodCallExpression Any(Type of, Expression all, LambdaExpression? like)
    {
        Expression[] given = like is null ? [all] : [all, Expression.Quote(like)];
        return Expression.Call(typeof(Queryable), nameof(Queryable.Any), [of], given);
    }

    private Expression Part(Condition said, Expression text, Expression key) =>
        said.Comparison switch
        {
            Comparison.Co => Expression.Call(text, nameof(string.Contains), null, key),
            Comparison.Sw => Expression.Call(text, nameof(string.StartsWith), null, key),
            Comparison.Ew => Expression.Call(text, nameof(string.EndsWith), null, key),
            _ => NotTaken(said),
        };

    /// <summary>A member of an enum and a code are compared as themselves, a choice of the firm's own by its id.</summary>
    private Expression Choice(Condition said, Choices choices, Expression value) =>
        choices.Find(said.Value) switch
        {
            null => Unfit(said),
            { Member: { } member } => Equality(
                said,
                value,
                Expression.Constant(member, value.Type)
            ),
            { Code: not null, Key: var code } => Equality(said, value, Shapes<TRow>.Said(code)),
            { Id: var id } => Equality(said, value, Shapes<TRow>.Said<Guid?>(id)),
        };

    /// <summary>Amounts are compared within one currency: <c>"1000.00 EUR"</c>.</summary>
    private Expression Amount(Condition said, ListField<TRow> field, Expression minor)
    {
        if (Money.Read(said.Value) is not { } money)
        {
            return Unfit(said);
        }
        var amount = Compared(said, minor, Shapes<TRow>.Said<long?>(money.Minor));
        var same = Expression.Equal(shapes.Of(field.Currency!), Shapes<TRow>.Said(money.Currency));
        return said.Comparison == Comparison.Ne
            ? Expression.OrElse(amount, Expression.Not(same))
            : Expression.AndAlso(same, amount);
    }

    /// <summary>A moment, or a day of whoever asks: a day is as long as it lasts.</summary>
    private Expression Moment(Condition said, Expression value)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(said.Value ?? "") is { Success: true } exact)
        {
            return Compared(
                said,
                value,
                Shapes<TRow>.Said<Instant?>(MicrosecondClock.Whole(exact.Value.ToInstant()))
            );
        }
        if (Day(said.Value) is not { } day)
        {
            return Unfit(said);
        }
        var begin = Shapes<TRow>.Said<Instant?>(zone.AtStartOfDay(day).ToInstant());
        var end = Shapes<TRow>.Said<Instant?>(zone.AtStartOfDay(day.PlusDays(1)).ToInstant());
        Expression Within() =>
            Expression.AndAlso(
                Expression.GreaterThanOrEqual(value, begin),
                Expression.LessThan(value, end)
            );
        return said.Comparison switch
        {
            Comparison.Eq => Within(),
            Comparison.Ne => Expression.OrElse(
                Expression.Equal(value, Expression.Constant(null, value.Type)),
                Expression.OrElse(
                    Expression.LessThan(value, begin),
                    Expression.GreaterThanOrEqual(value, end)
                )
            ),
            Comparison.Gt => Expression.GreaterThanOrEqual(value, end),
            Comparison.Ge => Expression.GreaterThanOrEqual(value, begin),
            Comparison.Lt => Expression.LessThan(value, begin),
            Comparison.Le => Expression.LessThan(value, end),
            _ => NotTaken(said),
        };
    }

    private LocalDate? Day(string? text) =>
        DayText.Read(text, db.Now.InZone(zone).Date, isWorkingDay);

    private Guid? Id(string? text) =>
        ConditionFit.Me.Equals(text, StringComparison.OrdinalIgnoreCase)
            ? db.Viewer.ColleagueId ?? Guid.Empty
        : Guid.TryParse(text, out var id) ? id
        : null;

    private Expression Equality(Condition said, Expression value, Expression other) =>
        said.Comparison switch
        {
            Comparison.Eq => Expression.Equal(value, other),
            Comparison.Ne => Expression.NotEqual(value, other),
            _ => NotTaken(said),
        };

    private Expression Compared(Condition said, Expression value, Expression other) =>
        said.Comparison switch
        {
            Comparison.Gt => Expression.GreaterThan(value, other),
            Comparison.Ge => Expression.GreaterThanOrEqual(value, other),
            Comparison.Lt => Expression.LessThan(value, other),
            Comparison.Le => Expression.LessThanOrEqual(value, other),
            _ => Equality(said, value, other),
        };

    private ConstantExpression NotTaken(Condition said) => Wrong(ConditionFit.NotTaken(said));

    private ConstantExpression Unfit(Condition said) => Wrong(ConditionFit.Unfit(said));

    private ConstantExpression Wrong(FieldFault fault)
    {
        faults.Add(fault.Field, fault.Fault, fault.Detail);
        return Expression.Constant(false);
    }
}
