using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;

namespace Rapport.People;

/// <summary>Whose a record is and for whom: what goes with it takes that from it.</summary>
/// <param name="AuthorId">Who sees it whatever its audience, and alone while it has no client.</param>
public sealed record Standing(Guid? ClientId, Guid? AuthorId, Audience Audience)
{
    public static Standing Of(IOfClient record) =>
        new(
            record.ClientId,
            (record as IOwned)?.OwnerId,
            (record as IHasAudience)?.Audience ?? Audience.Inside
        );
}

/// <summary>Belongs to a record of whichever kind and goes where it goes: a file, a value of the firm's own field.</summary>
public interface IFollows : IOfClient
{
    Guid SubjectId { get; }

    void Stand(Standing standing);
}

/// <typeparam name="TRecord">What the records are that it may belong to.</typeparam>
public interface IFollows<TRecord> : IFollows
    where TRecord : IOfClient;

/// <summary>
/// Lets what belongs to a record follow it, in the save that changes the record: to another client, to other readers,
/// and away for good where it is removed for good.
/// </summary>
internal sealed class Following : IJoinSave
{
    private const int AtOnce = 500;

    private static readonly string[] Moving =
    [
        nameof(IOfClient.ClientId),
        nameof(IOwned.OwnerId),
        Wall.Author,
        nameof(IHasAudience.Audience),
    ];

    private static readonly (Type Records, MethodInfo Follow)[] Followers =
    [
        .. from type in Discovered.Types
        from follows in type.GetInterfaces()
        where
            type.IsClass
            && follows.IsGenericType
            && follows.GetGenericTypeDefinition() == typeof(IFollows<>)
        select (
            follows.GetGenericArguments()[0],
            typeof(Following)
                .GetMethod(nameof(Follow), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type)
        ),
    ];

    /// <summary>Before search and audit, which tell of what it does.</summary>
    public int Order => 40;

    public async ValueTask Join(
        Db db,
        IReadOnlyList<Change> changes,
        IReadOnlyList<Event> events,
        CancellationToken cancel
    )
    {
        List<Change> moved =
        [
            .. changes
                .Where(c => c.Entry.Entity is IOfClient)
                .Where(c => c.State == EntityState.Deleted || Moves(c)),
        ];
        if (moved.Count == 0)
        {
            return;
        }
        foreach (var (records, follow) in Followers)
        {
            var their = moved
                .Where(c => c.Entry.Entity.GetType().IsAssignableTo(records))
                .ToDictionary(c => c.Row!.Id);
            await (Task)follow.Invoke(null, [db, their, cancel])!;
        }
    }

    private static async Task Follow<T>(
        Db db,
        Dictionary<Guid, Change> records,
        CancellationToken cancel
    )
        where T : Row, IFollows
    {
        foreach (var ids in records.Keys.Chunk(AtOnce))
        {
            var following = await EveryRow
                .Of<T>(db)
                .Where(f => ids.Contains(f.SubjectId))
                .ToListAsync(cancel);
            // One that is given to another record in the same save is no longer this one's.
            foreach (var one in following.Where(f => records.ContainsKey(f.SubjectId)))
            {
                var record = records[one.SubjectId];
                if (record.State == EntityState.Deleted)
                {
                    db.Remove(one);
                }
                else
                {
                    one.Stand(Standing.Of((IOfClient)record.Entry.Entity));
                }
            }
        }
    }

    private static bool Moves(Change change) =>
        change.State == EntityState.Modified
        && change.Entry.Properties.Any(p =>
            Moving.Contains(p.Metadata.Name) && !Equals(p.OriginalValue, p.CurrentValue)
        );
}
