using Microsoft.AspNetCore.Routing;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Web.Access;

namespace Rapport.Tests.Rules;

/// <summary>Which acts ask for a fresh proof of who is there. A new one says so here, or says why it need not.</summary>
public sealed class ProofRules(Sqlite database) : IClassFixture<Sqlite>
{
    private static readonly string[] Dangerous =
    [
        "GET /api/v1/audit/exports/{id:guid}/file",
        "GET /export/{name}.csv",
        "GET /settings/audit/entries.csv",
        "GET /settings/audit/exports/{id:guid}/file",
        "GET /settings/sign-in/authenticator",
        "GET /settings/sign-in/passkeys/new",
        "PATCH /api/v1/colleagues/{id:guid}",
        "POST /api/v1/audit/exports/",
        "POST /api/v1/colleagues/",
        "POST /api/v1/colleagues/{id:guid}/handovers",
        "POST /api/v1/contacts/{id:guid}/erasures",
        "POST /clients/exports/",
        "POST /commitments/exports/",
        "POST /contacts/exports/",
        "POST /contacts/{id:guid}/erase",
        "POST /interactions/exports/",
        "POST /me/telling/chat",
        "POST /me/tokens",
        "POST /meetings/exports/",
        "POST /opportunities/exports/",
        "POST /series/exports/",
        "POST /settings/audit/exports",
        "POST /settings/colleagues/new",
        "POST /settings/colleagues/{id:guid}",
        "POST /settings/colleagues/{id:guid}/departure",
        "POST /settings/colleagues/{id:guid}/handover",
        "POST /settings/colleagues/{id:guid}/invitation",
        "POST /settings/colleagues/{id:guid}/sign-in/factors/removal",
        "POST /settings/colleagues/{id:guid}/sign-in/sessions/end",
        "POST /settings/colleagues/{id:guid}/sign-in/sessions/{session:guid}/end",
        "POST /settings/feeds",
        "POST /settings/second-factor",
        "POST /settings/sign-in/authenticator",
        "POST /settings/sign-in/authenticator/removal",
        "POST /settings/sign-in/codes",
        "POST /settings/sign-in/passkeys/new",
        "POST /settings/sign-in/passkeys/{passkey}/removal",
        "POST /settings/sign-in/password/removal",
        "POST /settings/sign-in/proof",
        "PUT /api/v1/colleagues/{id:guid}/departure",
    ];

    [Fact]
    public async Task The_dangerous_routes_and_no_others_ask_for_a_fresh_proof()
    {
        var app = await database.App();
        var asking =
            from route in RouteRules.Routes(app)
            where route.Metadata.GetMetadata<FreshProof>() is not null
            from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
            orderby $"{method} {route.RoutePattern.RawText}" ascending
            select $"{method} {route.RoutePattern.RawText}";
        Assert.Equal(Dangerous, asking.Order(StringComparer.Ordinal));
    }
}
