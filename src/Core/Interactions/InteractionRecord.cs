using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Interactions;

/// <summary>An entry as the API and its own page read it: what was said, by whom, when, and what became of it.</summary>
public sealed record InteractionRecord(
    Guid Id,
    int Version,
    Instant RecordedAt,
    string? Author,
    string? Client,
    bool RealTouch,
    Guid? CorrectsId,
    Guid? CorrectedById,
    string? System,
    string? ExternalId,
    IReadOnlyList<PersonThere> People,
    IReadOnlyList<string> Readers,
    InteractionDetails Details
);

public static class InteractionRecords
{
    /// <summary>The whole entry; null when the viewer does not see it.</summary>
    public static async Task<InteractionRecord?> Find(Db db, Guid id, CancellationToken cancel)
    {
        var row = await db.Set<Interaction>()
            .AsNoTracking()
            .FirstOrDefaultAsync(i => i.Id == id, cancel);
        if (row is null || await Timeline.Find(db, id, cancel) is not { } shown)
        {
            return null;
        }
        var named = await db.Set<People.AudienceMember>()
            .Where(m => m.SubjectId == id)
            .Select(m => m.ColleagueId)
            .ToListAsync(cancel);
        return new InteractionRecord(
            row.Id,
            row.Version,
            row.RecordedAt,
            shown.Author,
            shown.Client,
            row.RealTouch,
            row.CorrectsId,
            row.CorrectedById,
            row.System,
            row.ExternalId,
            shown.People,
            shown.Readers,
            new InteractionDetails
            {
                ClientId = row.ClientId,
                Touchpoint = row.Touchpoint,
                Channel = row.Channel,
                Direction = row.Direction,
                Occurred = row.Occurred,
                Minutes = row.Minutes,
                Subject = row.Subject,
                Body = row.Body,
                Audience = row.Audience,
                Named = named,
                Participants =
                [
                    .. shown.People.Select(p => new ParticipantDetails(
                        p.ContactId,
                        p.ColleagueId,
                        p.ContactId is null && p.ColleagueId is null ? p.Name : null
                    )),
                ],
            }
        );
    }

    /// <summary>The entry, all that it corrects and all that correct it, the newest first: at most a few.</summary>
    public static async Task<IReadOnlyList<InteractionRecord>> Chain(
        Db db,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await Find(db, id, cancel) is not { } entry)
        {
            return [];
        }
        var chain = new LinkedList<InteractionRecord>([entry]);
        while (
            chain.First!.Value.CorrectedById is { } newer
            && await Find(db, newer, cancel) is { } correction
        )
        {
            chain.AddFirst(correction);
        }
        while (
            chain.Last!.Value.CorrectsId is { } older
            && await Find(db, older, cancel) is { } corrected
        )
        {
            chain.AddLast(corrected);
        }
        return [.. chain];
    }
}
