namespace Rapport.Web.Shared;

/// <summary>One of a few, as a form or an address names it.</summary>
internal static class Choice
{
    /// <summary>Null for what is none of them; a bare number is none, although the framework would take it.</summary>
    public static T? Of<T>(string? typed)
        where T : struct, Enum =>
        Enum.TryParse<T>(typed, ignoreCase: true, out var value) && Enum.IsDefined(value)
            ? value
            : null;

    /// <summary>The usual one for what was left empty; told of for what is none of them.</summary>
    public static T Of<T>(string? typed, T usual, string field, Values.Faults faults)
        where T : struct, Enum
    {
        var chosen = Of<T>(typed);
        faults.If(chosen is null && !string.IsNullOrWhiteSpace(typed), field, Values.Fault.Unknown);
        return chosen ?? usual;
    }

    /// <summary>The id of one of ours; null for what was left empty; told of for what is no id.</summary>
    public static Guid? OfId(string? typed, string field, Values.Faults faults)
    {
        var chosen = Guid.TryParse(typed, out var id) ? id : (Guid?)null;
        faults.If(chosen is null && !string.IsNullOrWhiteSpace(typed), field, Values.Fault.Unknown);
        return chosen;
    }
}
