using NodaTime;
using NodaTime.Text;
using Rapport.Commitments;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Commitments;

/// <summary>What our own record says of a promise, in words.</summary>
internal static class PromiseTexts
{
    /// <summary>"Of 12 promises to this client with a span like this we kept 7."</summary>
    public static string Compared(PromiseCheck check) =>
        check.Among switch
        {
            Among.Client => CommitmentWords.RecordClient.With(check.Promises, check.Kept),
            Among.Team => CommitmentWords.RecordTeam.With(check.Promises, check.Kept),
            Among.Firm => CommitmentWords.RecordFirm.With(check.Promises, check.Kept),
            _ => CommitmentWords.RecordTooFew,
        };

    /// <summary>By when most were done, or that they never were.</summary>
    public static string Safe(PromiseCheck check) =>
        check.SafeOn is { } safe
            ? CommitmentWords.RecordSafe.With(ClientTexts.Date(safe))
            : CommitmentWords.RecordNever;

    /// <summary>What a press puts into the form: the day that would hold, no hour, and an earlier target of our own.</summary>
    public static string Fill(PromiseTyped typed, LocalDate safe, LocalDate? aim) =>
        Fill(typed.Day, safe)
        + (typed.Day == "Day" ? "&Hour=" : "")
        + (typed.Target is { } target && aim is { } on ? "&" + Fill(target, on) : "");

    public static string Fill(string field, LocalDate day) =>
        $"{Uri.EscapeDataString(field)}={LocalDatePattern.Iso.Format(day)}";
}
