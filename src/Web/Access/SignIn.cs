using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Web.Access;

/// <summary>The cookie of a signed-in browser. Each request looks whether it still stands: a change of roles or password counts at once.</summary>
internal static class SignIn
{
    public const string Scheme = "rapport";
    private const string LoginClaim = "login";
    private const string StampClaim = "stamp";

    private static readonly Question<Guid, Standing> OfLogin = new(
        (db, loginId) =>
            db.Set<Login>()
                .Where(l => l.Id == loginId)
                .Join(
                    db.Set<Colleague>(),
                    l => l.ColleagueId,
                    c => c.Id,
                    (l, c) =>
                        new Standing(
                            l.Id,
                            l.SecurityStamp,
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
                            c.Left != null
                        )
                )
    );

    public static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "rapport";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.Events.OnValidatePrincipal = Validate;
    }

    public static ClaimsPrincipal Principal(Login login) =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(LoginClaim, login.Id.ToString()),
                    new Claim(StampClaim, login.SecurityStamp ?? ""),
                ],
                Scheme
            )
        );

    private static async Task Validate(CookieValidatePrincipalContext cookie)
    {
        var services = cookie.HttpContext.RequestServices;
        var stamp = cookie.Principal?.FindFirst(StampClaim)?.Value;
        if (Guid.TryParse(cookie.Principal?.FindFirst(LoginClaim)?.Value, out var id))
        {
            // Not the request's own Db: that one takes its viewer only once we know who looks.
            var standing = await services
                .GetRequiredService<Door>()
                .First(OfLogin, id, cookie.HttpContext.RequestAborted);
            if (standing is { Left: false } && standing.Stamp == stamp)
            {
                cookie.HttpContext.Features.Set(
                    standing.AsMe(
                        ActorKind.Colleague,
                        standing.ColleagueId,
                        Origin.Page,
                        Scopes.Read | Scopes.Write
                    )
                );
                return;
            }
        }
        cookie.RejectPrincipal();
    }
}
