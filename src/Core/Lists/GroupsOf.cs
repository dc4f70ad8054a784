using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>Groups of what a statement told, in the order in which they are shown, each with the filter that leads to it.</summary>
internal static class GroupsOf
{
    /// <summary>All spans, those without rows too, what lies beside them, and what has no day.</summary>
    public static IReadOnlyList<Group> Spans(
        IListField by,
        Spans spans,
        IReadOnlyList<GroupLine> lines,
        Measured measured
    )
    {
        Figure At(int place) =>
            lines.FirstOrDefault(l => (int?)l.Key == place) is { } line
                ? measured.Whole(line.Figure)
                : Figure.None;
        var groups = Enumerable
            .Range(0, spans.Count)
            .Select(place => new Group(
                GroupKind.Value,
                FieldText.Write(spans[place]),
                null,
                null,
                spans[place],
                At(place),
                spans.Filter(by.Key, place)
            ))
            .ToList();
        Beside(GroupKind.Earlier, Lists.Spans.Earlier);
        Beside(GroupKind.Later, spans.Count);
        var none = lines.FirstOrDefault(l => l.Key is null);
        return none is null ? groups : [.. groups, Without(by, measured.Whole(none.Figure))];

        void Beside(GroupKind kind, int place)
        {
            if (At(place) is { Rows: > 0 } figure)
            {
                groups.Add(new(kind, null, null, null, null, figure, spans.Filter(by.Key, place)));
            }
        }
    }

    /// <summary>The greatest, the rest of them together, and what holds nothing.</summary>
    /// <param name="lines">What holds nothing first.</param>
    /// <param name="total">Of all rows.</param>
    public static IReadOnlyList<Group> Single(
        IListField by,
        IReadOnlyList<GroupLine> lines,
        Measured measured,
        Figure total
    )
    {
        var none = lines.FirstOrDefault(l => l.Key is null);
        var held = lines.Where(l => l.Key is not null).ToList();
        var shown = Values(by, [.. held.Take(Figures.Most)], measured);
        List<Group> groups = [.. shown];
        var without = none is null ? Figure.None : measured.Whole(none.Figure);
        if (held.Count > Figures.Most)
        {
            var rest = shown.Aggregate(total - without, (left, group) => left - group.Figure);
            groups.Add(new(GroupKind.Rest, null, null, null, null, rest, Rest(by, shown)));
        }
        if (none is not null)
        {
            groups.Add(Without(by, without));
        }
        return groups;
    }

    /// <summary>Choices in the order in which they are offered, with those that no row has; anything else as it came.</summary>
    public static IReadOnlyList<Group> Values(
        IListField by,
        IReadOnlyList<GroupLine> lines,
        Measured measured
    )
    {
        var groups = lines.Select(l => Value(by, l, measured)).ToList();
        if (by.Kind == FieldKind.YesNo)
        {
            return [.. groups.OrderByDescending(g => g.Key, StringComparer.Ordinal)];
        }
        if (by.Choices is not { } choices)
        {
            return groups;
        }
        var offered = choices.Count(c => !c.Dropped) <= Figures.Most && lines.Count < Figures.Most;
        return
        [
            .. choices
                .Select(c =>
                    groups.Find(g => g.Key == c.Key)
                    ?? (offered && !c.Dropped ? Value(by, c, Figure.None) : null)
                )
                .OfType<Group>(),
        ];
    }

    public static Group Without(IListField by, Figure figure) =>
        new(
            GroupKind.Without,
            null,
            null,
            null,
            null,
            figure,
            new NotThat(new Condition(by.Key, Comparison.Pr))
        );

    private static Group Value(IListField by, GroupLine line, Measured measured)
    {
        var figure = measured.Whole(line.Figure);
        return line.Key switch
        {
            Enum member => Value(by, by.Choices!.Find(FieldText.Write(member))!, figure),
            Guid id when by.Choices is { } choices => Value(
                by,
                choices.Find(id) ?? new Choice(id.ToString()) { Id = id },
                figure
            ),
            int said => Value(by, said == 1 ? FieldText.Yes : FieldText.No, null, figure),
            string code when by.Choices is { } choices => Value(by, choices.OfCode(code), figure),
            string key => Value(by, key, line.Name, figure),
            var key => Value(by, FieldText.Write(key)!, line.Name, figure),
        };
    }

    private static Group Value(IListField by, Choice choice, Figure figure) =>
        new(GroupKind.Value, choice.Key, null, choice, null, figure, Is(by, choice.Key));

    private static Group Value(IListField by, string key, string? name, Figure figure) =>
        new(GroupKind.Value, key, name, null, null, figure, Is(by, Said(by, key, name)));

    /// <summary>A text as it is written, which folds to its key again.</summary>
    private static string Said(IListField by, string key, string? name) =>
        by.Kind is FieldKind.Text or FieldKind.Words && name is not null ? name : key;

    /// <summary>Null of a text of signs alone, by which nothing is found.</summary>
    private static Condition? Is(IListField by, string value) =>
        by.Kind is FieldKind.Text or FieldKind.Words && Folded.Key(value).Length == 0
            ? null
            : new Condition(by.Key, Comparison.Eq, value);

    private static AllOf? Rest(IListField by, IReadOnlyList<Group> shown) =>
        shown.Any(g => g.Filter is null)
            ? null
            : new AllOf([
                new Condition(by.Key, Comparison.Pr),
                .. shown.Select(g => (Condition)g.Filter! with { Comparison = Comparison.Ne }),
            ]);
}
