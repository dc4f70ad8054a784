using System.Linq.Expressions;
using NodaTime;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>Works figures out of the rows of a list: totals in one statement, groups in one more, of several words in two.</summary>
/// <param name="zone">Of whoever asks: days begin there.</param>
internal sealed class FigureQuery<TRow>(
    ListOf<TRow> list,
    Db db,
    DateTimeZone zone,
    IQueryable<TRow> rows
)
    where TRow : Row
{
    // More than there are currencies in use.
    private const int MostCurrencies = 200;

    private readonly Shapes<TRow> shapes = new(db);

    /// <summary>Refuses a field that has no sum, or one that rows cannot be grouped by.</summary>
    public async Task<Result<Figures>> Of(FiguresSaid said, CancellationToken cancel)
    {
        var faults = new Faults();
        var field = said.Measure == Measure.Count ? null : list.Find(said.Field ?? "");
        faults.If(
            said.Measure != Measure.Count && field is not { Sums: true },
            "field",
            Fault.FieldUnknown,
            said.Field
        );
        var by = said.Group is null ? null : list.Find(said.Group);
        faults.If(
            said.Group is not null && by is not { Groups: true },
            "group",
            Fault.FieldUnknown,
            said.Group
        );
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var measured = new Measured(
            said.Measure,
            field,
            field is null ? null : shapes.Of(field.Value),
            field?.Currency is null ? null : shapes.Of(field.Currency)
        );
        var lines = await Totals(measured, cancel);
        var currency = field?.Currency is null
            ? null
            : (string?)lines.FirstOrDefault(l => l.Key is string)?.Key;
        var totals = lines
            .Where(l => field?.Currency is null || l.Key is string)
            .Select(l => Total(measured, l))
            .ToList();
        if (lines.Count == 0 && field?.Currency is null)
        {
            totals.Add(new Total(null, Figure.None, null));
        }
        if (by is null || lines.Count == 0 || (field?.Currency is not null && currency is null))
        {
            return new Figures(said, totals, currency, [], false, false);
        }
        var grouped = rows;
        if (currency is not null)
        {
            grouped = rows.Where(
                shapes.Lambda<bool>(
                    Expression.Equal(measured.CurrencyOf!, Shapes<TRow>.Said(currency))
                )
            );
        }
        var narrowed = currency is null ? null : totals[0].Filter;
        var (groups, overlap, more) = await Groups(
            said,
            by,
            measured with
            {
                Currency = currency,
            },
            grouped,
            totals[0].Figure,
            cancel
        );
        return new Figures(
            said,
            totals,
            currency,
            [
                .. groups.Select(g =>
                    g.Filter is null ? g : g with { Filter = Filter.Both(g.Filter, narrowed) }
                ),
            ],
            overlap,
            more
        );
    }

    private Task<IReadOnlyList<GroupLine>> Totals(Measured measured, CancellationToken cancel) =>
        GroupLines<TRow>.By(
            rows,
            shapes,
            measured.CurrencyOf ?? Expression.Constant("", typeof(string)),
            null,
            measured.Amount,
            // Totals come in the order of how many rows they are of.
            Measure.Count,
            MostCurrencies,
            cancel
        );

    private static Total Total(Measured measured, GroupLine line)
    {
        if (measured.Field is not { Kind: FieldKind.Money } field)
        {
            return new(null, measured.Whole(line.Figure, null), null);
        }
        var currency = (string)line.Key!;
        // All that is held in a currency is at least the least of it.
        var least = new Money(Math.Min(line.Least ?? 0, 0), currency);
        return new(
            currency,
            measured.Whole(line.Figure, currency),
            new Condition(field.Key, Comparison.Ge, FieldText.Write(least))
        );
    }

    private async Task<(IReadOnlyList<Group> Groups, bool Overlap, bool More)> Groups(
        FiguresSaid said,
        ListField<TRow> by,
        Measured measured,
        IQueryable<TRow> grouped,
        Figure total,
        CancellationToken cancel
    )
    {
        switch (by.Kind)
        {
            case FieldKind.Date or FieldKind.Moment:
                var today = db.Now.InZone(zone).Date;
                var spans = Spans.Of(said.Step, said.Ahead, today, Figures.Most);
                var placed = await Lines(
                    grouped,
                    spans.Place<TRow>(shapes.Of(by.Value), zone),
                    null,
                    measured,
                    Figures.Most + 3,
                    cancel
                );
                return (GroupsOf.Spans(by, spans, placed, measured), false, false);
            case FieldKind.Choices or FieldKind.Words:
                var each = await Each(by, measured, grouped, cancel);
                var none = await Lines(
                    grouped.Where(shapes.Lambda<bool>(None(by))),
                    Expression.Constant("", typeof(string)),
                    null,
                    measured,
                    1,
                    cancel
                );
                var several = GroupsOf.Values(by, [.. each.Take(Figures.Most)], measured);
                return (
                    [
                        .. several,
                        .. none.Select(l => GroupsOf.Without(by, measured.Whole(l.Figure))),
                    ],
                    true,
                    each.Count > Figures.Most
                );
            default:
                var value = shapes.Of(by.Value);
                var lines = await Lines(
                    grouped,
                    // What a record of ours does not say is told apart from what it lacks nowhere else either.
                    by.Kind == FieldKind.YesNo
                        ? Expression.Condition(
                            value,
                            Expression.Constant(1),
                            Expression.Constant(0)
                        )
                        : value,
                    by.Kind is FieldKind.Text or FieldKind.Person or FieldKind.Client
                        ? shapes.Of(by.Shown)
                        : null,
                    measured,
                    Figures.Most + 2,
                    cancel
                );
                return (GroupsOf.Single(by, lines, measured, total), false, false);
        }
    }

    private Task<IReadOnlyList<GroupLine>> Lines(
        IQueryable<TRow> grouped,
        Expression key,
        Expression? name,
        Measured measured,
        int most,
        CancellationToken cancel
    ) =>
        GroupLines<TRow>.By(
            grouped,
            shapes,
            key,
            name,
            measured.Amount,
            measured.Measure,
            most,
            cancel
        );

    private Task<IReadOnlyList<GroupLine>> Each(
        ListField<TRow> by,
        Measured measured,
        IQueryable<TRow> grouped,
        CancellationToken cancel
    ) =>
        by switch
        {
            { Kind: FieldKind.Choices } => new GroupLines<TRow, Guid?>(shapes).Each<Guid?>(
                grouped,
                shapes.Of(by.Value),
                id => id,
                null,
                measured.Amount,
                measured.Measure,
                Figures.Most + 1,
                cancel
            ),
            { Written: { } written } => new GroupLines<TRow, string>(shapes).Each<Word>(
                grouped,
                shapes.Of(written),
                word => word.Key,
                word => word.Text,
                measured.Amount,
                measured.Measure,
                Figures.Most + 1,
                cancel
            ),
            _ => new GroupLines<TRow, string>(shapes).Each<string>(
                grouped,
                shapes.Of(by.Value),
                key => key,
                key => key,
                measured.Amount,
                measured.Measure,
                Figures.Most + 1,
                cancel
            ),
        };

    private UnaryExpression None(ListField<TRow> by) =>
        Expression.Not(
            Expression.Call(
                typeof(Queryable),
                nameof(Queryable.Any),
                [by.Kind == FieldKind.Choices ? typeof(Guid?) : typeof(string)],
                shapes.Of(by.Value)
            )
        );
}

/// <summary>What is summed, and how it is kept.</summary>
/// <param name="Amount">Of type long?; null where rows are counted.</param>
/// <param name="CurrencyOf">Of type string?; null of what is no money.</param>
internal sealed record Measured(
    Measure Measure,
    IListField? Field,
    Expression? Amount,
    Expression? CurrencyOf
)
{
    /// <summary>Of money, that of the rows that are grouped.</summary>
    public string? Currency { get; init; }

    public Figure Whole(Figure kept) => Whole(kept, Currency);

    /// <summary>In whole units of what is kept in small ones.</summary>
    public Figure Whole(Figure kept, string? currency) =>
        Field is null
            ? kept
            : kept with
            {
                Sum =
                    kept.Sum
                    / (
                        currency is null
                            ? FieldText.Scale(Field.Decimals)
                            : Currencies.Scale(currency)
                    ),
            };
}
