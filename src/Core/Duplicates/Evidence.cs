namespace Rapport.Duplicates;

/// <summary>Why two records may be one, as a person would say it.</summary>
public enum Likeness
{
    SameName,
    SwappedName,

    /// <summary>A few letters differ; the figure says how many.</summary>
    NearName,

    /// <summary>The one name is part of the other, or has initials in its place.</summary>
    PartOfName,
    SameLegalName,
    SameMail,

    /// <summary>The same before the at sign.</summary>
    SameMailbox,
    SameMailDomain,
    SamePhone,
    SameWebsite,
    SameJob,
}

/// <param name="Figure">What the words count, such as letters; 0 for nothing.</param>
public sealed record Reason(Likeness Likeness, int Figure = 0)
{
    public override string ToString() => Figure == 0 ? $"{Likeness}" : $"{Likeness}:{Figure}";

    public static IReadOnlyList<Reason> Read(string text) =>
        [
            .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(one => one.Split(':'))
                .Where(one => Enum.TryParse<Likeness>(one[0], out _))
                .Select(one => new Reason(
                    Enum.Parse<Likeness>(one[0]),
                    one.Length > 1
                        ? int.Parse(one[1], System.Globalization.CultureInfo.InvariantCulture)
                        : 0
                )),
        ];
}

/// <summary>
/// How often a comparison comes out so among pairs that are one (m) and among pairs that are two (u). Its weight is
/// log2(m/u) bits, and weights of comparisons that do not hang on each other add up (I. P. Fellegi and A. B. Sunter,
/// "A Theory for Record Linkage", JASA 64, 1969).
/// </summary>
/// <param name="M">Above 0, at most 1.</param>
/// <param name="U">Above 0, at most 1.</param>
public sealed record Level(double M, double U)
{
    public double Bits { get; } = Math.Log2(M / U);
}

/// <summary>What speaks for two records being one, and against it.</summary>
public sealed class Evidence
{
    private readonly List<Reason> reasons = [];

    public double Bits { get; private set; }

    /// <summary>In tenths of a bit, as it is kept.</summary>
    public int Weight => (int)Math.Round(Bits * 10);

    public IReadOnlyList<Reason> Reasons => reasons;

    public void Add(Level level, Likeness? why = null, int figure = 0)
    {
        Bits += level.Bits;
        if (why is { } likeness)
        {
            reasons.Add(new(likeness, figure));
        }
    }
}

/// <summary>How sure the evidence makes us, in steps that a person can act on.</summary>
public enum Sureness
{
    Possible,
    Likely,
    VeryLikely,
}

public static class Surenesses
{
    /// <summary>In tenths of a bit: what weighs less is not shown.</summary>
    public const int Least = 30;
    public const int Likely = 80;
    public const int VeryLikely = 120;

    public static Sureness Of(int weight) =>
        weight >= VeryLikely ? Sureness.VeryLikely
        : weight >= Likely ? Sureness.Likely
        : Sureness.Possible;

    public static (int From, int Below) Range(Sureness sureness) =>
        sureness switch
        {
            Sureness.VeryLikely => (VeryLikely, int.MaxValue),
            Sureness.Likely => (Likely, VeryLikely),
            _ => (Least, Likely),
        };
}
