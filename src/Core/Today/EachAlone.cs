using Rapport.Data;

namespace Rapport.Today;

/// <summary>Does something for each colleague in a transaction of its own, so that one who fails keeps nobody else waiting.</summary>
internal static class EachAlone
{
    /// <exception cref="AggregateException">It failed for some, after it was tried for all.</exception>
    public static async Task Do(
        Db db,
        IReadOnlyCollection<Guid> colleagues,
        Func<Guid, Task<bool>> work,
        CancellationToken cancel
    )
    {
        var failures = new List<Exception>();
        foreach (var colleague in colleagues)
        {
            db.Forget();
            try
            {
                await db.Together(() => work(colleague), _ => true, cancel);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                failures.Add(failure);
            }
        }
        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }
}
