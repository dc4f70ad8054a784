using System.Globalization;
using NodaTime;
using Rapport.Offers;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Offers;

/// <summary>What an opportunity's stage, dates and value are in words.</summary>
internal static class OpportunityTexts
{
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

    /// <summary>"closed 1 Mar 2017" for what is won or lost, "since 20 Oct 2016" for what is open.</summary>
    public static string? When(OpportunityRecord record) =>
        record switch
        {
            { Stage: OpportunityStage.Won or OpportunityStage.Lost, Closed: { } closed } =>
                OfferWords.ClosedOn.With(ClientTexts.Date(closed)),
            { Closed: { } expected } => OfferWords.ExpectedOn.With(ClientTexts.Date(expected)),
            { Opened: { } opened } => OfferWords.Since.With(ClientTexts.Date(opened)),
            _ => null,
        };

    public static string? Client(OpportunityRecord record) =>
        record.Client ?? (record.ClientNamed is { } named ? OfferWords.NotOurs.With(named) : null);
}
