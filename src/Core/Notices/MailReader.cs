using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Notices;

/// <summary>A colleague to whom mails are written, in her language and zone or the firm's.</summary>
/// <param name="Email">Null where none is known.</param>
public sealed record MailReader(
    Guid Id,
    string Name,
    string? Email,
    string? Language,
    DateTimeZone Zone
)
{
    /// <summary>Those of them who are here.</summary>
    /// <param name="ids">Null for all.</param>
    public static async Task<List<MailReader>> Of(
        Db db,
        IReadOnlyCollection<Guid>? ids,
        CancellationToken cancel
    )
    {
        var firm = await new Firms(db).Read(cancel);
        var here = db.Set<Colleague>().AsNoTracking().Where(c => c.Left == null);
        if (ids is not null)
        {
            here = here.Where(c => ids.Contains(c.Id));
        }
        var found = await here.Select(c => new
            {
                c.Id,
                c.Name,
                c.Email,
                c.Language,
                c.TimeZone,
            })
            .ToListAsync(cancel);
        return found.ConvertAll(c => new MailReader(
            c.Id,
            c.Name,
            c.Email,
            c.Language ?? firm.Language,
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(c.TimeZone ?? firm.Zone) ?? DateTimeZone.Utc
        ));
    }

    public static async Task<MailReader?> Find(Db db, Guid id, CancellationToken cancel) =>
        (await Of(db, [id], cancel)).FirstOrDefault();
}
