using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.Notices;
using Rapport.Values;

namespace Rapport.Web.Notices;

/// <summary>How one wants to hear, as a form sends it.</summary>
public sealed record TellingInput
{
    public string? Urgent { get; init; }
    public string? Usual { get; init; }
    public string? Low { get; init; }
    public bool Quiet { get; init; }
    public string? QuietFrom { get; init; }
    public string? QuietUntil { get; init; }
    public bool BreaksThrough { get; init; }
    public IReadOnlyList<string> Days { get; init; } = [];
    public string? Digest { get; init; }
    public string? DigestAt { get; init; }

    public static TellingInput Read(IFormCollection form) =>
        new()
        {
            Urgent = form[nameof(Urgent)],
            Usual = form[nameof(Usual)],
            Low = form[nameof(Low)],
            Quiet = form[nameof(Quiet)] == "true",
            QuietFrom = form[nameof(QuietFrom)],
            QuietUntil = form[nameof(QuietUntil)],
            BreaksThrough = form[nameof(BreaksThrough)] == "true",
            Days = [.. form[nameof(Days)].OfType<string>()],
            Digest = form[nameof(Digest)],
            DigestAt = form[nameof(DigestAt)],
        };

    public static TellingInput Of(NoticeWays ways)
    {
        var said = NoticeChoice.Of(ways);
        return new()
        {
            Urgent = $"{said.Urgent}",
            Usual = $"{said.Usual}",
            Low = $"{said.Low}",
            Quiet = said.QuietFrom is not null,
            QuietFrom = said.QuietFrom,
            QuietUntil = said.QuietUntil,
            BreaksThrough = said.BreaksThrough,
            Days = [.. TellingTexts.Days.Where(d => said.Days.HasFlag(d)).Select(d => $"{d}")],
            Digest = $"{said.Digest}",
            DigestAt = said.DigestAt,
        };
    }

    public TellingDetails Details =>
        new(
            Word<NoticeWay>(Urgent),
            Word<NoticeWay>(Usual),
            Word<NoticeWay>(Low),
            Quiet ? QuietFrom : null,
            Quiet ? QuietUntil : null,
            BreaksThrough,
            Days.Aggregate(WorkDays.None, (all, day) => all | (Word<WorkDays>(day) ?? default)),
            Word<DigestWhen>(Digest),
            DigestAt
        );

    /// <summary>Null for what is no word of the list.</summary>
    internal static T? Word<T>(string? typed)
        where T : struct, Enum =>
        Enum.TryParse<T>(typed, out var word) && Enum.IsDefined(word) ? word : null;
}

/// <summary>How one wants to hear; all of it is said at once. Times are written 07:00, in one's own zone.</summary>
/// <param name="QuietFrom">Null, with <paramref name="QuietUntil" />, for no quiet hours.</param>
/// <param name="BreaksThrough">What is urgent goes at once whenever it comes.</param>
/// <param name="Days">On the others there is quiet, and no morning mail.</param>
public sealed record TellingDetails(
    [property: Required] NoticeWay? Urgent,
    [property: Required] NoticeWay? Usual,
    [property: Required] NoticeWay? Low,
    string? QuietFrom,
    string? QuietUntil,
    bool BreaksThrough,
    [property: Required] WorkDays? Days,
    [property: Required] DigestWhen? Digest,
    [property: Required] string? DigestAt
)
{
    public Result<NoticeChoice> Read()
    {
        var faults = new Faults();
        faults.If(Urgent is null, "urgent", Fault.Required);
        faults.If(Usual is null, "usual", Fault.Required);
        faults.If(Low is null, "low", Fault.Required);
        faults.If(Days is null, "days", Fault.Required);
        faults.If(Digest is null, "digest", Fault.Required);
        return faults.Any
            ? faults.Refusal
            : new NoticeChoice(
                Urgent!.Value,
                Usual!.Value,
                Low!.Value,
                QuietFrom,
                QuietUntil,
                BreaksThrough,
                Days!.Value,
                Digest!.Value,
                DigestAt
            );
    }
}

/// <summary>How one hears.</summary>
/// <param name="NextDigest">When the next morning mail is due; null where one wants none.</param>
public sealed record TellingRecord(NoticeChoice Chosen, Instant? NextDigest)
{
    public static TellingRecord Of(NoticeWays ways) => new(NoticeChoice.Of(ways), ways.DigestDue);
}
