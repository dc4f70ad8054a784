using Rapport.Import;
using Rapport.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Lists;

/// <summary>Words and tones of what belongs to every list.</summary>
internal static class ListTexts
{
    public static string Label(this ViewScope scope) =>
        scope switch
        {
            ViewScope.Own => ListWords.ScopeOwn,
            ViewScope.Team => ListWords.ScopeTeam,
            _ => ListWords.ScopeFirm,
        };

    public static string Label(this ChangeState state) =>
        state switch
        {
            ChangeState.Asked => ListWords.StateAsked,
            ChangeState.Running => ListWords.StateRunning,
            ChangeState.Done => ListWords.StateDone,
            ChangeState.TakingBack => ListWords.StateTakingBack,
            _ => ListWords.StateTakenBack,
        };

    public static string Label(this ExportFormat format) => format.ToString().ToUpperInvariant();

    public static string Label(this ChangeWay way) =>
        way switch
        {
            ChangeWay.Add => ListWords.WayAdd,
            ChangeWay.Remove => ListWords.WayRemove,
            _ => ListWords.WaySet,
        };

    /// <summary>Of one that was only looked at, what would become of it.</summary>
    public static string Label(this ChangeFate fate, ChangeState state) =>
        fate switch
        {
            ChangeFate.Waiting => state == ChangeState.Asked
                ? ListWords.FateWill
                : ListWords.FateWaiting,
            ChangeFate.Changed => ListWords.FateChanged,
            ChangeFate.Same => ListWords.FateSame,
            ChangeFate.Refused => ListWords.FateRefused,
            ChangeFate.TakenBack => ListWords.FateTaken,
            _ => ListWords.FateKept,
        };

    public static Tone Tone(this ChangeFate fate) =>
        fate switch
        {
            ChangeFate.Changed or ChangeFate.TakenBack => Shared.Tone.Good,
            ChangeFate.Refused => Shared.Tone.Bad,
            ChangeFate.Kept => Shared.Tone.Warn,
            ChangeFate.Waiting => Shared.Tone.Info,
            _ => Shared.Tone.Plain,
        };
}
