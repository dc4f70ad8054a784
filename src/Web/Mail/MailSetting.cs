using System.Net.Mail;
using Rapport.Web.Hosting;

namespace Rapport.Web.Mail;

/// <summary>By which server mail goes out, and in whose name. Without it nothing is sent, and links are handed over.</summary>
/// <param name="Smtp">As in <c>smtp://user:password@mail.example:587</c>; a secret where it holds a password.</param>
/// <param name="From">As in <c>Brindlehawe &lt;rapport@brindlehawe.example&gt;</c>.</param>
public sealed record MailSetting(Uri Smtp, MailAddress From)
{
    /// <summary>Where it goes, without secrets.</summary>
    public string Place => $"{Smtp.Host}:{Port}";

    public int Port =>
        !Smtp.IsDefaultPort ? Smtp.Port
        : Smtp.Scheme == "smtps" ? 465
        : 587;

    /// <summary>Null where mail is off, or what is said of it cannot be read.</summary>
    public static MailSetting? Of(Settings settings) =>
        settings.Smtp is { } smtp
        && Server(smtp) is { } server
        && settings.MailFrom is { } from
        && MailAddress.TryCreate(from, out var address)
            ? new MailSetting(server, address)
            : null;

    /// <summary>What cannot be read, without repeating a password; null where all can, or mail is off.</summary>
    public static string? Fault(Settings settings) =>
        settings switch
        {
            { Smtp: null, MailFrom: null } => null,
            { Smtp: null } => "RAPPORT_MAIL_FROM is set, but RAPPORT_SMTP_URL is not.",
            { Smtp: var smtp } when Server(smtp) is null =>
                "RAPPORT_SMTP_URL is no address such as smtp://user:password@mail.example:587.",
            { MailFrom: null } => "RAPPORT_SMTP_URL is set, but RAPPORT_MAIL_FROM is not.",
            { MailFrom: var from } when !MailAddress.TryCreate(from, out _) =>
                $"RAPPORT_MAIL_FROM holds {from}, which is no address such as Firm <rapport@firm.example>.",
            _ => null,
        };

    private static Uri? Server(string smtp) =>
        Uri.TryCreate(smtp, UriKind.Absolute, out var server)
        && server is { Scheme: "smtp" or "smtps", Host.Length: > 0 }
            ? server
            : null;
}
