using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Plays;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>What the form of a play offers.</summary>
internal static class PlayChoices
{
    public static IReadOnlyList<Option> Kinds =>
        [.. PlayKinds.All.Select(l => new Option(l.Key, PlayTexts.Kind(l.Key)))];

    public static IReadOnlyList<Option> Triggers => Of<Trigger>(PlayTexts.Label);

    public static IReadOnlyList<Option> Gates => Of<GateAnswer>(PlayTexts.Label);

    public static IReadOnlyList<Option> Discharges => Of<Discharge>(PlayTexts.Label);

    public static IReadOnlyList<Option> Whos => Of<Who>(PlayTexts.Label);

    public static IReadOnlyList<Option> Favours => Of<Favour>(CommitmentTexts.Label);

    public static IReadOnlyList<Option> Tiers => Of<Tier>(ClientTexts.Label);

    public static IReadOnlyList<Option> Events =>
        [
            .. PlayKinds.Events.Select(e => new Option(
                e.Name,
                PlayTexts.Happened(e.Name),
                PlayTexts.Kind(PlayKinds.OfEvent(e.Name)!.Key)
            )),
        ];

    /// <summary>Dates of all kinds of records, with those that the firm added.</summary>
    public static async Task<IReadOnlyList<Option>> Dates(Db db, CancellationToken cancel)
    {
        var dates = new List<Option>();
        foreach (var kind in PlayKinds.All)
        {
            var list = await kind.OfFirm(db, cancel);
            var speech = PlayTexts.Speech(list);
            dates.AddRange(
                list.Offered.Where(f => f.Kind is FieldKind.Date or FieldKind.Moment)
                    .Select(f => new Option(
                        $"{list.Key}/{f.Key}",
                        speech.Field(f.Key),
                        PlayTexts.Kind(list.Key)
                    ))
            );
        }
        return dates;
    }

    private static IReadOnlyList<Option> Of<T>(Func<T, string> label)
        where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(v => new Option($"{v}", label(v)))];
}
