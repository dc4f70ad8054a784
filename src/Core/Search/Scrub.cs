using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Search;

/// <summary>
/// After an erasure, takes what is left of the person out of the text indexes and the free space of the database:
/// behind the commit, again when it did not succeed.
/// </summary>
public sealed class Scrub : IConsumeEvents
{
    public string Name => "scrub";

    public bool Wants(Event happened) => happened.Name == Contact.Erased.Name;

    public async Task Consume(Db db, Event happened, CancellationToken cancel)
    {
        if (db.Engine == EngineKind.Sqlite)
        {
            // Words that were taken out stay in older parts of a text index, marked as gone, until the parts are joined.
            await Join(
                db,
                $"""INSERT INTO "SearchText" ("SearchText") VALUES ('optimize')""",
                cancel
            );
            await Join(
                db,
                $"""INSERT INTO "SearchName" ("SearchName") VALUES ('optimize')""",
                cancel
            );
        }
        await Scrubbing.Scrub(db, cancel);
    }

    private static Task<int> Join(Db db, FormattableString index, CancellationToken cancel) =>
        db.Together(() => db.Database.ExecuteSqlAsync(index, cancel), _ => true, cancel);
}
