using AngleSharp.Dom;

namespace Rapport.Tests.Web.Conflicts;

/// <summary>A form of a page, as a browser without scripts has it.</summary>
internal static class EditForm
{
    /// <summary>The fields that a page asks to choose in.</summary>
    public static IEnumerable<string> Asked(IDocument page) =>
        page.QuerySelectorAll("input[name=_ask]").Select(i => i.GetAttribute("value")!);

    /// <summary>All that the form of the page would send as it stands.</summary>
    public static Dictionary<string, string> Filled(IDocument page) =>
        page.QuerySelectorAll("main form.form [name]")
            .Where(f =>
                f.LocalName != "button"
                && !f.GetAttribute("name")!.StartsWith("__", StringComparison.Ordinal)
            )
            .Where(f =>
                f.GetAttribute("type") is not ("radio" or "checkbox") || f.HasAttribute("checked")
            )
            .Select(f => (Name: f.GetAttribute("name")!, Value: Value(f)))
            .Where(f => f.Value is not null)
            .GroupBy(f => f.Name)
            .ToDictionary(g => g.Key, g => g.First().Value!);

    private static string? Value(IElement field) =>
        field.LocalName switch
        {
            "select" => field.QuerySelector("option[selected]")?.GetAttribute("value")
                ?? field.QuerySelector("option")?.GetAttribute("value"),
            "textarea" => field.TextContent,
            _ => field.GetAttribute("value")
                ?? (field.GetAttribute("type") == "checkbox" ? "true" : ""),
        };
}
