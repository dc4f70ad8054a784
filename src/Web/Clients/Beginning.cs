using Rapport.Data;
using Rapport.Reports;

namespace Rapport.Web.Clients;

/// <summary>Remembers that the firm is past its first steps: that never comes back, so it is asked for no more.</summary>
internal sealed class Beginning
{
    private volatile bool isOver;

    /// <param name="db">Of somebody who sees all of the firm.</param>
    public async Task<FirstSteps?> Steps(Db db, CancellationToken cancel)
    {
        if (isOver)
        {
            return null;
        }
        var steps = await FirstSteps.Find(db, cancel);
        isOver = steps is null;
        return steps;
    }
}
