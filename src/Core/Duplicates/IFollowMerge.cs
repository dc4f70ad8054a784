using Rapport.Data;

namespace Rapport.Duplicates;

/// <summary>
/// Works out anew what hangs on rows that were led from one record to another. Discovered; runs in the transaction that
/// ends a merge or takes it back, when all rows stand where they belong.
/// </summary>
public interface IFollowMerge
{
    Task Follow(Db db, IReadOnlyCollection<Guid> ids, CancellationToken cancel);
}
