using Rapport.Commitments;
using Rapport.Data;
using Rapport.Plays;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>A play in sentences.</summary>
/// <param name="When">When it raises something.</param>
/// <param name="If">Of which records; null of all.</param>
/// <param name="DoneIf">Which condition what shows it done has to meet; null of none.</param>
public sealed record PlayShown(
    PlayRecord Play,
    string When,
    string? If,
    string Done,
    string? DoneIf
)
{
    public PlayDetails Said => Play.Details;

    public string Href => $"{PlaybookPages.Path}/{Play.Id}";

    internal static async Task<PlayShown> Of(Db db, PlayRecord play, CancellationToken cancel)
    {
        var said = play.Details;
        var list = await PlayKinds.Find(db, said.Of, cancel);
        var about =
            said.Discharge == Discharge.Event
                ? PlayKinds.OfEvent(said.DischargeEvent) is { } noun
                    ? await noun.OfFirm(db, cancel)
                    : null
                : list;
        return new(
            play,
            PlayTexts.When(said, list),
            await PlayTexts.Condition(db, said.Condition, list, cancel),
            PlayTexts.Done(said),
            await PlayTexts.Condition(db, said.DischargeCondition, about, cancel)
        );
    }

    /// <summary>How it went, as it stands beside its name: "3 open", "80 % kept".</summary>
    public string Standing =>
        Said.Gate is null && (Play.IsOn || Play.Open > 0)
            ? $"{PlaybookWords.OpenNow.With(Play.Open)} · {PlayTexts.Rate(Play.Kept)}"
            : "";
}
