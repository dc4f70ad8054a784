using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Mail;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Mail;

/// <summary>Whether mail goes out, and what became of what was sent.</summary>
internal static class MailPages
{
    public const string Path = "/settings/mail";

    private const int Shown = 100;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet(Path, Show).Needs(Act.ManageColleagues);

    private static async Task<IResult> Show(
        Db db,
        Me me,
        [FromServices] MailSetting? setting,
        CancellationToken cancel
    ) =>
        Pages.Show<MailView>(
            new
            {
                Me = me,
                Setting = setting,
                Mails = await db.Set<OutgoingMail>()
                    .OrderByDescending(m => m.Id)
                    .Take(Shown)
                    .Select(m => new SentMail(m.To, m.Subject, m.At, m.State, m.Attempts, m.Answer))
                    .ToListAsync(cancel),
            }
        );
}

/// <summary>A mail as the list of them shows it.</summary>
public sealed record SentMail(
    string To,
    string Subject,
    NodaTime.Instant At,
    MailState State,
    int Attempts,
    string? Answer
);
