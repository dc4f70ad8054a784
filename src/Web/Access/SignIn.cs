using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NodaTime;
using Rapport.Data;
using Rapport.Live;
using Rapport.Notices;
using Rapport.People;

namespace Rapport.Web.Access;

/// <summary>The cookie of a signed-in browser. Each request looks whether its session still stands: what was ended or taken away counts at once.</summary>
internal static class SignIn
{
    public const string Scheme = "rapport";
    private const string SessionClaim = "session";

    private static readonly Question<Guid, Standing> OfSession = new(
        (db, id) =>
            db.Set<Session>()
                .Where(s => s.Id == id)
                .Join(
                    db.Set<Login>(),
                    s => s.LoginId,
                    l => l.Id,
                    (s, l) => new { Session = s, l.ColleagueId }
                )
                .Join(
                    db.Set<Colleague>(),
                    s => s.ColleagueId,
                    c => c.Id,
                    (s, c) =>
                        new Standing(
                            s.Session.LoginId,
                            c.Id,
                            c.Name,
                            c.Roles,
                            c.TimeZone
                                ?? db.Set<Firm>()
                                    .Where(f => f.Id == Firm.TheOne)
                                    .Select(f => f.Zone)
                                    .FirstOrDefault(),
                            c.Language
                                ?? db.Set<Firm>()
                                    .Where(f => f.Id == Firm.TheOne)
                                    .Select(f => f.Language)
                                    .FirstOrDefault(),
                            c.Left != null,
                            c.Keys,
                            new MySession(
                                s.Session.Id,
                                s.Session.Seen,
                                s.Session.Proven,
                                s.Session.FactorBy
                            )
                        )
                        {
                            UnreadAtSeats = db.Set<Notice>()
                                .Where(n => n.ColleagueId == c.Id && n.ReadAt == null)
                                .Where(n =>
                                    n.ClientId == null
                                    || db.Set<Pass>()
                                        .Any(p => p.ColleagueId == c.Id && p.ClientId == n.ClientId)
                                )
                                .Take(Readings.MostCounted)
                                .Count(),
                            UnreadAnywhere = db.Set<Notice>()
                                .Where(n => n.ColleagueId == c.Id && n.ReadAt == null)
                                .Take(Readings.MostCounted)
                                .Count(),
                        }
                )
    );

    public static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "rapport";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Session.Life.ToTimeSpan();
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.Events.OnValidatePrincipal = Validate;
    }

    /// <summary>Gives the browser the cookie of its session.</summary>
    public static Task Start(HttpContext http, Session session) =>
        http.SignInAsync(
            Scheme,
            new ClaimsPrincipal(
                new ClaimsIdentity([new Claim(SessionClaim, session.Id.ToString())], Scheme)
            ),
            new AuthenticationProperties { IsPersistent = true }
        );

    private static async Task Validate(CookieValidatePrincipalContext cookie)
    {
        var services = cookie.HttpContext.RequestServices;
        if (Guid.TryParse(cookie.Principal?.FindFirst(SessionClaim)?.Value, out var id))
        {
            // Not the request's own Db: that one takes its viewer only once we know who looks.
            var standing = await services
                .GetRequiredService<Door>()
                .First(OfSession, id, cookie.HttpContext.RequestAborted);
            var now = services.GetRequiredService<IClock>().GetCurrentInstant();
            if (standing is { Left: false, Session: { } session } && !session.IsOver(now))
            {
                services.GetRequiredService<Seen>().Note(session);
                cookie.HttpContext.Features.Set(
                    standing.AsMe(
                        ActorKind.Colleague,
                        standing.ColleagueId,
                        Origin.Page,
                        Scopes.Read | Scopes.Write
                    ) with
                    {
                        LiveAt = services.GetRequiredService<LiveStreams>().Place.ToString(),
                    }
                );
                return;
            }
        }
        cookie.RejectPrincipal();
    }
}
