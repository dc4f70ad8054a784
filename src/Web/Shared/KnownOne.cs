using Rapport.Values;

namespace Rapport.Web.Shared;

/// <summary>One that is there already, with its page.</summary>
public sealed record KnownOne(string Href, string Name, string? Context);

/// <summary>Adding what may be known already: asked once, and done by who says so.</summary>
internal static class Anyway
{
    /// <summary>Keeps it from being added while somebody known is shown and nobody has said "anyway".</summary>
    public static void Ask(IFormCollection form, bool known, Faults faults) =>
        faults.If(known && form[KnownNote.Field] != "true", KnownNote.Field, Fault.Taken);
}
