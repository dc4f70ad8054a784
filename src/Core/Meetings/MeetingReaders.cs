using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.People;

namespace Rapport.Meetings;

/// <summary>
/// To whom of those who are asked to a meeting one can write: contacts who are still there, where the meeting is one with
/// the client, and colleagues who are here and see it.
/// </summary>
public static class MeetingReaders
{
    /// <param name="people">Of that meeting.</param>
    public static async Task<IReadOnlyList<MeetingReader>> Of(
        Db db,
        Meeting meeting,
        IReadOnlyCollection<Attendee> people,
        CancellationToken cancel
    )
    {
        var firm = await new Firms(db).Read(cancel);
        var theirs = meeting.FacesClient ? await Contacts(db, firm, people, cancel) : [];
        var ours = await Colleagues(db, firm, meeting.ClientId, people, cancel);
        return [.. theirs.Concat(ours).OrderBy(r => r.Number)];
    }

    private static async Task<List<MeetingReader>> Contacts(
        Db db,
        Firm firm,
        IReadOnlyCollection<Attendee> people,
        CancellationToken cancel
    )
    {
        var numbers = people
            .Where(a => a.ContactId is not null)
            .ToDictionary(a => a.ContactId!.Value, a => a.Number);
        var ids = numbers.Keys.ToList();
        var found = await db.Set<Contact>()
            .AsNoTracking()
            .Where(c => ids.Contains(c.Id) && c.Left == null)
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Language,
                Zone = c.TimeZone
                    ?? db.Set<Client>()
                        .Where(x => x.Id == c.ClientId)
                        .Select(x => x.TimeZone)
                        .FirstOrDefault(),
                Email = db.Set<ContactPoint>()
                    .Where(p => p.ContactId == c.Id && p.Kind == PointKind.Email)
                    .OrderBy(p => p.Position)
                    .Select(p => p.Value)
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return found.ConvertAll(c => new MeetingReader(
            numbers[c.Id],
            c.Id,
            IsOurs: false,
            c.Name,
            c.Email,
            c.Language ?? firm.Language,
            Zone(c.Zone ?? firm.Zone)
        ));
    }

    private static async Task<List<MeetingReader>> Colleagues(
        Db db,
        Firm firm,
        Guid? clientId,
        IReadOnlyCollection<Attendee> people,
        CancellationToken cancel
    )
    {
        var numbers = people
            .Where(a => a.ColleagueId is not null)
            .ToDictionary(a => a.ColleagueId!.Value, a => a.Number);
        var ids = numbers.Keys.ToList();
        // One of the firm's own is seen by those who are asked to it.
        var seeing = clientId is null
            ? db.Set<Colleague>().Where(c => c.Left == null)
            : PeopleAround.Readers(db, clientId);
        var found = await seeing
            .AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Language,
                c.TimeZone,
                c.Email,
            })
            .ToListAsync(cancel);
        return found.ConvertAll(c => new MeetingReader(
            numbers[c.Id],
            c.Id,
            IsOurs: true,
            c.Name,
            c.Email,
            c.Language ?? firm.Language,
            Zone(c.TimeZone ?? firm.Zone)
        ));
    }

    private static DateTimeZone Zone(string id) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? DateTimeZone.Utc;
}
