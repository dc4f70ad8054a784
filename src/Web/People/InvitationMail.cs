using NodaTime;
using Rapport.Mail;
using Rapport.People;
using Rapport.Web.Interactions;
using Rapport.Web.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>A one-time link as a mail to whom it lets in, in her language.</summary>
internal static class InvitationMail
{
    public static MailDetails Of(Colleague to, OneTimeLink made, string link, Firm firm) =>
        MailTexts.In(
            to.Language ?? firm.Language,
            () =>
            {
                var invites = made.Purpose == LinkPurpose.Invitation;
                var zone =
                    DateTimeZoneProviders.Tzdb.GetZoneOrNull(to.TimeZone ?? firm.Zone)
                    ?? DateTimeZone.Utc;
                var subject = invites
                    ? PeopleWords.InviteSubject.With(firm.Name ?? PeopleWords.TheFirm)
                    : PeopleWords.ResetSubject;
                var text = (invites ? PeopleWords.InviteMail : PeopleWords.ResetMail).With(
                    to.Name,
                    firm.Name ?? PeopleWords.TheFirm,
                    link,
                    $"{Clients.ClientTexts.Date(made.Expires, zone)} {Moments.Time(made.Expires, zone)}"
                );
                return new MailDetails(
                    to.Email!,
                    subject,
                    text,
                    NotAfter: made.Expires,
                    SubjectId: to.Id
                );
            }
        );
}
