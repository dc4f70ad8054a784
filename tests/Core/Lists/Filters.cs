using FsCheck;
using FsCheck.Fluent;
using Rapport.Clients;
using Rapport.Fields;
using Rapport.Lists;

namespace Rapport.Tests.Core.Lists;

/// <summary>Arbitrary filters of the list of clients, and what only looks like one.</summary>
internal static class Filters
{
    private static readonly string[] Texts =
    [
        "Atlas",
        "öl",
        "o",
        "a b",
        "\"",
        "\\",
        "and",
        "(",
        "30",
        "-1.5",
        "30 EUR",
        "%",
        "_",
        "-P30D",
        "漢字",
        "😀",
    ];

    private static readonly string[] Days =
    [
        "today",
        "-P30D",
        "-P1D",
        "P2W",
        "P3M",
        "-P1Y",
        "-P1Y2M",
        "-15BD",
        "1BD",
        "2026-03-31",
        "2026-03-30T13:00:00+02:00",
    ];

    private static readonly string[] Pieces =
    [
        "tier",
        "lastTouch",
        "name",
        "colour",
        "=",
        "!=",
        ">=",
        "in",
        "in the",
        "next",
        "last",
        "(",
        ")",
        ",",
        "not",
        "is",
        "empty",
        "older",
        "than",
        "30",
        "9999",
        "days",
        "bd",
        "ago",
        "EUR",
        "key",
        "and",
        "or",
        "\"a\"",
        "\"",
        "\"\\u",
        "today",
        "😀",
        "\ud83d",
        "\u0000",
        "\n",
        "starts",
        "with",
    ];

    public static Gen<Filter> Any => Of(3);

    /// <summary>Such as its field takes.</summary>
    public static Gen<Condition> One =>
        from of in Gen.Elements(ClientList.Instance.Fields.ToArray())
        from comparison in Gen.Elements(ConditionFit.Comparisons(of.Kind).ToArray())
        from value in Values(of)
        select new Condition(of.Key, comparison, comparison == Comparison.Pr ? null : value);

    /// <summary>Such as its field may refuse.</summary>
    public static Gen<Condition> Loose =>
        from of in Gen.Elements(ClientList.Instance.Fields.ToArray())
        from other in Gen.Elements(ClientList.Instance.Fields.ToArray())
        from comparison in Gen.Elements(Enum.GetValues<Comparison>())
        from value in Gen.OneOf(Values(of), Values(of), Values(other), Gen.Elements(Texts))
        select new Condition(of.Key, comparison, comparison == Comparison.Pr ? null : value);

    public static Gen<string> Rubbish =>
        from pieces in Gen.Elements(Pieces).ListOf()
        from between in Gen.Elements(" ", " ", "")
        select string.Join(between, pieces.Take(20));

    private static Gen<Filter> Of(int depth)
    {
        var one = One.Select(Filter (c) => c);
        if (depth == 0)
        {
            return one;
        }
        var parts = Of(depth - 1).ArrayOf(2);
        return Gen.Frequency(
            (3, one),
            (1, parts.Select(Filter (p) => new AllOf(p))),
            (1, parts.Select(Filter (p) => new AnyOf(p))),
            (1, Of(depth - 1).Select(Filter (p) => new NotThat(p))),
            (1, Among),
            (1, Within)
        );
    }

    private static Gen<Filter> Among =>
        from of in Gen.Elements(ClientList.Instance.Fields.ToArray())
        from values in Values(of).ArrayOf(2)
        select (Filter)new AnyOf([.. values.Select(v => new Condition(of.Key, Comparison.Eq, v))]);

    private static Gen<Filter> Within =>
        from begin in Gen.Elements("today", "-P30D", "-15BD")
        from end in Gen.Elements("today", "P30D", "P2W")
        select (Filter)
            new AllOf([
                new Condition("lastTouch", Comparison.Ge, begin),
                new Condition("lastTouch", Comparison.Le, end),
            ]);

    private static Gen<string> Values(ListField<Client> field) =>
        field.Kind switch
        {
            FieldKind.Choice or FieldKind.Choices => Gen.Elements(
                field.Choices!.Select(c => c.Key).ToArray()
            ),
            FieldKind.Number => Gen.Elements("0", "12", "100", "250"),
            FieldKind.Money => Gen.Elements("1000.00 EUR", "1 USD", "999.99 EUR"),
            FieldKind.Moment or FieldKind.Date => Gen.Elements(Days),
            FieldKind.Person or FieldKind.Client => Gen.Elements(
                "me",
                "00000000-0000-7000-8000-000000000001"
            ),
            _ => Gen.Elements(Texts.Where(t => Rapport.Values.Folded.Key(t).Length > 0).ToArray()),
        };
}
