using Microsoft.EntityFrameworkCore;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Plays;

namespace Rapport.Reports;

/// <summary>A record by the name that people give it.</summary>
/// <param name="Kind">As in <c>Client</c>; of a token and a login, <c>Colleague</c>: the one behind it.</param>
public sealed record Named(Guid Id, string Kind, string Name);

/// <summary>Finds the names of whatever is meant by ids, of any kind, in one statement; within the viewer's walls.</summary>
internal static class Names
{
    private const int AtOnce = 500;

    public static async Task<IReadOnlyDictionary<Guid, Named>> Of(
        Db db,
        IEnumerable<Guid> wanted,
        CancellationToken cancel
    )
    {
        var names = new Dictionary<Guid, Named>();
        foreach (var ids in wanted.Where(id => id != Guid.Empty).Distinct().Chunk(AtOnce))
        {
            foreach (var named in await All(db, ids).ToListAsync(cancel))
            {
                names.TryAdd(named.Id, new Named(named.Id, named.Kind, named.Name));
            }
        }
        return names;
    }

    private static IQueryable<Found> All(Db db, Guid[] ids) =>
        db.Set<Colleague>()
            .Where(x => ids.Contains(x.Id))
            .Select(x => new Found
            {
                Id = x.Id,
                Kind = nameof(Colleague),
                Name = x.Name,
            })
            .Concat(
                db.Set<ApiToken>()
                    .Where(x => ids.Contains(x.Id))
                    .Join(
                        db.Set<Colleague>(),
                        t => t.ColleagueId,
                        c => c.Id,
                        (t, c) =>
                            new Found
                            {
                                Id = t.Id,
                                Kind = nameof(Colleague),
                                Name = c.Name,
                            }
                    )
            )
            .Concat(
                db.Set<Login>()
                    .Where(x => ids.Contains(x.Id))
                    .Join(
                        db.Set<Colleague>(),
                        l => l.ColleagueId,
                        c => c.Id,
                        (l, c) =>
                            new Found
                            {
                                Id = l.Id,
                                Kind = nameof(Colleague),
                                Name = c.Name,
                            }
                    )
            )
            .Concat(
                db.Set<Unit>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Unit),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<Calendar>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Calendar),
                        Name = x.Name ?? "",
                    })
            )
            .Concat(
                db.Set<Play>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Play),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<Client>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Client),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<Contact>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Contact),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<Interaction>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Interaction),
                        Name = x.Subject,
                    })
            )
            .Concat(
                db.Set<Commitment>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Commitment),
                        Name = x.Text,
                    })
            )
            .Concat(
                db.Set<Meeting>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Meeting),
                        Name = x.Title,
                    })
            )
            .Concat(
                db.Set<Series>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Series),
                        Name = x.Title,
                    })
            )
            .Concat(
                db.Set<Opportunity>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Opportunity),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<CustomField>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(CustomField),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<CustomChoice>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(CustomChoice),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<Attachment>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Attachment),
                        Name = x.Name,
                    })
            )
            .Concat(
                db.Set<Import.Import>()
                    .Where(x => ids.Contains(x.Id))
                    .Select(x => new Found
                    {
                        Id = x.Id,
                        Kind = nameof(Import),
                        Name = x.FileName,
                    })
            );

    private sealed class Found
    {
        public Guid Id { get; init; }
        public required string Kind { get; init; }
        public required string Name { get; init; }
    }
}
