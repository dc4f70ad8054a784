using NodaTime.Text;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Lists;
using Rapport.Plays;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Commitments;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>A play as it was typed. Conditions are phrases, and dates say of which kind of records they are.</summary>
public sealed class PlayInput
{
    private const string RowsOf = "Variants";

    public string? Name { get; init; }
    public string? Why { get; init; }
    public string? Of { get; init; }
    public string? Trigger { get; init; }
    public string? Event { get; init; }
    public string? Gate { get; init; }
    public string? DateField { get; init; }
    public string? Offset { get; init; }
    public string? Lasts { get; init; }
    public string? Cadence { get; init; }
    public string? Anchor { get; init; }
    public string? Condition { get; init; }
    public string? Owes { get; init; }
    public string? Favour { get; init; }
    public string? Who { get; init; }
    public string? Within { get; init; }
    public string? Discharge { get; init; }
    public string? DischargeEvent { get; init; }
    public bool ByClient { get; init; }
    public string? DischargeCondition { get; init; }
    public bool Guarded { get; init; }

    /// <summary>By the name of the field: Ladder.0.After, Ladder.0.Who.</summary>
    public IReadOnlyDictionary<string, string> Ladder { get; init; } =
        new Dictionary<string, string>();

    public List<FormRow> Variants { get; init; } = [];

    public static string After(int at) => $"Ladder.{at}.After";

    public static string WhoAt(int at) => $"Ladder.{at}.Who";

    /// <summary>What its form says of it, as it is told where two change it.</summary>
    internal static FormShape Shape =>
        new(
            [
                new("Name", PlaybookWords.Name),
                new("Why", PlaybookWords.Why, Long: true),
                new("Of", PlaybookWords.Of, PlayChoices.Kinds),
                new("Trigger", PlaybookWords.When, PlayChoices.Triggers),
                new("Event", PlaybookWords.Event, PlayChoices.Events),
                new("Gate", PlaybookWords.Gate, PlayChoices.Gates),
                new("DateField", PlaybookWords.DateField),
                new("Offset", PlaybookWords.Offset),
                new("Lasts", PlaybookWords.Lasts),
                new("Cadence", PlaybookWords.Cadence),
                new("Anchor", PlaybookWords.Anchor, Type: "date"),
                new("Condition", PlaybookWords.Condition),
                new("Owes", PlaybookWords.Owes),
                new("Favour", CommitmentWords.Favour, PlayChoices.Favours),
                new("Who", PlaybookWords.Who, PlayChoices.Whos),
                new("Within", PlaybookWords.Within),
                new("Discharge", PlaybookWords.Discharge, PlayChoices.Discharges),
                new("DischargeEvent", PlaybookWords.Event, PlayChoices.Events),
                new("ByClient", PlaybookWords.ByClient, Type: FormShape.Checkbox),
                new("DischargeCondition", PlaybookWords.DischargeCondition),
                new("Guarded", PlaybookWords.Guarded, Type: FormShape.Checkbox),
                .. Enumerable
                    .Range(0, PlayRung.Most)
                    .SelectMany(at =>
                        new FormColumn[]
                        {
                            new(
                                After(at),
                                PlaybookWords.RungAfter.With(at + 1),
                                Property: "Ladder"
                            ),
                            new(
                                WhoAt(at),
                                PlaybookWords.RungWho.With(at + 1),
                                PlayChoices.Whos,
                                Property: "Ladder"
                            ),
                        }
                    ),
            ],
            RowsOf,
            Columns,
            PlaybookWords.Variant
        );

    public static IReadOnlyList<FormColumn> Columns =>
        [
            new("Tier", PlaybookWords.Tier, [new("", PlaybookWords.NoTier), .. PlayChoices.Tiers]),
            new("Client", PlaybookWords.Client),
            new(
                "Off",
                PlaybookWords.Raises,
                [new("", PlaybookWords.RaisesYes), new("true", PlaybookWords.RaisesNo)]
            ),
            new("Offset", PlaybookWords.Offset),
            new("Within", PlaybookWords.Within),
        ];

