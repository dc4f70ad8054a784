using System.Globalization;
using Rapport.Handovers;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Handovers;

/// <summary>Words of handovers.</summary>
internal static class HandoverTexts
{
    /// <summary>"1 seat, 12 commitments".</summary>
    public static string Words(this IEnumerable<HeldThings> things) =>
        string.Join(", ", things.Select(t => Counted("Held_" + t.Kind, t.Count)));

    /// <summary>The words of a kind and a number of things.</summary>
    public static string Counted(string key, int count, params object?[] more) =>
        (
            HandoverWords.ResourceManager.GetString(
                key + (count == 1 ? "_One" : "_Many"),
                CultureInfo.CurrentUICulture
            ) ?? key
        ).With([count.ToString("N0", CultureInfo.CurrentCulture), .. more]);

    public static string Label(this HandoverState state) =>
        state switch
        {
            HandoverState.Planned => HandoverWords.State_Planned,
            HandoverState.Running => HandoverWords.State_Running,
            HandoverState.Done => HandoverWords.State_Done,
            _ => HandoverWords.State_CalledOff,
        };

    /// <summary>Why somebody is proposed for what a colleague leaves.</summary>
    public static string Why(Proposal? proposal, string leaver) =>
        proposal switch
        {
            null => HandoverWords.WhyNobody,
            { Why: ProposedAs.Backup } => HandoverWords.WhyBackup,
            { Why: ProposedAs.Seat, Role: { } role } => HandoverWords.WhySeat.With(role.Label()),
            { Why: ProposedAs.Substitute } => HandoverWords.WhySubstitute.With(leaver),
            _ => HandoverWords.WhyLead.With(leaver),
        };

    /// <summary>"Tom Berg: backup there".</summary>
    public static string Proposed(Proposal? proposal, string leaver) =>
        proposal is null ? HandoverWords.WhyNobody : $"{proposal.Name}: {Why(proposal, leaver)}";
}
