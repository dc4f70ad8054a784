namespace Rapport.Web.Shared;

/// <summary>What a colour says: kept, soon, late or broken, worth knowing, nothing.</summary>
public enum Tone
{
    Plain,
    Good,
    Warn,
    Bad,
    Info,
}

public static class Tones
{
    public static string Css(this Tone tone) => tone.ToString().ToLowerInvariant();
}
