using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>Checks what is said of a play, and writes it down.</summary>
internal sealed class PlayFilling(Db db)
{
    private readonly Faults faults = new();

    public async Task<Faults> Fill(Play play, PlayDetails said, CancellationToken cancel)
    {
        play.Name = faults.Text("name", said.Name, Play.NameLength, required: true) ?? "";
        play.Why = faults.Text("why", said.Why, Play.WhyLength);
        var list = await PlayKinds.Find(db, said.Of, cancel);
        faults.If(list is null, "of", Fault.Unknown);
        (play.Of, play.Trigger) = (said.Of ?? "", said.Trigger);
        WhenOf(play, said, list);
        play.Condition = await Filter("condition", said.Condition, list, cancel);
        faults.If(
            said.Trigger == Trigger.State && play.Condition is null,
            "condition",
            Fault.Required
        );
        // By a day that moves on its own, nobody would notice that a state began: that is what dates are for.
        faults.If(
            said.Trigger == Trigger.State && MovesByItself(play.Condition),
            "condition",
            Fault.ValueUnfit
        );
        play.Owes = faults.Text("owes", said.Owes, Play.TextLength, required: true) ?? "";
        (play.Favour, play.Who, play.Guarded) = (said.Favour, said.Who, said.Guarded);
        if (play.Trigger == Trigger.Gate)
        {
            // It raises nothing, so there is no due time, nothing shows it done and nobody hears that it slipped.
            said = said with
            {
                Discharge = Discharge.Hand,
                ByClient = false,
                Ladder = null,
            };
            play.Within = "";
        }
        else
        {
            play.Within = Term("within", said.Within, required: true) ?? "";
        }
        await DischargeOf(play, said, list, cancel);
        LadderOf(play, said.Ladder ?? []);
        await VariantsOf(play, said.Variants ?? [], cancel);
        return faults;
    }

    private void WhenOf(Play play, PlayDetails said, ListOf? list)
    {
        (play.Event, play.DateField, play.Offset) = (null, null, null);
        (play.Lasts, play.Cadence, play.Anchor) = (null, null, null);
        play.Gate = said.Trigger == Trigger.Gate ? said.Gate ?? GateAnswer.Reason : null;
        switch (said.Trigger)
        {
            case Trigger.Event:
            case Trigger.Gate:
                play.Event = said.Event;
                faults.If(said.Event is null, "event", Fault.Required);
                faults.If(
                    said.Event is not null
                        && (!Knows(said.Event) || PlayKinds.OfEvent(said.Event)?.Key != said.Of),
                    "event",
                    Fault.Unknown
                );
                break;
            case Trigger.Date:
                play.DateField = said.DateField;
                faults.If(
                    list?.Field(said.DateField ?? "")
                        is not { Kind: FieldKind.Date or FieldKind.Moment },
                    "dateField",
                    said.DateField is null ? Fault.Required : Fault.Unknown
                );
                play.Offset = Offset("offset", said.Offset ?? "0 d");
                break;
            case Trigger.State:
                play.Lasts = Term("lasts", said.Lasts, required: false);
                break;
            default:
                var cadence = Values.Cadence.Read(said.Cadence);
                faults.If(!cadence.Done || cadence.Value.AfterLast, "cadence", Fault.Unknown);
                play.Cadence = cadence.Done ? cadence.Value.ToString() : said.Cadence;
                play.Anchor = said.Anchor ?? play.Anchor ?? db.Now.InUtc().Date;
                break;
        }
    }

    private async Task DischargeOf(
        Play play,
        PlayDetails said,
        ListOf? list,
        CancellationToken cancel
    )
    {
        (play.Discharge, play.ByClient) = (said.Discharge, said.ByClient);
        (play.DischargeEvent, play.DischargeCondition) = (null, null);
        faults.If(
            said.Discharge == Discharge.StateEnds && said.Trigger != Trigger.State,
            "discharge",
            Fault.NotAllowed
        );
        if (said.Discharge == Discharge.Event)
        {
            play.DischargeEvent = said.DischargeEvent;
            faults.If(
                said.DischargeEvent is null || !Knows(said.DischargeEvent),
                "dischargeEvent",
                said.DischargeEvent is null ? Fault.Required : Fault.Unknown
            );
            var about = PlayKinds.OfEvent(said.DischargeEvent);
            play.DischargeCondition = await Filter(
                "dischargeCondition",
                said.DischargeCondition,
                about is null ? null : await about.OfFirm(db, cancel),
                cancel
            );
        }
        else if (said.Discharge == Discharge.Holds)
        {
            faults.If(said.DischargeCondition is null, "dischargeCondition", Fault.Required);
            play.DischargeCondition = await Filter(
                "dischargeCondition",
                said.DischargeCondition,
                list,
                cancel
            );
        }
    }

