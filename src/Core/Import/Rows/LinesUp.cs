namespace Rapport.Import.Rows;

/// <summary>Who stands above whom, as far as rows could tie them, so that no tie makes a circle.</summary>
internal sealed class LinesUp
{
    private const int Deepest = 100;

    private readonly Dictionary<Guid, Guid> above = [];

    /// <summary>Level by level from these up, as they are stored.</summary>
    public static async Task<LinesUp> From(
        IEnumerable<Guid> lowest,
        Func<List<Guid>, Task<List<LineUp>>> read
    )
    {
        var lines = new LinesUp();
        var level = lowest.Distinct().ToList();
        for (var depth = 0; level.Count > 0 && depth < Deepest; depth++)
        {
            var next = new List<Guid>();
            foreach (var line in await read(level))
            {
                if (line.Above is { } up && lines.above.TryAdd(line.Id, up))
                {
                    next.Add(up);
                }
            }
            level = next;
        }
        return lines;
    }

    public void Tie(Guid one, Guid up) => above[one] = up;

    /// <summary>Whether the first is the second, or stands somewhere above it.</summary>
    public bool IsAbove(Guid one, Guid other)
    {
        Guid? at = other;
        for (var depth = 0; at is { } here && depth <= Deepest; depth++)
        {
            if (here == one)
            {
                return true;
            }
            at = above.TryGetValue(here, out var next) ? next : null;
        }
        return false;
    }
}

/// <summary>One record and the one right above it.</summary>
internal sealed record LineUp(Guid Id, Guid? Above);
