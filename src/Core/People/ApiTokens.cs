using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.People;

/// <summary>What can be done with API tokens. The token itself is shown once and kept nowhere.</summary>
public sealed class ApiTokens(Db db)
{
    private const int SecretLength = 32;

    /// <summary>Makes a token; answers it whole, the only time.</summary>
    public async Task<Result<string>> Create(
        Guid colleagueId,
        string? name,
        Scopes scopes,
        CancellationToken cancel = default
    )
    {
        var faults = new Faults();
        var label = faults.Text("name", name, ApiToken.NameLength, required: true) ?? "";
        faults.If(scopes == Scopes.None, "scopes", Fault.Required);
        if (faults.Any)
        {
            return faults.Refusal;
        }
        var secret =
            ApiToken.Prefix
            + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength));
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(secret));
        var token = new ApiToken
        {
            ColleagueId = colleagueId,
            Name = label,
            Scopes = scopes,
            Hash = hash,
            CreatedAt = db.Now,
        };
        db.Add(token);
        db.Raise(ApiToken.Created, token, null);
        return await db.Commit(cancel) is { } refusal ? refusal : secret;
    }

    /// <summary>Ends a token of the colleague; ended already changes nothing.</summary>
    public async Task<Result<ApiToken>> Revoke(
        Guid colleagueId,
        Guid id,
        CancellationToken cancel = default
    )
    {
        if (
            await db.Set<ApiToken>()
                .FirstOrDefaultAsync(t => t.Id == id && t.ColleagueId == colleagueId, cancel)
            is not { } token
        )
        {
            return Refusal.NotFound;
        }
        if (token.RevokedAt is null)
        {
            token.RevokedAt = db.Now;
            db.Raise(ApiToken.Revoked, token, null);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : token;
    }
}
