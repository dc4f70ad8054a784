using NodaTime;

namespace Rapport.Values;

/// <summary>
/// The open time of a week, from its Monday on, in nanoseconds that pass. A week has some ten pieces: it is searched from
/// its beginning.
/// </summary>
internal sealed class OpenWeek
{
    private readonly List<Piece> pieces;

    /// <param name="days">Bit by bit from Monday on, to which of its days anything belongs.</param>
    public OpenWeek(IEnumerable<Piece> pieces, int days)
    {
        this.pieces = Piece.Union(pieces);
        Days = days;
        Total = this.pieces.Sum(p => p.Length);
    }

    public long Total { get; }

    public int Days { get; }

    /// <summary>How long it was open until then.</summary>
    public long Until(long moment)
    {
        var open = 0L;
        foreach (var piece in pieces)
        {
            if (moment <= piece.From)
            {
                break;
            }
            open += Math.Min(piece.To, moment) - piece.From;
        }
        return open;
    }

    /// <summary>The first moment by which it was open so long; more than nothing, and at most all of it.</summary>
    public long FirstAfter(long open)
    {
        foreach (var piece in pieces)
        {
            if (open <= piece.Length)
            {
                return piece.From + open;
            }
            open -= piece.Length;
        }
        throw new ArgumentOutOfRangeException(nameof(open));
    }

    /// <summary>The last moment by which it was open no longer; less than all of it.</summary>
    public long LastAfter(long open)
    {
        foreach (var piece in pieces)
        {
            if (open < piece.Length)
            {
                return piece.From + open;
            }
            open -= piece.Length;
        }
        throw new ArgumentOutOfRangeException(nameof(open));
    }

    /// <summary>As it is on the line of local time, by spans of the week.</summary>
    public static OpenWeek Usual(OpenDays days)
    {
        var laid = new List<Piece>();
        var belonging = 0;
        foreach (var day in Enumerable.Range(0, 7))
        {
            var own = days.Usual((IsoDayOfWeek)(day + 1));
            belonging |= own.Count > 0 ? 1 << day : 0;
            // What Sunday leaves over stands on Monday: a usual week follows a usual one.
            foreach (var piece in own.Select(p => p.Moved(day * OpenDays.Day)))
            {
                const long Week = 7 * OpenDays.Day;
                laid.Add(piece with { To = Math.Min(piece.To, Week) });
                laid.Add(new Piece(0, piece.To - Week));
            }
        }
        return new OpenWeek(laid, belonging);
    }
}
