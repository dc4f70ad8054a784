using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Hosting;

namespace Rapport.Web.Api;

/// <summary>
/// Carries a request out once, however often it is repeated with the same key: by the header Idempotency-Key, or the
/// hidden field of a form. The key is written with the act, in one transaction.
/// </summary>
public sealed class Once(Db db, Me me, IHttpContextAccessor http)
{
    public const string Header = "Idempotency-Key";
    public const string Field = "_once";

    private const int KeyLength = 200;

    /// <param name="said">What the request says: the same key with something else said is refused.</param>
    public async Task<Result<T>> Do<T>(
        object said,
        Func<Task<Result<T>>> act,
        CancellationToken cancel
    )
        where T : Row
    {
        if (Key is not { } key)
        {
            return await act();
        }
        if (key.Length > KeyLength)
        {
            return Refusal.Invalid(
                Header,
                Fault.TooLong,
                KeyLength.ToString(CultureInfo.InvariantCulture)
            );
        }
        var fingerprint = SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(new { Request.Path, said }, Json.Options)
        );
        if (await Before<T>(key, fingerprint, cancel) is { } before)
        {
            return before;
        }
        db.Request = new RequestKey
        {
            AskerId = me.AskerId,
            Key = key,
            Fingerprint = fingerprint,
            At = db.Now,
        };
        var result = await act();
        // Its twin was quicker and has committed: answer as the twin was answered.
        return
            result.Refusal?.Kind == RefusalKind.Repeated
            && await Before<T>(key, fingerprint, cancel) is { } twin
            ? twin
            : result;
    }

    private HttpRequest Request => http.HttpContext!.Request;

    private string? Key =>
        Request.Headers[Header].ToString() is { Length: > 0 } header ? header
        : Request.HasFormContentType && Request.Form[Field].ToString() is { Length: > 0 } hidden
            ? hidden
        : null;

    private async Task<Result<T>?> Before<T>(
        string key,
        byte[] fingerprint,
        CancellationToken cancel
    )
        where T : Row
    {
        var asker = me.AskerId;
        var found = await db.Set<RequestKey>()
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.AskerId == asker && r.Key == key, cancel);
        if (found is null)
        {
            return null;
        }
        if (!found.Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            return Refusal.Invalid(Header, Fault.KeyReused);
        }
        return
            await db.Set<T>().FirstOrDefaultAsync(r => r.Id == found.SubjectId, cancel)
                is { } subject
            ? subject
            : Refusal.NotFound;
    }
}
