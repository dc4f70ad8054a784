namespace Rapport.Demo;

/// <summary>
/// Chance that falls the same way every time. Each client has its own, drawn from its name, so that one more client
/// changes nothing for the others.
/// </summary>
internal sealed class Luck(string seed)
{
    private readonly Random random = new(Seed(seed));

    public int Between(int least, int most) => random.Next(least, most + 1);

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Of<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        random.Shuffle(all);
        return all;
    }

    /// <summary>FNV-1a, 32 bits: string hashes of the runtime differ with every start.</summary>
    private static int Seed(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }
        return unchecked((int)(hash & int.MaxValue));
    }
}
