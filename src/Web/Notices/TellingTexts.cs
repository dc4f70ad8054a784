using System.Globalization;
using NodaTime;
using Rapport.Notices;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>The ways by which one hears, in plain sentences.</summary>
internal static class TellingTexts
{
    public static IReadOnlyList<WorkDays> Days { get; } =
    [.. Enum.GetValues<WorkDays>().Where(d => d != WorkDays.None)];

    public static string Label(this NoticeWay way) =>
        way switch
        {
            NoticeWay.AtOnce => NoticeWords.WayAtOnce,
            NoticeWay.Digest => NoticeWords.WayDigest,
            NoticeWay.Chat => NoticeWords.WayChat,
            NoticeWay.Both => NoticeWords.WayBoth,
            _ => NoticeWords.WayApp,
        };

    public static string Label(this DigestWhen when) =>
        when switch
        {
            DigestWhen.Always => NoticeWords.DigestAlways,
            DigestWhen.Something => NoticeWords.DigestSomething,
            _ => NoticeWords.DigestNever,
        };

    public static string Label(WorkDays day) =>
        CultureInfo.CurrentCulture.TextInfo.ToTitleCase(
            WeekInput.Label(Enum.Parse<IsoDayOfWeek>($"{day}"))
        );
}
