namespace Rapport.Web.Doctor;

/// <summary>How bad it is. Only what is wrong makes the command fail.</summary>
public enum Badness
{
    Fine,
    WorthKnowing,
    Wrong,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="About">What it is: "database", "audit key".</param>
/// <param name="Says">What was found, in a sentence.</param>
/// <param name="Do">What to do about it; null when there is nothing to do.</param>
public sealed record Finding(Badness Bad, string About, string Says, string? Do = null)
{
    public static Finding Fine(string about, string says) => new(Badness.Fine, about, says);

    public static Finding Known(string about, string says, string? then = null) =>
        new(Badness.WorthKnowing, about, says, then);

    public static Finding Wrong(string about, string says, string then) =>
        new(Badness.Wrong, about, says, then);
}
