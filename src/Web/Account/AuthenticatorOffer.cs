using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>A secret for an app, shown as a QR code and as text. It is kept only once a code of it was given.</summary>
internal static class AuthenticatorOffer
{
    private const string Purpose = "authenticator offered";
    private static readonly Duration Life = Duration.FromMinutes(30);

    private sealed record Offered(Guid LoginId, string Secret);

    public static async Task<IResult> Show(
        HttpContext http,
        Me me,
        byte[] secret,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        var services = http.RequestServices;
        var firm = await services.GetRequiredService<Firms>().Read(cancel);
        var login = await services.GetRequiredService<Logins>().Of(me.ColleagueId, cancel);
        return Pages.Show<AuthenticatorView>(
            new
            {
                Me = me,
                Secret = Totp.Text(secret),
                Address = Totp.Address(
                    firm.Name is { } name ? $"{SharedWords.Product} {name}" : SharedWords.Product,
                    login?.Email ?? me.Name,
                    secret
                ),
                Sealed = services
                    .GetRequiredService<SealedSecrets>()
                    .Pass(Purpose, new Offered(me.LoginId, Convert.ToBase64String(secret)), Life),
                Refusal = refusal,
            },
            Pages.StatusOf(refusal)
        );
    }

    /// <summary>The secret that was shown to this login; null where it was not, or too long ago.</summary>
    public static byte[]? Read(HttpContext http, Me me, string? given) =>
        http.RequestServices.GetRequiredService<SealedSecrets>().Take<Offered>(Purpose, given)
            is { } offered
        && offered.LoginId == me.LoginId
            ? Convert.FromBase64String(offered.Secret)
            : null;
}
