using Microsoft.AspNetCore.Http.Features;
using Rapport.Data;
using Rapport.Web.Access;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Plays;

/// <summary>
/// Whatever form is sent: where a play stands before the act, asks for the reason on a page of its own that keeps all that
/// was typed, and sends it again with it. A script gives the reason in a header.
/// </summary>
internal static class GateAsks
{
    /// <summary>The reason, percent-encoded, since a header has no letters beyond ASCII.</summary>
    public const string Header = "Rapport-Reason";

    public const string Field = "GateReason";

    /// <summary>The button by which one goes back to the form, to say something else.</summary>
    public const string Change = "_change";

    private const string Token = "__RequestVerificationToken";

    public static async ValueTask<object?> OfForm(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next
    )
    {
        var http = call.HttpContext;
        // Only a form that was read already: an upload is read by whoever takes it.
        if (http.Features.Get<IFormFeature>()?.Form is not { Files.Count: 0 } form)
        {
            return await next(call);
        }
        var db = http.RequestServices.GetRequiredService<Db>();
        var given = form[Field].ToString();
        db.Reason = form.ContainsKey(Change) ? null : given;
        var answer = await next(call);
        if (db.StoppedBy is not { } stop || form.ContainsKey(Change) || IsInPlace(http))
        {
            return answer;
        }
        return Pages.Again<GateView>(
            new
            {
                Me = http.RequestServices.GetRequiredService<Me>(),
                Stop = stop,
                Address = $"{http.Request.PathBase}{http.Request.Path}{http.Request.QueryString}",
                Typed = form.Where(f => f.Key is not (Field or Change or Token))
                    .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))
                    .ToList(),
                Asked = form.ContainsKey(Field),
                InFrame = Back.InFrame(http),
            }
        );
    }

    public static ValueTask<object?> OfApi(
        EndpointFilterInvocationContext call,
        EndpointFilterDelegate next
    )
    {
        var http = call.HttpContext;
        if (http.Request.Headers[Header].ToString() is { Length: > 0 } reason)
        {
            http.RequestServices.GetRequiredService<Db>().Reason = Uri.UnescapeDataString(reason);
        }
        return next(call);
    }

    /// <summary>A part of the page, such as a cell, is answered in its place, with what stopped it.</summary>
    private static bool IsInPlace(HttpContext http) =>
        Back.InFrame(http)
        && !http
            .Request.Headers["HX-Target"]
            .ToString()
            .Contains(FrameBody, StringComparison.Ordinal);

    private const string FrameBody = "frame-body";
}
