using System.Globalization;
using NodaTime;
using Rapport.Offers;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Offers;

/// <summary>What an opportunity's stage, dates and value are in words.</summary>
internal static class OpportunityTexts
{
    /// <summary>How lists of opportunities speak.</summary>
    public static readonly ListSpeech List = new(
        key =>
            OfferWords.ResourceManager.GetString("Field_" + key, CultureInfo.CurrentUICulture)
            ?? key,
        choice => choice is OpportunityStage stage ? stage.Label() : choice.ToString()
    );

    public static string Label(this OpportunityStage stage) =>
        OfferWords.ResourceManager.GetString($"Stage{stage}", CultureInfo.CurrentUICulture)
        ?? stage.ToString();

    public static Tone Tone(this OpportunityStage stage) =>
        stage switch
        {
            OpportunityStage.Won => Shared.Tone.Good,
            OpportunityStage.Lost => Shared.Tone.Bad,
            OpportunityStage.Proposed => Shared.Tone.Info,
            _ => Shared.Tone.Plain,
        };

    public static string? Value(OpportunityRecord record) =>
        record.Value is { } value
            ? ClientTexts.Amount(new Money(value.Minor, value.Currency))
            : null;

    public static string? Client(OpportunityRecord record) =>
        record.Client ?? (record.ClientNamed is { } named ? OfferWords.NotOurs.With(named) : null);
}