    public static PlayInput Read(IFormCollection form) =>
        new()
        {
            Name = Said(form, "Name"),
            Why = Said(form, "Why"),
            Of = Said(form, "Of"),
            Trigger = Said(form, "Trigger"),
            Event = Said(form, "Event"),
            Gate = Said(form, "Gate"),
            DateField = Said(form, "DateField"),
            Offset = Said(form, "Offset"),
            Lasts = Said(form, "Lasts"),
            Cadence = Said(form, "Cadence"),
            Anchor = Said(form, "Anchor"),
            Condition = Said(form, "Condition"),
            Owes = Said(form, "Owes"),
            Favour = Said(form, "Favour"),
            Who = Said(form, "Who"),
            Within = Said(form, "Within"),
            Discharge = Said(form, "Discharge"),
            DischargeEvent = Said(form, "DischargeEvent"),
            ByClient = Said(form, "ByClient") is not null,
            DischargeCondition = Said(form, "DischargeCondition"),
            Guarded = Said(form, "Guarded") is not null,
            Ladder = form.Where(f => f.Key.StartsWith("Ladder.", StringComparison.Ordinal))
                .ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal),
            Variants = FormRows.Read(form, RowsOf),
        };

    public static PlayInput From(PlayRecord play)
    {
        var said = play.Details;
        return new()
        {
            Name = said.Name,
            Why = said.Why,
            Of = said.Of,
            Trigger = $"{said.Trigger}",
            Event = said.Event,
            Gate = said.Gate is { } gate ? $"{gate}" : null,
            DateField = said.DateField is null ? null : $"{said.Of}/{said.DateField}",
            Offset = said.Offset,
            Lasts = said.Lasts,
            Cadence = said.Cadence,
            Anchor = said.Anchor is { } day ? LocalDatePattern.Iso.Format(day) : null,
            Condition = PlayPhrases.Write(said.Condition),
            Owes = said.Owes,
            Favour = $"{said.Favour}",
            Who = $"{said.Who}",
            Within = said.Within,
            Discharge = $"{said.Discharge}",
            DischargeEvent = said.DischargeEvent,
            ByClient = said.ByClient,
            DischargeCondition = PlayPhrases.Write(said.DischargeCondition),
            Guarded = said.Guarded,
            Ladder = (said.Ladder ?? [])
                .Index()
                .SelectMany(r =>
                    new[]
                    {
                        KeyValuePair.Create(After(r.Index), r.Item.After ?? ""),
                        KeyValuePair.Create(WhoAt(r.Index), $"{r.Item.Who}"),
                    }
                )
                .ToDictionary(StringComparer.Ordinal),
            Variants =
            [
                .. (said.Variants ?? []).Select(v => new FormRow(
                    new Dictionary<string, string>
                    {
                        ["Tier"] = $"{v.Tier}",
                        ["Client"] = v.ClientId is { } id
                            ? play.Clients.GetValueOrDefault(id, "")
                            : "",
                        ["Off"] = v.Off ? "true" : "",
                        ["Offset"] = v.Offset ?? "",
                        ["Within"] = v.Within ?? "",
                    }
                )),
            ],
        };
    }

    internal async Task<PlayDetails> Details(Db db, Faults faults, CancellationToken cancel)
    {
        var trigger = Choice.Of(Trigger, Rapport.Plays.Trigger.Event, "trigger", faults);
        var discharge = Choice.Of(Discharge, Rapport.Plays.Discharge.Hand, "discharge", faults);
        var list = await PlayKinds.Find(db, Of, cancel);
        var about =
            discharge == Rapport.Plays.Discharge.Event
            && PlayKinds.OfEvent(DischargeEvent) is { } noun
                ? await noun.OfFirm(db, cancel)
                : list;
        var anchor = LocalDatePattern.Iso.Parse(Anchor ?? "");
        faults.If(Anchor is not null && !anchor.Success, "anchor", Fault.NotADate);
        return new()
        {
            Name = Name,
            Why = Why,
            Of = Of,
            Trigger = trigger,
            Event = Event,
            Gate =
                trigger == Rapport.Plays.Trigger.Gate
                    ? Choice.Of(Gate, GateAnswer.Reason, "gate", faults)
                    : null,
            DateField = Date(faults, trigger),
            Offset = Offset,
            Lasts = Lasts,
            Cadence = Cadence,
            Anchor = anchor.Success ? anchor.Value : null,
            Condition = PlayPhrases.Read("condition", Condition, list, faults),
            Owes = Owes,
            Favour = Choice.Of(Favour, Rapport.Commitments.Favour.Internal, "favour", faults),
            Who = Choice.Of(Who, Rapport.Plays.Who.AccountManager, "who", faults),
            Within = Within,
            Discharge = discharge,
            DischargeEvent = DischargeEvent,
            ByClient = ByClient,
            DischargeCondition = discharge
                is Rapport.Plays.Discharge.Event
                    or Rapport.Plays.Discharge.Holds
                ? PlayPhrases.Read("dischargeCondition", DischargeCondition, about, faults)
                : null,
            Guarded = Guarded,
            Ladder = [.. Rungs(faults)],
            Variants = await Others(db, faults, cancel),
        };
    }

    /// <summary>A date of another kind of records is none of this.</summary>
    private string? Date(Faults faults, Trigger trigger)
    {
        var parts = DateField?.Split('/');
        faults.If(
            trigger == Rapport.Plays.Trigger.Date && parts is { Length: 2 } && parts[0] != Of,
            "dateField",
            Fault.Unknown
        );
        return parts?[^1];
    }

    private IEnumerable<RungDetails> Rungs(Faults faults) =>
        Enumerable
            .Range(0, PlayRung.Most)
            .Where(at => !string.IsNullOrWhiteSpace(Ladder.GetValueOrDefault(After(at))))
            .Select(at => new RungDetails(
                Ladder[After(at)],
                Choice.Of(
                    Ladder.GetValueOrDefault(WhoAt(at)),
                    Rapport.Plays.Who.Sponsor,
                    "ladder",
                    faults
                )
            ));

    private async Task<List<VariantDetails>> Others(Db db, Faults faults, CancellationToken cancel)
    {
        var others = new List<VariantDetails>();
        foreach (var row in Variants.Where(r => Columns.Any(c => r[c.Name] is not null)))
        {
            others.Add(
                new()
                {
                    Tier = Choice.Of<Tier>(row["Tier"]),
                    ClientId = await ClientNames.Chosen(
                        db,
                        row["Client"],
                        "variants",
                        faults,
                        cancel
                    ),
                    Off = row["Off"] is not null,
                    Offset = row["Offset"],
                    Within = row["Within"],
                }
            );
        }
        return others;
    }

    private static string? Said(IFormCollection form, string name) =>
        form[name].ToString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text)
            ? text.Trim()
            : null;
}

