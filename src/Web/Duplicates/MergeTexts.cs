using System.Globalization;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Duplicates;
using Rapport.Values;
using Rapport.Web.Audit;
using Rapport.Web.Clients;
using Rapport.Web.Contacts;
using Rapport.Web.Shared;

namespace Rapport.Web.Duplicates;

/// <summary>Words and tones of suggestions and merges.</summary>
public static class MergeTexts
{
    public static string Words(this Reason reason) =>
        reason.Likeness switch
        {
            Likeness.NearName when reason.Figure == 1 => MergeWords.LikeNearNameOne,
            Likeness.NearName => MergeWords.LikeNearName.With(reason.Figure),
            var likeness => likeness.Label(),
        };

    public static string Label(this Likeness likeness) =>
        likeness switch
        {
            Likeness.SameName => MergeWords.LikeSameName,
            Likeness.SwappedName => MergeWords.LikeSwappedName,
            Likeness.NearName => MergeWords.LikeNearNameShort,
            Likeness.PartOfName => MergeWords.LikePartOfName,
            Likeness.SameLegalName => MergeWords.LikeSameLegalName,
            Likeness.SameMail => MergeWords.LikeSameMail,
            Likeness.SameMailbox => MergeWords.LikeSameMailbox,
            Likeness.SameMailDomain => MergeWords.LikeSameMailDomain,
            Likeness.SamePhone => MergeWords.LikeSamePhone,
            Likeness.SameWebsite => MergeWords.LikeSameWebsite,
            _ => MergeWords.LikeSameJob,
        };

    public static string Label(this Sureness sureness) =>
        sureness switch
        {
            Sureness.VeryLikely => MergeWords.SureVeryLikely,
            Sureness.Likely => MergeWords.SureLikely,
            _ => MergeWords.SurePossible,
        };

    public static Tone Tone(this Sureness sureness) =>
        sureness switch
        {
            Sureness.VeryLikely => Shared.Tone.Good,
            Sureness.Likely => Shared.Tone.Info,
            _ => Shared.Tone.Plain,
        };

    public static string Label(this MergeState state) =>
        state switch
        {
            MergeState.Asked => MergeWords.StateAsked,
            MergeState.Running => MergeWords.StateRunning,
            MergeState.Done => MergeWords.StateDone,
            MergeState.TakingBack => MergeWords.StateTakingBack,
            MergeState.TakenBack => MergeWords.StateTakenBack,
            MergeState.Skipped => MergeWords.StateSkipped,
            _ => MergeWords.StateForgotten,
        };

    public static string Label(this BatchState state) =>
        state switch
        {
            BatchState.Asked => MergeWords.StateAsked,
            BatchState.Running => MergeWords.StateRunning,
            BatchState.Done => MergeWords.StateDone,
            BatchState.TakingBack => MergeWords.StateTakingBack,
            _ => MergeWords.StateTakenBack,
        };

    public static Tone Tone(this MergeState state) =>
        state switch
        {
            MergeState.Done => Shared.Tone.Good,
            MergeState.Skipped or MergeState.Forgotten => Shared.Tone.Warn,
            MergeState.Running or MergeState.TakingBack => Shared.Tone.Info,
            _ => Shared.Tone.Plain,
        };

    /// <summary>What a field is called.</summary>
    public static string Label(this MergeField field, string kind) =>
        AuditTexts.Field(kind, field.Key) ?? field.Key;

    /// <summary>A side's value of a field in words; null for none.</summary>
    /// <param name="values">Property by property.</param>
    public static string? Say(
        string kind,
        MergeField field,
        IReadOnlyList<string?> values,
        DateTimeZone zone
    )
    {
        if (
            values is [{ } minor, { } currency]
            && field.Key == nameof(Client.RevenueMinor)
            && long.TryParse(minor, CultureInfo.InvariantCulture, out var amount)
        )
        {
            return ClientTexts.Amount(new Money(amount, currency));
        }
        var told = field
            .Properties.Zip(values)
            .Where(p => !p.First.EndsWith("Key", StringComparison.Ordinal))
            .Where(p => p.Second is not (null or "false"))
            .Select(p =>
                Own(p.First, p.Second!) ?? AuditTexts.Value(kind, p.First, p.Second, null, zone)
            );
        var words = told.OfType<string>().Distinct().ToList();
        // A name's halves stand in it.
        return words.Count == 0 ? null
            : field.Key == nameof(Client.Name) ? words[0]
            : string.Join(" · ", words);
    }

    /// <summary>What has words of its own on the record's page.</summary>
    private static string? Own(string property, string value) =>
        property switch
        {
            nameof(Contact.Channels) => string.Join(
                ", ",
                value.Split(',').Select(ContactTexts.Channel)
            ),
            nameof(Client.Languages) or nameof(Contact.Language) => string.Join(
                ", ",
                value.Split(',').Select(code => CultureInfo.GetCultureInfo(code).DisplayName)
            ),
            nameof(Contact.ReachHours) or nameof(Client.OpenHours) => WeekInput.Say(
                WeeklyHours.Parse(value)
            ),
            nameof(Client.TimeZone) => World.Zone(value),
            _ => null,
        };

    public static string Count(int count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
