using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>The rhythms agreed with a client: meetings held with minutes in words, one or another that slipped, the next.</summary>
internal sealed class DemoMeetings(
    DemoClient client,
    IReadOnlyList<DemoPerson> people,
    IReadOnlyDictionary<string, Colleague> colleagues,
    Instant end
)
{
    /// <summary>So far back the rhythms begin.</summary>
    private const int Back = 100;

    private const int Words = 4;

    private static readonly CalendarShelf Shelf = new();

    /// <summary>Its own, so that what else is told of the client does not depend on it.</summary>
    private readonly Luck luck = new(client.Name + " meets");

    public IEnumerable<DemoDeed> Deeds()
    {
        if (
            client.Last
                is not (Clients.Stage.Convert or Clients.Stage.Retain or Clients.Stage.Loyal)
            || client.Today.PlusDays(-Back - 1) < client.Begins
        )
        {
            return [];
        }
        var kinds = luck.Shuffled(DemoText.Read("meetings"));
        return kinds.Take(client.Tier == Clients.Tier.Key ? 2 : 1).SelectMany(Series);
    }

    private IEnumerable<DemoDeed> Series(Block kind)
    {
        var (said, words) = (kind.Parts("is"), kind.Parts(client.Language));
        var owner = client.Team[0];
        var anchor = client.Today.PlusDays(-Back + 7 * luck.Between(0, 1));
        var cadence = Cadence.Read(said[1]).Value;
        Guid? series = null;
        yield return Deed(
            anchor,
            LocalTime.FromHourMinuteSecondTick(8, 30, 0, 0),
            owner,
            async (db, cancel) =>
            {
                var added = await new Rhythms(db, Times(db)).Add(
                    new SeriesDetails
                    {
                        ClientId = client.Id,
                        Title = words[0],
                        Level = Enum.Parse<MeetingLevel>(said[0]),
                        Cadence = said[1],
                        Anchor = anchor,
                        Time = said[2],
                        Minutes = int.Parse(
                            said[3],
                            System.Globalization.CultureInfo.InvariantCulture
                        ),
                        Zone = client.Zone.Id,
                        OwnerId = colleagues[owner].Id,
                        Members = [.. Members(owner)],
                    },
                    cancel
                );
                series = added.Done ? added.Value.Id : null;
                return added.Refusal;
            }
        );
        var at = NodaTime
            .Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm")
            .Parse(said[2])
            .Value;
        var dates = cadence.Dates(anchor, anchor.PlusDays(1), IsWeekday);
        var past = dates.TakeWhile(d => d < client.Today).Take(8).ToList();
        foreach (var (number, day) in past.Index())
        {
            // One or another is not held, and the rhythm shows it.
            if (luck.Chance(20))
            {
                continue;
            }
            yield return Deed(
                day,
                at.PlusHours(2),
                owner,
                (db, cancel) => Hold(db, series!.Value, day + at, words, number, cancel)
            );
        }
        var next = dates.First(d => d >= client.Today);
        if (luck.Chance(85))
        {
            yield return Deed(
                client.Today.PlusDays(-1),
                new LocalTime(16, 0),
                owner,
                async (db, cancel) =>
                    (
                        await new Meetings.Meetings(db).Plan(
                            new MeetingDetails { SeriesId = series, Start = In(next + at) },
                            cancel
                        )
                    ).Refusal
            );
        }
    }

    private async Task<Refusal?> Hold(
        Db db,
        Guid series,
        LocalDateTime at,
        string[] words,
        int number,
        CancellationToken cancel
    )
    {
        var planned = await new Meetings.Meetings(db).Plan(
            new MeetingDetails { SeriesId = series, Start = In(at) },
            cancel
        );
        if (!planned.Done)
        {
            return planned.Refusal;
        }
        var meeting = planned.Value;
        var (agendas, from) = (new Agendas(db), 1 + number % 2 * Words);
        var put = await agendas.Put(meeting.Id, words[from], null, cancel);
        if (!put.Done)
        {
            return put.Refusal;
        }
        var point = meeting.Agenda.Max(i => i.Number);
        var asked = await db.Set<Attendee>()
            .Where(a => a.MeetingId == meeting.Id)
            .Select(a => a.Number)
            .ToListAsync(cancel);
        var due = at.Date.PlusDays(luck.Between(5, 12));
        var saved = await new Minutes(db).Save(
            meeting.Id,
            new MinutesDetails
            {
                Present = asked,
                Points = [new PointNotes(point, words[from + 1], words[from + 2], Done: false)],
                Actions =
                [
                    new(
                        null,
                        words[from + 3],
                        Favour.Client,
                        colleagues[luck.Of(client.Team)].Id,
                        null,
                        due
                    ),
                ],
            },
            null,
            cancel
        );
        if (!saved.Done)
        {
            return saved.Refusal;
        }
        var held = await new Holdings(db, Times(db)).Hold(
            meeting.Id,
            new MeetingClosure { WithoutNext = Rhythm(client.Language) },
            cancel
        );
        if (!held.Done || due >= client.Today)
        {
            return held.Refusal;
        }
        // What was agreed then is done by now.
        foreach (var action in meeting.Actions)
        {
            var closed = await new Closures(db).Close(
                action.CommitmentId!.Value,
                new ClosureDetails(),
                cancel
            );
            if (!closed.Done)
            {
                return closed.Refusal;
            }
        }
        return null;
    }

    private IEnumerable<AttendeeDetails> Members(string owner)
    {
        foreach (var person in people.Where(p => p.IsThere(client.Today)).Take(2))
        {
            yield return new(person.Row.Id, null, null);
        }
        yield return new(null, colleagues[owner].Id, null);
    }

    private static BusinessTimes Times(Db db) => new(db, Shelf);

    private static bool IsWeekday(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday);

    private Instant In(LocalDateTime at) => at.InZoneLeniently(client.Zone).ToInstant();

    private DemoDeed Deed(
        LocalDate day,
        LocalTime at,
        string author,
        Func<Db, CancellationToken, Task<Refusal?>> act
    ) => new(Instant.Min(In(day + at), end), author, act);

    private static string Rhythm(string language) =>
        language switch
        {
            "de" => "Der Rhythmus der Reihe gilt",
            "es" => "Vale el ritmo de la serie",
            "fr" => "Le rythme de la série tient",
            "no" => "Seriens rytme gjelder",
            _ => "The rhythm of the series stands",
        };
}