/// <summary>Conditions as phrases, and where a phrase is wrong.</summary>
internal static class PlayPhrases
{
    public static string? Write(string? filter) =>
        FilterText.Read(filter) is { Done: true, Value: { } read }
            ? FilterPhrase.Write(read)
            : filter;

    /// <summary>The filter that a phrase says, as it is kept; null of none, and of one with a fault.</summary>
    public static string? Read(string field, string? phrase, ListOf? list, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(phrase))
        {
            return null;
        }
        var read = FilterPhrase.Read(phrase);
        if (Wrong(phrase, list) is { } wrong)
        {
            faults.Add(
                field,
                wrong.Fault,
                wrong.Detail ?? phrase.Substring(wrong.At, wrong.Length)
            );
            return null;
        }
        return read.Filter is { } filter ? FilterText.Write(filter) : null;
    }

    /// <summary>The first thing that is wrong with a phrase; what stands for somebody known later is not.</summary>
    public static PhraseFault? Wrong(string? phrase, ListOf? list)
    {
        if (string.IsNullOrWhiteSpace(phrase))
        {
            return null;
        }
        var read = list is null ? FilterPhrase.Read(phrase) : FilterPhrase.Read(phrase, list);
        return read.Faults.FirstOrDefault(f => !phrase.Substring(f.At, f.Length).Contains('{'));
    }
}
