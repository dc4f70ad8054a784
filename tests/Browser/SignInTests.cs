using Microsoft.Playwright;
using Rapport.Demo;
using Rapport.People;
using Rapport.Tests.World;
using Rapport.Values;

namespace Rapport.Browser;

/// <summary>Passkeys and codes as a browser does them, with Chromium's own virtual authenticator.</summary>
public sealed class SignInTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    private const string Colleague = "ana@brindlehawe.example";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    [Fact(Timeout = Patience.Fact)]
    public async Task A_passkey_made_on_the_own_page_lets_in_by_itself_and_stands_for_the_password()
    {
        var app = await database.App();
        var page = await browser.NewPage();
        await AddAuthenticator(page);
        await SignIn(page, app);

        await Go(page, app, "/settings/sign-in/passkeys/new");
        await page.Locator("[name=Name]").FillAsync("Test key");
        await page.Locator("passkey-field button").ClickAsync();
        await Assertions.Expect(page.Locator("#recovery-codes")).ToBeVisibleAsync();
        await Go(page, app, "/settings/sign-in");
        await Assertions.Expect(page.Locator("#passkeys")).ToContainTextAsync("Test key");
        await page.Locator("form[action='/settings/sign-in/password/removal'] button").ClickAsync();
        await Assertions
            .Expect(page.Locator("#passkeys"))
            .ToContainTextAsync("You sign in without a password");
        // The last way in cannot be let go.
        await Assertions.Expect(page.Locator("form[action$='/removal']")).ToHaveCountAsync(0);

        await page.AddInitScriptAsync(
            "if (!sessionStorage.offered) PublicKeyCredential.isConditionalMediationAvailable = async () => false"
        );
        await SignOut(page, app);
        await page.Locator("passkey-field button").ClickAsync();
        await page.Arrive("**/today");

        // Offered where the name is typed: this authenticator takes every offer at once.
        await SignOut(page, app);
        await page.EvaluateAsync("sessionStorage.offered = true");
        await Go(page, app, "/sign-in");
        await page.Arrive("**/today");
        await Go(page, app, "/settings/sign-in");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("passkey");
        await page.Leave();
    }

    [Fact(Timeout = Patience.Fact)]
    public async Task The_code_of_an_app_set_up_from_the_page_is_asked_at_the_next_sign_in()
    {
        const string who = "pavel@brindlehawe.example";
        var app = await database.App();
        var page = await browser.NewPage();
        await SignIn(page, app, who);

        await Go(page, app, "/settings/sign-in/authenticator");
        await Assertions.Expect(page.Locator("svg.qr")).ToBeVisibleAsync();
        var secret = Read(await page.Locator("p.secret code").InnerTextAsync());
        var step = Totp.StepAt(new MicrosecondClock().GetCurrentInstant());
        await page.Locator("[name=Code]").FillAsync(Totp.Code(secret, step));
        await page.Locator("button.go").ClickAsync();
        var codes = await page.Locator("#recovery-codes").InputValueAsync();
        await SignOut(page, app);

        await Fill(page, app, who);
        await page.Arrive("**/sign-in/code");
        // The step of the set-up is used; the next one is within the leeway.
        await page.Locator("[name=Code]").FillAsync(Totp.Code(secret, step + 1));
        await page.Locator("button.go").ClickAsync();
        await page.Arrive("**/today");

        Assert.Equal(10, codes.Split('\n').Length);
        await page.Leave();
    }

    /// <summary>Chromium's, over its own protocol: it verifies its owner, and keeps passkeys that name her.</summary>
    private static async Task AddAuthenticator(IPage page)
    {
        var protocol = await page.Context.NewCDPSessionAsync(page);
        await protocol.SendAsync("WebAuthn.enable");
        await protocol.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }

    private static async Task SignIn(IPage page, TestApp app, string who = Colleague)
    {
        await Fill(page, app, who);
        await page.Arrive("**/today");
    }

    private static async Task SignOut(IPage page, TestApp app)
    {
        await Go(page, app, "/me");
        await page.Locator("form[action='/sign-out'] button").ClickAsync();
        await page.Arrive("**/sign-in");
    }

    private static async Task Fill(IPage page, TestApp app, string who)
    {
        await Go(page, app, "/sign-in");
        await page.Locator("[name=Email]").FillAsync(who);
        await page.Locator("[name=Password]").FillAsync(DemoSignIn.Password);
        await page.Locator("button.go").ClickAsync();
    }

    /// <summary>By its name: a passkey belongs to a domain, and an address of numbers is none.</summary>
    private static Task<IResponse?> Go(IPage page, TestApp app, string path) =>
        page.GotoAsync($"http://localhost:{app.Address.Port}{path}");

    private static byte[] Read(string text)
    {
        var bits = string.Concat(
            text.Replace(" ", "")
                .Select(c => Convert.ToString(Letters.IndexOf(c), 2).PadLeft(5, '0'))
        );
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new(b), 2))];
    }
}
