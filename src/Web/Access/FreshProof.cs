using Rapport.Web.Account;

namespace Rapport.Web.Access;

/// <summary>A dangerous act: whoever asks for it in a browser shows once more who is there, unless that was minutes ago.</summary>
public sealed record FreshProof;

internal static class FreshProofs
{
    /// <summary>Also where a whole form was filled in: it is asked beside it, and what was typed goes on with the answer.</summary>
    public static RouteHandlerBuilder AsksProof(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new FreshProof()).AddEndpointFilter(Proving.Ask);
}
