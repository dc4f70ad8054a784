using Rapport.Data;

namespace Rapport.Web.Background;

/// <summary>Work that recurs by the calendar.</summary>
/// <param name="Name">As the API, the scheduler and the words name it.</param>
/// <param name="Cron">When, as Quartz reads it: seconds first, in the zone of the machine.</param>
/// <param name="Does">Answers how many it worked on; null where it does not say.</param>
public sealed record Recurring(
    string Name,
    string Cron,
    Func<Db, IServiceProvider, CancellationToken, Task<long?>> Does
)
{
    public Recurring(string name, string cron, Func<Db, CancellationToken, Task<int>> does)
        : this(name, cron, async (db, _, cancel) => await does(db, cancel)) { }

    public Recurring(
        string name,
        string cron,
        Func<Db, IServiceProvider, CancellationToken, Task<int>> does
    )
        : this(name, cron, async (db, services, cancel) => (long?)await does(db, services, cancel))
    { }

    public Recurring(string name, string cron, Func<Db, CancellationToken, Task> does)
        : this(
            name,
            cron,
            async (db, _, cancel) =>
            {
                await does(db, cancel);
                return null;
            }
        ) { }
}
