using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Web.Access;

/// <summary>Signs a script in by <c>Authorization: Bearer rp_…</c>. Only the token's hash is kept.</summary>
internal sealed class BearerToken(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    Door door,
    WrongTokens wrong
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "rapport-token";
    private const string Bearer = "Bearer ";

    private sealed record Found(Guid Id, Scopes Scopes, Standing Standing);

    private static readonly Question<byte[], Found> OfToken = new(
        (db, hash) =>
            db.Set<ApiToken>()
                .Where(t => t.Hash == hash && t.RevokedAt == null)
                .Join(
                    db.Set<Colleague>().Where(c => c.Left == null),
                    t => t.ColleagueId,
                    c => c.Id,
                    (t, c) =>
                        new Found(
                            t.Id,
                            t.Scopes,
                            new Standing(
                                Guid.Empty,
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
                                false,
                                null,
                                null
                            )
                        )
                )
    );

    public static bool IsOn(HttpRequest request) =>
        request
            .Headers.Authorization.ToString()
            .StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsOn(Request))
        {
            return AuthenticateResult.NoResult();
        }
        var token = Request.Headers.Authorization.ToString()[Bearer.Length..].Trim();
        var address = Context.Connection.RemoteIpAddress;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        if (wrong.Refusal(address, hash) is { } refusal)
        {
            Context.Features.Set(refusal);
            return AuthenticateResult.Fail("Too many wrong tokens");
        }
        var found = token.StartsWith(ApiToken.Prefix, StringComparison.Ordinal)
            ? await door.First(OfToken, hash, Context.RequestAborted)
            : null;
        if (found is null)
        {
            wrong.Wrong(address, hash);
            Measures.SignInsRefused.Add(1, new KeyValuePair<string, object?>("by", "token"));
            return AuthenticateResult.Fail("Unknown or revoked token");
        }
        wrong.Right(hash);
        Context.Features.Set(
            found.Standing.AsMe(ActorKind.Token, found.Id, Origin.Api, found.Scopes)
        );
        var identity = new ClaimsIdentity([new Claim("token", found.Id.ToString())], Scheme);
        return AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme)
        );
    }
}
