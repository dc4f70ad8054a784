using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Duplicates;

/// <summary>What can be chosen from either side when two become one: properties that only make sense together.</summary>
/// <param name="Properties">The first names the field to readers.</param>
public sealed record MergeField(params string[] Properties)
{
    public string Key => Properties[0];

    /// <summary>Where the kept record says nothing, that is not known, and the other's value comes in by itself.</summary>
    public bool FillsGaps { get; init; } = true;
}

/// <summary>How a record is told from another where both are shown.</summary>
/// <param name="Number">As people say it.</param>
/// <param name="About">What tells it from others of its name, such as a person's job and client.</param>
public sealed record RecordHead(Guid Id, string Number, string Name, string? About);

/// <summary>How a noun describes what makes two of its records alike, and what to choose when they become one.</summary>
public abstract class DuplicatesOf
{
    private static readonly Lazy<DuplicatesOf[]> Described = new(() =>
        [
            .. Discovered
                .Types.Where(t =>
                    t is { IsAbstract: false } && t.IsAssignableTo(typeof(DuplicatesOf))
                )
                .Select(t => t.GetField("Instance", BindingFlags.Public | BindingFlags.Static))
                .Select(f => (DuplicatesOf)f!.GetValue(null)!)
                .OrderBy(n => n.Key, StringComparer.Ordinal),
        ]
    );

    public static IReadOnlyList<DuplicatesOf> All => Described.Value;

    public static DuplicatesOf? OfKey(string? key) =>
        Described.Value.FirstOrDefault(n => n.Key == key);

    /// <summary>By which addresses and the API name it, such as <c>contacts</c>.</summary>
    public abstract string Key { get; }

    public abstract Type Row { get; }

    public abstract Act Merges { get; }

    public abstract IReadOnlyList<MergeField> Fields { get; }

    /// <summary>Properties that stay the kept record's own: its number, where it came from, what is worked out.</summary>
    public abstract IReadOnlyList<string> Own { get; }

    /// <summary>The record as it is tracked; null when the viewer does not see it.</summary>
    public abstract Task<Row?> Find(Db db, Guid id, CancellationToken cancel);

    /// <summary>What these are called, without those that the viewer does not see.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, RecordHead>> Heads(
        Db db,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    );

    /// <summary>The record that is meant by its number or whole name, as far as it may become one with this one.</summary>
    public abstract Task<Guid?> Meant(Db db, Row near, string typed, CancellationToken cancel);

    /// <summary>Whether these two may become one at all; they are both seen.</summary>
    public abstract bool MayJoin(Row one, Row two);

    /// <summary>The client at whose wall a record stands.</summary>
    public static Guid? ClientOf(Row row) => (row as IOfClient)?.ClientId;

    /// <summary>The pairs among the next records.</summary>
    /// <param name="after">Where the last look ended; null at the beginning.</param>
    internal abstract Task<Looked> Look(Db db, string? after, CancellationToken cancel);
}

/// <param name="Ids">The records that were looked at.</param>
/// <param name="Next">Where the next look begins; null when all were looked at.</param>
internal sealed record Looked(
    IReadOnlyCollection<Guid> Ids,
    IReadOnlyCollection<Pair> Pairs,
    string? Next
);

/// <summary>Two records that may be one, and what speaks for it.</summary>
public sealed record Pair(
    Guid FirstId,
    Guid SecondId,
    Guid? ClientId,
    Guid? OtherClientId,
    Evidence Evidence,
    bool SharesMail
);

/// <summary>What a record is compared by.</summary>
public abstract record Facts(Guid Id, Guid? ClientId)
{
    /// <summary>Two records are compared when they share one of these.</summary>
    public abstract IEnumerable<string> Keys { get; }
}

public abstract class DuplicatesOf<TRow, TFacts> : DuplicatesOf
    where TRow : Row
    where TFacts : Facts
{
    /// <summary>What more records share tells nothing, such as a first name.</summary>
    private const int LargestBlock = 60;

    public sealed override Type Row => typeof(TRow);

    public abstract Evidence Compare(TFacts one, TFacts two);

    /// <summary>Both have one mail address.</summary>
    public abstract bool ShareMail(TFacts one, TFacts two);

    /// <summary>The next groups of records within which there may be pairs.</summary>
    protected abstract Task<(IReadOnlyList<IReadOnlyList<TFacts>> Groups, string? Next)> Read(
        Db db,
        string? after,
        CancellationToken cancel
    );

    public sealed override async Task<Row?> Find(Db db, Guid id, CancellationToken cancel) =>
        await db.Set<TRow>().FirstOrDefaultAsync(r => r.Id == id, cancel);

    internal sealed override async Task<Looked> Look(Db db, string? after, CancellationToken cancel)
    {
        var (groups, next) = await Read(db, after, cancel);
        return new(
            [.. groups.SelectMany(g => g).Select(f => f.Id)],
            [.. groups.SelectMany(Pairs)],
            next
        );
    }

    /// <summary>The pairs of a group that weigh enough to be shown.</summary>
    public IEnumerable<Pair> Pairs(IReadOnlyList<TFacts> group)
    {
        foreach (var (one, two) in Candidates(group))
        {
            var evidence = Compare(one, two);
            if (evidence.Weight >= Surenesses.Least)
            {
                yield return new(
                    one.Id,
                    two.Id,
                    one.ClientId,
                    two.ClientId == one.ClientId ? null : two.ClientId,
                    evidence,
                    ShareMail(one, two)
                );
            }
        }
    }

    /// <summary>Those that share a key, each pair once: never all with all.</summary>
    private static IEnumerable<(TFacts One, TFacts Two)> Candidates(IReadOnlyList<TFacts> group)
    {
        var blocks = new Dictionary<string, List<TFacts>>(StringComparer.Ordinal);
        foreach (var facts in group)
        {
            foreach (var key in facts.Keys.Distinct())
            {
                if (!blocks.TryGetValue(key, out var block))
                {
                    blocks.Add(key, block = []);
                }
                block.Add(facts);
            }
        }
        var met = new HashSet<(Guid, Guid)>();
        foreach (var block in blocks.Values.Where(b => b.Count is > 1 and <= LargestBlock))
        {
            for (var i = 0; i < block.Count; i++)
            {
                for (var j = i + 1; j < block.Count; j++)
                {
                    var (one, two) =
                        block[i].Id.CompareTo(block[j].Id) < 0
                            ? (block[i], block[j])
                            : (block[j], block[i]);
                    if (met.Add((one.Id, two.Id)))
                    {
                        yield return (one, two);
                    }
                }
            }
        }
    }
}
