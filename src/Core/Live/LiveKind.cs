using Rapport.Data;
using Rapport.People;

namespace Rapport.Live;

/// <summary>A kind of record that stands behind a wall, and of whose changes one is therefore told within it.</summary>
public sealed class LiveKind
{
    private static readonly Dictionary<string, LiveKind> All = Discovered
        .Types.Where(t =>
            t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(Row))
        )
        .Where(t => t.IsAssignableTo(typeof(IOfClient)))
        .ToDictionary(t => t.Name.ToLowerInvariant(), t => new LiveKind(t), StringComparer.Ordinal);

    private LiveKind(Type row) => Row = row;

    /// <summary>Of all kinds, as notices name them.</summary>
    public static IEnumerable<string> Names => All.Keys.Order(StringComparer.Ordinal);

    public Type Row { get; }

    /// <summary>Whom it is for is said row by row.</summary>
    public bool HasAudience => Row.IsAssignableTo(typeof(IHasAudience));

    /// <summary>Named people may be those of the record on which it hangs.</summary>
    public bool HasAudienceOfOther => Row.GetProperty("AudienceOfId") is not null;

    /// <summary>Without a client it is its owner's.</summary>
    public bool IsOwned => Row.IsAssignableTo(typeof(IOwned));

    /// <summary>Without a client it is also theirs who are asked to it.</summary>
    public bool Invites => Row.IsAssignableTo(typeof(IInvites));

    public static LiveKind? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The kind of which an event tells: what stands before its dot.</summary>
    public static string Of(string eventName) =>
        eventName[..eventName.IndexOf('.', StringComparison.Ordinal)];
}
