using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Account;

/// <summary>
/// Asks before a dangerous act who is there, if that was last shown too long ago, and then goes on with what was asked:
/// the form that was sent comes back whole among the answer's fields, so that nothing of it is kept here or lost.
/// </summary>
internal sealed class Proving(
    Logins logins,
    SecondFactors factors,
    PasskeyDoor passkeys,
    Sessions sessions,
    IClock clock
)
{
    /// <summary>With what the fields of the proof begin, among those of the form that waits for it.</summary>
    public const string Mark = "_proof-";
    public const string Password = Mark + "password";
    public const string Code = Mark + "code";
    public const string Credential = Mark + "passkey";
    public const string State = Mark + "state";
    private const string FormToken = "__RequestVerificationToken";

    public static ValueTask<object?> Ask(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next
    )
    {
        var proving = call.HttpContext.RequestServices.GetRequiredService<Proving>();
        return proving.Before(call, next);
    }

    private async ValueTask<object?> Before(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next
    )
    {
        var http = call.HttpContext;
        // A token has no hands to type with: what it may do was said when it was made.
        if (
            http.Features.Get<Me>() is not { Session: { } session } me
            || session.IsFresh(clock.GetCurrentInstant())
        )
        {
            return await next(call);
        }
        if (Gate.IsApi(http.Request))
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden,
                title: FaultWords.ProofNeeded
            );
        }
        var form = http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(http.RequestAborted)
            : null;
        var login = await logins.Of(me.ColleagueId, http.RequestAborted);
        if (login is null)
        {
            return TypedResults.NotFound();
        }
        var shown = form is null ? null : await Take(http, login, form);
        if (shown is { Done: true })
        {
            await sessions.MarkProven(session.Id, me.ColleagueId, shown.Value, Callers.Of(http));
            return await next(call);
        }
        return await Page(http, me, login, form, shown?.Refusal);
    }

    /// <summary>Null where no answer came with the form: it is only now that one is asked for.</summary>
    private async Task<Result<Way>?> Take(HttpContext http, Login login, IFormCollection form)
    {
        var (caller, cancel) = (Callers.Of(http), http.RequestAborted);
        if (form[Credential].ToString() is { Length: > 0 } credential)
        {
            if (await passkeys.Shown(http, credential, form[State], login.Id) is not null)
            {
                return Way.Passkey;
            }
            await logins.NoteWrongPasskey(login, caller, cancel);
            return Refusal.Invalid("passkey", Fault.WrongPasskey);
        }
        if (form[Code].ToString() is { Length: > 0 } code)
        {
            return await factors.Use(login, code, caller, cancel);
        }
        return form.ContainsKey(Password)
            ? await logins.Prove(login, form[Password], caller, cancel)
            : null;
    }

    private async Task<IResult> Page(
        HttpContext http,
        Me me,
        Login login,
        IFormCollection? form,
        Refusal? refusal
    )
    {
        var has = (await factors.Of(me.ColleagueId, http.RequestAborted))!;
        var here = http.Request.Path + http.Request.QueryString;
        return Pages.Show<ProofView>(
            new
            {
                Me = me,
                Has = has,
                // What was only looked at is opened again afterwards; a form is sent again to where it was meant for.
                Action = form is null ? ProofPath : here,
                Held = form is null ? [new(nameof(ProofInput.To), here)] : Held(form),
                Passkey = has.Passkeys > 0 ? await passkeys.Ask(http, login) : null,
                Refusal = refusal,
            },
            refusal is null
                ? StatusCodes.Status403Forbidden
                : StatusCodes.Status422UnprocessableEntity
        );
    }

    public const string ProofPath = OwnSignInPages.Path + "/proof";

    private static List<KeyValuePair<string, string>> Held(IFormCollection form) =>
        [
            .. form.Where(f =>
                    f.Key != FormToken && !f.Key.StartsWith(Mark, StringComparison.Ordinal)
                )
                .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? ""))),
        ];
}
