using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Files;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>Who took part in the entries of a stream, and for whom those in confidence are.</summary>
internal static class PeopleThere
{
    private sealed record Found(
        Guid InteractionId,
        Guid? ContactId,
        Guid? ColleagueId,
        string? Name
    );

    private static readonly Question<List<Guid>, Found> Participants = new(
        (db, ids) =>
            db.Set<Participant>()
                .Where(p => ids.Contains(p.InteractionId))
                .OrderBy(p => p.InteractionId)
                .ThenBy(p => p.Position)
                .Select(p => new Found(
                    p.InteractionId,
                    p.ContactId,
                    p.ColleagueId,
                    p.ContactId != null
                            ? db.Set<Contact>()
                                .Where(c => c.Id == p.ContactId)
                                .Select(c => c.Name)
                                .FirstOrDefault()
                        : p.ColleagueId != null
                            ? db.Set<Colleague>()
                                .Where(c => c.Id == p.ColleagueId)
                                .Select(c => c.Name)
                                .FirstOrDefault()
                        : p.Name
                ))
    );

    /// <summary>The same entries with their people and files: at most three statements.</summary>
    public static async Task<IReadOnlyList<StreamEntry>> Add(
        Db db,
        List<StreamEntry> page,
        CancellationToken cancel
    )
    {
        if (page.Count == 0)
        {
            return page;
        }
        var people = await People(db, page, cancel);
        var readers = await Readers(db, page, cancel);
        var files = await AttachmentRecords.Of(
            db,
            page.FindAll(e => e.FileCount > 0).ConvertAll(e => e.Id),
            cancel
        );
        return
        [
            .. page.Select(e =>
                e with
                {
                    People = [.. people[e.Id]],
                    Readers = [.. readers[e.Id]],
                    Files =
                    [
                        .. files[e.Id]
                            .Select(f => new FileThere(f.Id, f.Name, f.Size, f.MediaType)),
                    ],
                }
            ),
        ];
    }

    private static async Task<ILookup<Guid, PersonThere>> People(
        Db db,
        List<StreamEntry> page,
        CancellationToken cancel
    )
    {
        var ids = page.ConvertAll(e => e.Id);
        var people = await Participants.All(db, ids, cancel);
        return people
            .Where(p => p.Name is not null)
            .ToLookup(
                p => p.InteractionId,
                p => new PersonThere(p.ContactId, p.ColleagueId, p.Name!)
            );
    }

    private static async Task<ILookup<Guid, string>> Readers(
        Db db,
        List<StreamEntry> page,
        CancellationToken cancel
    )
    {
        var ids = page.FindAll(e => e.Audience == Audience.Named).ConvertAll(e => e.Id);
        if (ids.Count == 0)
        {
            return Array.Empty<string>().ToLookup(_ => Guid.Empty);
        }
        var readers = await db.Set<AudienceMember>()
            .Where(m => ids.Contains(m.SubjectId))
            .Join(
                db.Set<Colleague>(),
                m => m.ColleagueId,
                c => c.Id,
                (m, c) => new { m.SubjectId, c.Name }
            )
            .OrderBy(x => x.Name)
            .ToListAsync(cancel);
        return readers.ToLookup(r => r.SubjectId, r => r.Name);
    }
}
