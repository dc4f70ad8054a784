namespace Rapport.Web.Shared;

/// <summary>What the address of a page says and what nobody understands: the page is shown without it, and says so.</summary>
public sealed class Unclear
{
    private readonly List<string> said = [];

    /// <summary>As it was said, such as <c>stage=foo</c>.</summary>
    public static IReadOnlyList<string> Of(HttpContext? http) =>
        http?.Features.Get<Unclear>()?.said ?? [];

    internal static void Tell(HttpContext http, IEnumerable<string> said)
    {
        var unclear = http.Features.Get<Unclear>() ?? new Unclear();
        unclear.said.AddRange(said);
        http.Features.Set(unclear);
    }

    internal static string Text(string name, string? value) => $"{name}={value}";
}
