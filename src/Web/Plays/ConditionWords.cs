using System.Globalization;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Web.Lists;
using Rapport.Web.Shared;
using Kept = Rapport.Plays.PlayWords;

namespace Rapport.Web.Plays;

/// <summary>A filter as one says it, with the words that its list has: "Stage is Lapsed and Tier is Key".</summary>
internal sealed class ConditionWords
{
    private readonly Dictionary<string, ValueWords> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly ListOf list;
    private readonly ListSpeech speech;

    private ConditionWords(ListOf list) => (this.list, speech) = (list, PlayTexts.Speech(list));

    public static async Task<string> Of(Db db, Filter filter, ListOf list, CancellationToken cancel)
    {
        var words = new ConditionWords(list);
        foreach (var same in In(filter).ToLookup(c => c.Field, StringComparer.OrdinalIgnoreCase))
        {
            var field = list.Field(same.Key) is { } known ? ShownField.Of(known) : null;
            words.values[same.Key] = await ValueWords.Of(
                db,
                field,
                words.speech,
                same.Select(c => c.Value),
                cancel
            );
        }
        return words.Say(filter, alone: true);
    }

    private string Say(Filter filter, bool alone) =>
        filter switch
        {
            AllOf all => Join(all.Parts, PlaybookWords.And, alone),
            AnyOf any when Same(any) is { } conditions =>
                $"{Field(conditions[0])} {PlaybookWords.OneOf} {string.Join(", ", conditions.Select(Value))}",
            AnyOf any => Join(any.Parts, PlaybookWords.Or, alone),
            NotThat { Part: Condition { Comparison: Comparison.Pr } one } =>
                $"{Field(one)} {ListWords.Is_empty}",
            NotThat not => $"{PlaybookWords.Not} ({Say(not.Part, alone: true)})",
            Condition { Comparison: Comparison.Pr } one => $"{Field(one)} {ListWords.Is_pr}",
            Condition one => $"{Field(one)} {Is(one)} {Value(one)}",
            _ => "",
        };

    private string Join(IReadOnlyList<Filter> parts, string word, bool alone)
    {
        var said = string.Join($" {word} ", parts.Select(p => Say(p, alone: false)));
        return alone ? said : $"({said})";
    }

    private string Field(Condition one) => speech.Field(list.Field(one.Field)?.Key ?? one.Field);

    private static string Is(Condition one) =>
        ListWords.ResourceManager.GetString(
            $"Is_{one.Comparison}"
                .ToLowerInvariant()
                .Replace("is_", "Is_", StringComparison.Ordinal),
            CultureInfo.CurrentUICulture
        ) ?? $"{one.Comparison}";

    private string Value(Condition one) =>
        one.Value switch
        {
            Kept.Owner => PlaybookWords.WhoeverOwes,
            Kept.Colleague => PlaybookWords.WhoeverHasIt,
            ConditionFit.Me => ListWords.Me,
            var value => values[one.Field][value] ?? "–",
        };

    private static List<Condition>? Same(AnyOf any)
    {
        var conditions = any.Parts.OfType<Condition>().ToList();
        return
            conditions.Count == any.Parts.Count
            && conditions.TrueForAll(c =>
                c.Comparison == Comparison.Eq && c.Field == conditions[0].Field
            )
            ? conditions
            : null;
    }

    private static IEnumerable<Condition> In(Filter filter) =>
        filter switch
        {
            AllOf all => all.Parts.SelectMany(In),
            AnyOf any => any.Parts.SelectMany(In),
            NotThat not => In(not.Part),
            Condition one => [one],
            _ => [],
        };
}
