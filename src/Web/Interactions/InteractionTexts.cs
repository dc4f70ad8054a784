using System.Globalization;
using NodaTime;
using Rapport.Interactions;
using Rapport.People;
using Rapport.Web.Api;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Interactions;

/// <summary>What is known of an entry in words, and where it stands.</summary>
internal static class InteractionTexts
{
    /// <summary>How the list of entries speaks.</summary>
    public static readonly ListSpeech List = new(
        key =>
            InteractionWords.ResourceManager.GetString("Field_" + key, CultureInfo.CurrentUICulture)
            ?? key,
        choice =>
            choice switch
            {
                Channel channel => channel.Label(),
                Touchpoint touchpoint => touchpoint.Label(),
                Direction direction => direction.Label(),
                Audience audience => audience.Label(),
                _ => choice.ToString(),
            }
    );

    /// <summary>So many days back, as a chip says it; null for however long.</summary>
    public static string Back(int? days) =>
        days switch
        {
            null => InteractionWords.BackEver,
            365 => InteractionWords.BackYear,
            { } some => InteractionWords.BackDays.With(some),
        };

    /// <summary>The timeline of the entry's client, begun at the entry.</summary>
    public static string? TimelineHref(InteractionRow row) =>
        row.ClientId is { } client
            ? $"/clients/{client}/timeline?after={Uri.EscapeDataString(Before(row.Occurred))}#entry-{row.Id}"
            : null;

    private static string Label(this Audience audience) =>
        audience switch
        {
            Audience.Client => InteractionWords.AudienceClient,
            Audience.Inside => InteractionWords.AudienceInside,
            _ => InteractionWords.FieldNamed,
        };

    /// <summary>The place just before a moment: a stream that goes on from there begins with it.</summary>
    private static string Before(Instant occurred) =>
        Cursor.Write(new StreamPlace(occurred + Duration.FromTicks(10), Guid.Empty));
}
