using System.Net;
using NodaTime;
using Rapport.People;

namespace Rapport.Tests.World;

/// <summary>An authenticator app: knows the secret that a page showed and the codes that follow from it.</summary>
public sealed class AuthenticatorApp
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private readonly byte[] secret;

    private AuthenticatorApp(byte[] secret) => this.secret = secret;

    public string Code(Instant now) => Totp.Code(secret, Totp.StepAt(now));

    /// <summary>Sets an app up through the pages, as anybody would; answers it with the recovery codes that were shown.</summary>
    public static async Task<(AuthenticatorApp App, string[] Codes)> SetUp(
        Visitor visitor,
        IClock clock
    )
    {
        var page = await visitor.Page("/settings/sign-in/authenticator");
        var app = new AuthenticatorApp(Read(page.QuerySelector("p.secret code")!.TextContent));
        using var answer = await visitor.PostBare(
            "/settings/sign-in/authenticator",
            new()
            {
                ["__RequestVerificationToken"] = page.Typed("__RequestVerificationToken")!,
                ["Secret"] = page.Typed("Secret")!,
                ["Code"] = app.Code(clock.GetCurrentInstant()),
            }
        );
        Assert.True(
            answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect,
            $"{answer.StatusCode}"
        );
        var shown = (await Visitor.Read(answer)).QuerySelector("#recovery-codes");
        return (app, shown?.TextContent.Split('\n', StringSplitOptions.RemoveEmptyEntries) ?? []);
    }

    private static byte[] Read(string text)
    {
        var bits = string.Concat(
            text.Replace(" ", "")
                .Select(c => Convert.ToString(Letters.IndexOf(c), 2).PadLeft(5, '0'))
        );
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new(b), 2))];
    }
}