    private void LadderOf(Play play, IReadOnlyList<RungDetails> said)
    {
        faults.If(said.Count > PlayRung.Most, "ladder", Fault.TooMany);
        var rungs = said.Select(
                (r, i) =>
                    new PlayRung
                    {
                        PlayId = play.Id,
                        Position = i,
                        After = Term("ladder", r.After, required: true) ?? "",
                        Who = r.Who,
                    }
            )
            .ToList();
        if (
            !rungs
                .Select(r => (r.After, r.Who))
                .SequenceEqual(play.Ladder.Select(r => (r.After, r.Who)))
        )
        {
            play.Ladder.Clear();
            play.Ladder.AddRange(rungs);
        }
    }

    private async Task VariantsOf(
        Play play,
        IReadOnlyList<VariantDetails> said,
        CancellationToken cancel
    )
    {
        faults.If(said.Count > PlayVariant.Most, "variants", Fault.TooMany);
        var clients = said.Select(v => v.ClientId).OfType<Guid>().ToHashSet();
        var known = await db.Set<Client>()
            .Where(c => clients.Contains(c.Id))
            .Select(c => c.Id)
            .ToListAsync(cancel);
        foreach (var one in said)
        {
            faults.If(one.Tier is null == one.ClientId is null, "variants", Fault.Required);
            faults.If(one.ClientId is { } id && !known.Contains(id), "variants", Fault.Unknown);
        }
        faults.If(
            said.Select(v => (v.Tier, v.ClientId)).Distinct().Count() < said.Count,
            "variants",
            Fault.Taken
        );
        // What is said of a client whom the viewer does not see stays as it is.
        var held = play.Variants.Select(v => v.ClientId).OfType<Guid>().ToHashSet();
        var visible = await db.Set<Client>()
            .Where(c => held.Contains(c.Id))
            .Select(c => c.Id)
            .ToListAsync(cancel);
        var unseen = play.Variants.Where(v =>
            v.ClientId is { } id && !visible.Contains(id) && !clients.Contains(id)
        );
        var variants = said.Concat(unseen.Select(VariantDetails.Of))
            .Select(
                (v, i) =>
                    new PlayVariant
                    {
                        PlayId = play.Id,
                        Position = i,
                        Tier = v.Tier,
                        ClientId = v.ClientId,
                        Off = v.Off,
                        Offset = v.Offset is null ? null : Offset("variants", v.Offset),
                        Within = Term("variants", v.Within, required: false),
                    }
            )
            .ToList();
        if (!variants.Select(Said).SequenceEqual(play.Variants.Select(Said)))
        {
            play.Variants.Clear();
            play.Variants.AddRange(variants);
        }

        static object Said(PlayVariant v) => (v.Tier, v.ClientId, v.Off, v.Offset, v.Within);
    }

    /// <summary>A filter that the list can take; what stands for somebody known later is taken for somebody.</summary>
    private async Task<string?> Filter(
        string field,
        string? text,
        ListOf? list,
        CancellationToken cancel
    )
    {
        var read = FilterText.Read(text);
        if (!read.Done)
        {
            faults.Add(field, read.Refusal!.Faults[0].Fault, read.Refusal.Faults[0].Detail);
            return null;
        }
        if (read.Value is not { } filter || list is null)
        {
            return null;
        }
        var tried = await list.Matching(
            db,
            DateTimeZone.Utc,
            PlayWords.Somebody(filter),
            [],
            _ => true,
            cancel
        );
        if (!tried.Done)
        {
            faults.Add(field, tried.Refusal!.Faults[0].Fault, tried.Refusal.Faults[0].Detail);
        }
        return FilterText.Write(filter);
    }

    private static bool MovesByItself(string? condition) =>
        FilterText.Read(condition) is { Done: true, Value: { } filter }
        && PlayWords.ConditionsIn(filter).Any(c => DayText.IsRelative(c.Value));

    private string? Term(string field, string? text, bool required)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            faults.If(required, field, Fault.Required);
            return null;
        }
        var term = Values.Term.TryParse(text);
        faults.If(term is null, field, Fault.NotASpan);
        return term?.ToString();
    }

    private string? Offset(string field, string text)
    {
        var offset = DayOffset.TryParse(text);
        faults.If(offset is null, field, Fault.NotASpan);
        return offset?.ToString();
    }

    private static bool Knows(string name) => EventName.Catalogue.Any(e => e.Name == name);
}
