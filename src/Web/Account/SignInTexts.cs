using NodaTime;
using Rapport.People;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>Sign-ins in words.</summary>
public static class SignInTexts
{
    public static string Moment(Instant at, DateTimeZone zone) =>
        $"{ClientTexts.Date(at, zone)} {Moments.Time(at, zone)}";

    public static string Label(this Proof proof) =>
        proof switch
        {
            Proof.Link => AccountWords.ByLink,
            Proof.PasswordAndCode => AccountWords.ByPasswordAndCode,
            Proof.PasswordAndRecoveryCode => AccountWords.ByPasswordAndRecoveryCode,
            Proof.PasswordAndPasskey => AccountWords.ByPasswordAndPasskey,
            Proof.Passkey => AccountWords.ByPasskey,
            _ => AccountWords.ByPassword,
        };

    public static string Label(this Way way) =>
        way switch
        {
            Way.Code => AccountWords.ByCode,
            Way.RecoveryCode => AccountWords.ByRecoveryCode,
            Way.Passkey => AccountWords.ByPasskey,
            Way.Link => AccountWords.ByLink,
            _ => AccountWords.ByPassword,
        };

    public static string Label(this Outcome outcome) =>
        outcome switch
        {
            Outcome.In => AccountWords.OutcomeIn,
            Outcome.HalfWay => AccountWords.OutcomeHalfWay,
            Outcome.Proven => AccountWords.OutcomeProven,
            Outcome.Unknown => AccountWords.OutcomeUnknown,
            Outcome.WrongPassword => AccountWords.OutcomeWrongPassword,
            Outcome.WrongCode => AccountWords.OutcomeWrongCode,
            Outcome.WrongPasskey => AccountWords.OutcomeWrongPasskey,
            Outcome.Locked => AccountWords.OutcomeLocked,
            Outcome.Gone => AccountWords.OutcomeGone,
            Outcome.SignedOut => AccountWords.OutcomeSignedOut,
            Outcome.Ended => AccountWords.OutcomeEnded,
            _ => AccountWords.OutcomeFactorsTaken,
        };

    public static Tone Tone(this Outcome outcome) =>
        outcome switch
        {
            Outcome.In or Outcome.Proven => Shared.Tone.Good,
            Outcome.HalfWay or Outcome.Locked or Outcome.FactorsTaken => Shared.Tone.Warn,
            Outcome.SignedOut or Outcome.Ended => Shared.Tone.Plain,
            _ => Shared.Tone.Bad,
        };
}
