using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>
/// The halves of a person's name by which people speak of her: as they are filled in, else taken from the words of the
/// whole name. Particles belong to the family name, titles to neither; a single word is itself.
/// </summary>
public sealed record NameHalves(string? Given, string? Family)
{
    private static readonly HashSet<string> Particles =
    [
        .. "al af av bin da dal de del della den der di do dos du el la le st ten ter van vom von y zu zum zur".Split(
            ' '
        ),
    ];

    private static readonly HashSet<string> Titles =
    [
        .. "dr prof mr mrs ms miss mx sir herr frau sr sra srta don dona".Split(' '),
    ];

    /// <summary>All that may be written of her alone; of a family name also what follows its particles.</summary>
    public IEnumerable<string> All
    {
        get
        {
            var bare = Family is null
                ? null
                : string.Join(' ', Family.Split(' ').SkipWhile(IsParticle));
            return new[] { Given, Family, bare }
                .OfType<string>()
                .Where(half => half.Length > 0)
                .Distinct();
        }
    }

    public static NameHalves Of(string? given, string? family, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (first, last) = Read(name);
        return new NameHalves(
            given ?? (first == family ? null : first),
            family ?? (last == given ? null : last)
        );
    }

    /// <summary>"Ludwig van Beethoven" and "van Beethoven, Ludwig" are the same two halves.</summary>
    private static (string? Given, string? Family) Read(string name)
    {
        if (name.Split(',', 2) is [var before, var after] && Words(after) is [var called, ..])
        {
            return (
                called,
                string.Join(' ', Words(before)) is { Length: > 0 } family ? family : null
            );
        }
        var words = Words(name);
        if (words.Count < 2)
        {
            return (words.FirstOrDefault(), null);
        }
        var at = words.Count - 1;
        while (at > 1 && IsParticle(words[at - 1]))
        {
            at--;
        }
        return IsParticle(words[0])
            ? (null, string.Join(' ', words))
            : (words[0], string.Join(' ', words.Skip(at)));
    }

    private static List<string> Words(string text) =>
        [
            .. text.Split(
                    (char[])[' ', ','],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .SkipWhile(w => w.EndsWith('.') || Titles.Contains(Folded.Key(w))),
        ];

    private static bool IsParticle(string word) => Particles.Contains(Folded.Key(word));
}
