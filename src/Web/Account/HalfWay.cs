using NodaTime;
using Rapport.Data;

namespace Rapport.Web.Account;

/// <summary>Who has given the right password and is asked for the second step. Known to the browser alone, sealed.</summary>
/// <param name="Stamp">Another password since then, and this counts for nothing.</param>
/// <param name="To">Where it was meant to lead.</param>
internal sealed record HalfWay(Guid LoginId, string? Stamp, string? To)
{
    private const string Cookie = "rapport-half";
    private const string Purpose = "half way in";
    private static readonly Duration Life = Duration.FromMinutes(10);

    public static void Begin(HttpContext http, Login login, string? to) =>
        http.Response.Cookies.Append(
            Cookie,
            Secrets(http).Pass(Purpose, new HalfWay(login.Id, login.SecurityStamp, to), Life),
            Options(http)
        );

    public static HalfWay? Of(HttpContext http) =>
        Secrets(http).Take<HalfWay>(Purpose, http.Request.Cookies[Cookie]);

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, Options(http));

    private static SealedSecrets Secrets(HttpContext http) =>
        http.RequestServices.GetRequiredService<SealedSecrets>();

    private static CookieOptions Options(HttpContext http) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = http.Request.IsHttps,
            Path = "/sign-in",
        };
}
