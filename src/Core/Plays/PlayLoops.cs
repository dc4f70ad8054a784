using Rapport.Commitments;
using Rapport.Lists;

namespace Rapport.Plays;

/// <summary>
/// Finds plays that feed each other without end: what one raises, discharges or escalates is a commitment, of which another
/// may raise something in turn. Pure. A play that looks at commitments is fed by each play whose commitments its condition
/// does not shut out: <c>origin</c> and <c>favour</c> of those are known beforehand, whatever else it asks might hold.
/// </summary>
public static class PlayLoops
{
    private const string Kind = "commitments";

    /// <summary>The plays of one circle, in order; empty when there is none.</summary>
    public static IReadOnlyList<Play> Find(IReadOnlyList<Play> plays)
    {
        var feeds = plays.ToDictionary(p => p.Id, p => plays.Where(q => Feeds(p, q)).ToList());
        var done = new HashSet<Guid>();
        foreach (var play in plays)
        {
            if (Walk(play, [], done, feeds) is { Count: > 0 } circle)
            {
                return circle;
            }
        }
        return [];
    }

    private static List<Play> Walk(
        Play play,
        List<Play> path,
        HashSet<Guid> done,
        Dictionary<Guid, List<Play>> feeds
    )
    {
        if (path.FindIndex(p => p.Id == play.Id) is >= 0 and var from)
        {
            return path[from..];
        }
        if (!done.Add(play.Id))
        {
            return [];
        }
        return feeds[play.Id]
                .Select(next => Walk(next, [.. path, play], done, feeds))
                .FirstOrDefault(circle => circle.Count > 0)
            ?? [];
    }

    private static bool Feeds(Play from, Play to) =>
        from.Trigger != Trigger.Gate
        && to.Trigger != Trigger.Gate
        && to.Of == Kind
        && FilterText.Read(to.Condition) is { Done: true } read
        && (read.Value is null || Might(read.Value, from) != false);

    /// <summary>Whether a filter holds of what a play raises: null for perhaps.</summary>
    private static bool? Might(Filter filter, Play from) =>
        filter switch
        {
            AllOf all => all.Parts.Select(p => Might(p, from)).Aggregate(And),
            AnyOf any => any.Parts.Select(p => Might(p, from)).Aggregate(Or),
            NotThat not => !Might(not.Part, from),
            Condition { Field: var field } one when Same(field, "origin") => Holds(
                one,
                nameof(CommitmentOrigin.Play)
            ),
            Condition { Field: var field } one when Same(field, CommitmentList.Favour) => Holds(
                one,
                from.Favour.ToString()
            ),
            _ => null,
        };

    private static bool? Holds(Condition said, string known) =>
        said.Comparison switch
        {
            Comparison.Eq => Same(said.Value, known),
            Comparison.Ne => !Same(said.Value, known),
            Comparison.Pr => true,
            _ => null,
        };

    private static bool Same(string? one, string other) =>
        other.Equals(one, StringComparison.OrdinalIgnoreCase);

    private static bool? And(bool? one, bool? other) =>
        one == false || other == false ? false
        : one is null || other is null ? null
        : true;

    private static bool? Or(bool? one, bool? other) =>
        one == true || other == true ? true
        : one is null || other is null ? null
        : false;
}
