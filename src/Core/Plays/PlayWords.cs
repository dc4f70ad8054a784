using Rapport.Lists;

namespace Rapport.Plays;

/// <summary>What stands in a play's texts and conditions for what is known only when it raises something.</summary>
public static class PlayWords
{
    public const string Client = "{client}";
    public const string Subject = "{subject}";

    /// <summary>In conditions: whoever owes it.</summary>
    public const string Owner = "{owner}";

    /// <summary>In conditions: the colleague who has the record, such as the one of a seat.</summary>
    public const string Colleague = "{colleague}";

    /// <summary>The same filter with ids in their places.</summary>
    internal static Filter Filled(Filter filter, Guid? owner, Guid? colleague) =>
        filter switch
        {
            AllOf all => new AllOf([.. all.Parts.Select(p => Filled(p, owner, colleague))]),
            AnyOf any => new AnyOf([.. any.Parts.Select(p => Filled(p, owner, colleague))]),
            NotThat not => new NotThat(Filled(not.Part, owner, colleague)),
            Condition { Value: Owner } one => one with { Value = Id(owner) },
            Condition { Value: Colleague } one => one with { Value = Id(colleague) },
            _ => filter,
        };

    /// <summary>With nobody in their places: for asking whether it could be answered.</summary>
    internal static Filter Somebody(Filter filter) => Filled(filter, null, null);

    internal static IEnumerable<Condition> ConditionsIn(Filter filter) =>
        filter switch
        {
            AllOf all => all.Parts.SelectMany(ConditionsIn),
            AnyOf any => any.Parts.SelectMany(ConditionsIn),
            NotThat not => ConditionsIn(not.Part),
            Condition one => [one],
            _ => [],
        };

    private static string Id(Guid? id) => (id ?? Guid.Empty).ToString();
}
