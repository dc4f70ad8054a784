namespace Rapport.Browser;

/// <summary>
/// How long is waited before something is said to be broken, in milliseconds. Nothing waits longer than it takes; but a
/// question to a page that hangs has no end of its own, and one fact would hold up all.
/// </summary>
internal static class Patience
{
    /// <summary>For a page to show what is expected of it.</summary>
    public const float Page = 30_000;

    /// <summary>For a fact; they take seconds.</summary>
    public const int Fact = 240_000;

    /// <summary>For the fact that goes through every page; it takes five minutes on two cores.</summary>
    public const int Tour = 1_200_000;
}
