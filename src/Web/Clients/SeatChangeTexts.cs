using NodaTime;
using Rapport.Clients;
using Rapport.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Clients;

/// <summary>Planned changes of seats in words.</summary>
internal static class SeatChangeTexts
{
    /// <summary>"Project manager: Tom Berg takes over from Max Vogel".</summary>
    public static string What(SeatChangeRecord change) =>
        change.FromColleague is { } from
            ? ClientWords.TakesOverFrom.With(change.Role.Label(), change.Colleague, from)
            : ClientWords.Joins.With(change.Role.Label(), change.Colleague);

    /// <summary>"from 3 December · Ana Silva introduces".</summary>
    public static string When(SeatChangeRecord change) =>
        string.Join(
            " · ",
            new[]
            {
                ClientWords.ChangesFrom.With(ClientTexts.Date(change.On)),
                change.Introducer is { } who ? ClientWords.Introduces.With(who) : null,
            }.OfType<string>()
        );

    /// <summary>"done on 3 December · introduced on 1 December".</summary>
    public static string Ended(SeatChangeRecord change, DateTimeZone zone) =>
        string.Join(
            " · ",
            change.EndedAt is { } ended
                ? ClientWords.ChangeEnded.With(change.State.Label(), ClientTexts.Date(ended, zone))
                : change.State.Label(),
            Introduced(change, zone)
        );

    public static string Introduced(SeatChangeRecord change, DateTimeZone zone) =>
        change.IntroducedAt is { } at
            ? ClientWords.IntroducedOn.With(ClientTexts.Date(at, zone))
            : ClientWords.NotIntroduced;

    /// <summary>"Ana Silva (met them 12 times in a year)".</summary>
    public static Option Option(KnownThere known) =>
        new(
            known.ColleagueId.ToString(),
            known.Touches switch
            {
                0 => ClientWords.KnownNever.With(known.Name),
                1 => ClientWords.KnownOnce.With(known.Name),
                var times => ClientWords.KnownTimes.With(known.Name, times),
            }
        );
}
