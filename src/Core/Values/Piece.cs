using System.Runtime.InteropServices;

namespace Rapport.Values;

/// <summary>A stretch of a line of time in nanoseconds, its end excluded.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Piece(long From, long To)
{
    public long Length => To - From;

    public Piece Moved(long by) => new(From + by, To + by);

    /// <summary>The same time in as few pieces as it takes, in order; empty ones are left out.</summary>
    public static List<Piece> Union(IEnumerable<Piece> pieces)
    {
        var all = new List<Piece>();
        foreach (var piece in pieces.Where(p => p.From < p.To).OrderBy(p => p.From))
        {
            if (all.Count > 0 && piece.From <= all[^1].To)
            {
                all[^1] = new(all[^1].From, Math.Max(all[^1].To, piece.To));
            }
            else
            {
                all.Add(piece);
            }
        }
        return all;
    }

    /// <summary>What is left of the pieces when those of the other are taken out.</summary>
    public static List<Piece> Less(IEnumerable<Piece> pieces, IReadOnlyCollection<Piece> other)
    {
        var left = pieces.ToList();
        foreach (var gone in other)
        {
            left =
            [
                .. left.SelectMany<Piece, Piece>(p =>
                        [
                            new(p.From, Math.Min(p.To, gone.From)),
                            new(Math.Max(p.From, gone.To), p.To),
                        ]
                    )
                    .Where(p => p.From < p.To),
            ];
        }
        return left;
    }
}
