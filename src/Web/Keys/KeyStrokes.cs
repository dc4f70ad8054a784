namespace Rapport.Web.Keys;

/// <summary>
/// Keys as they are written: strokes one after another, parted by spaces. A stroke is the character that it types, the
/// name of a key that types none, or either with Ctrl, which is ⌘ on a Mac: <c>g c</c>, <c>?</c>, <c>Mod+k</c>. Pure.
/// </summary>
public static class KeyStrokes
{
    public const string Mod = "Mod+";
    private const int Most = 3;

    /// <summary>The names of the UI Events standard (KeyboardEvent key values), of those that nothing else needs.</summary>
    private static readonly string[] Named =
    [
        "Backspace",
        "Delete",
        "End",
        "Enter",
        "Home",
        "Insert",
        "PageDown",
        "PageUp",
        .. Enumerable.Range(2, 11).Select(n => $"F{n}"),
    ];

    private static readonly string[] SameAsMod = [Mod, "Ctrl+", "Strg+", "Cmd+", "⌘+", "⌘"];

    /// <summary>As they are kept; null when they are none.</summary>
    public static string? Read(string? typed)
    {
        var strokes = (typed ?? "").Split(
            ' ',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        var read = strokes.Select(Stroke).OfType<string>().ToList();
        return strokes.Length is 0 or > Most || read.Count < strokes.Length
            ? null
            : string.Join(' ', read);
    }

    /// <summary>Whether they need neither Ctrl nor ⌘, so that a slip or a spoken word sets them off.</summary>
    public static bool ArePlain(string keys) => !keys.StartsWith(Mod, StringComparison.Ordinal);

    /// <summary>Whether a stroke of it never reaches a page: windows and tabs are opened and closed by the browser itself.</summary>
    public static bool BrowserKeeps(string keys) => keys.Split(' ').Any(Kept.Contains);

    private static readonly string[] Kept =
    [
        Mod + "n",
        Mod + "t",
        Mod + "w",
        Mod + "q",
        Mod + "PageUp",
        Mod + "PageDown",
        "F11",
    ];

    /// <summary>The same, or the beginning of the other.</summary>
    public static bool Collide(string one, string other) =>
        (one + " ").StartsWith(other + " ", StringComparison.Ordinal)
        || (other + " ").StartsWith(one + " ", StringComparison.Ordinal);

    private static string? Stroke(string typed)
    {
        var mod = Array.Find(
            SameAsMod,
            m => typed.Length > m.Length && typed.StartsWith(m, StringComparison.OrdinalIgnoreCase)
        );
        var key = typed[(mod?.Length ?? 0)..];
        var known =
            key.EnumerateRunes().Count() == 1 && !char.IsControl(key[0])
                // With Ctrl a letter is the same key, small or large.
                ? mod is null
                    ? key
                    : key.ToLowerInvariant()
                : Array.Find(Named, n => n.Equals(key, StringComparison.OrdinalIgnoreCase));
        return known is null ? null : (mod is null ? "" : Mod) + known;
    }
}
