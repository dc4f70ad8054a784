using System.Globalization;
using System.Linq.Expressions;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>
/// Filters as conditions of a statement. A condition that its field cannot take is a fault; what a row lacks is not
/// equal to anything, and neither more nor less.
/// </summary>
/// <param name="zone">Of whoever asks: days begin there.</param>
internal sealed class Conditions<TRow>(ListOf<TRow> list, Db db, DateTimeZone zone)
    where TRow : Row
{
    private const string Me = "me";
    private const string Today = "today";
    private readonly Shapes<TRow> shapes = new(db);
    private readonly Faults faults = new();

    public Result<Expression<Func<TRow, bool>>> Of(Filter filter)
    {
        var body = Body(filter);
        return faults.Any ? faults.Refusal : shapes.Lambda<bool>(body);
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
            return Wrong(Fault.FieldUnknown, said.Field);
        }
        var value = shapes.Of(field.Value);
        if (said.Comparison == Comparison.Pr)
        {
            return field.Kind switch
            {
                FieldKind.Words => Any(value, null),
                FieldKind.YesNo => value,
                _ => Expression.NotEqual(value, Expression.Constant(null, value.Type)),
            };
        }
        return field.Kind switch
        {
            FieldKind.Text => Text(said, value),
            FieldKind.Words => Words(said, value),
            FieldKind.Choice => Choice(said, field.Choices!, value),
            FieldKind.Number => long.TryParse(
                said.Value,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
                ? Compared(said, value, Shapes<TRow>.Said<long?>(number))
                : Unfit(said),
            FieldKind.Money => Amount(said, field, value),
            FieldKind.Date => Day(said.Value) is { } day
                ? Compared(said, value, Shapes<TRow>.Said<LocalDate?>(day))
                : Unfit(said),
            FieldKind.Moment => Moment(said, value),
            FieldKind.YesNo => said.Value switch
            {
                "true" => Equality(said, value, Expression.Constant(true)),
                "false" => Equality(said, value, Expression.Constant(false)),
                _ => Unfit(said),
            },
            _ => Id(said.Value) is { } id
                ? Equality(said, value, Shapes<TRow>.Said<Guid?>(id))
                : Unfit(said),
        };
    }

    private Expression Text(Condition said, Expression value)
    {
        var key = Folded.Key(said.Value ?? "");
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
        var any = Any(words, Expression.Lambda<Func<string, bool>>(like, word));
        return said.Comparison == Comparison.Ne ? Expression.Not(any) : any;
    }

    private static MethodCallExpression Any(Expression words, Expression<Func<string, bool>>? like)
    {
        Expression[] given = like is null ? [words] : [words, Expression.Quote(like)];
        return Expression.Call(typeof(Queryable), nameof(Queryable.Any), [typeof(string)], given);
    }

    private Expression Part(Condition said, Expression text, Expression key) =>
        said.Comparison switch
        {
            Comparison.Co => Expression.Call(text, nameof(string.Contains), null, key),
            Comparison.Sw => Expression.Call(text, nameof(string.StartsWith), null, key),
            Comparison.Ew => Expression.Call(text, nameof(string.EndsWith), null, key),
            _ => NotTaken(said),
        };

    private Expression Choice(Condition said, Type choices, Expression value)
    {
        // By name alone: a number would be taken for the place of a choice.
        var name = Array.Find(
            Enum.GetNames(choices),
            n => n.Equals(said.Value, StringComparison.OrdinalIgnoreCase)
        );
        return name is null
            ? Unfit(said)
            : Equality(said, value, Expression.Constant(Enum.Parse(choices, name), value.Type));
    }

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

    /// <summary>A date, today, or so long from today: <c>-P30D</c> (ISO 8601, of days, weeks, months and years).</summary>
    private LocalDate? Day(string? text)
    {
        if (LocalDatePattern.Iso.Parse(text ?? "") is { Success: true } date)
        {
            return date.Value;
        }
        var today = db.Now.InZone(zone).Date;
        if (Today.Equals(text, StringComparison.OrdinalIgnoreCase))
        {
            return today;
        }
        var back = text?.StartsWith('-') == true;
        var span = PeriodPattern.NormalizingIso.Parse(back ? text![1..] : text ?? "");
        if (!span.Success || span.Value is { HasTimeComponent: true })
        {
            return null;
        }
        try
        {
            return back ? today - span.Value : today + span.Value;
        }
        catch (Exception far) when (far is OverflowException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private Guid? Id(string? text) =>
        Me.Equals(text, StringComparison.OrdinalIgnoreCase) ? db.Viewer.ColleagueId ?? Guid.Empty
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

    private ConstantExpression NotTaken(Condition said) =>
        Wrong(
            Fault.ComparisonUnfit,
            $"{said.Field} {said.Comparison.ToString().ToLowerInvariant()}"
        );

    private ConstantExpression Unfit(Condition said) =>
        Wrong(Fault.ValueUnfit, $"{said.Field} \"{said.Value}\"");

    private ConstantExpression Wrong(Fault fault, string? detail)
    {
        faults.Add(FilterText.Field, fault, detail);
        return Expression.Constant(false);
    }
}
