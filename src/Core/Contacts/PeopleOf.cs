using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Contacts;

/// <summary>Somebody at a client as the map and the list of its people show her.</summary>
/// <param name="Closeness">Of the one of us who knows her best; null when nobody said.</param>
public sealed record PersonOf(
    Guid Id,
    string Name,
    string? JobTitle,
    string? Department,
    Influence? Influence,
    Stance? Stance,
    Closeness? Closeness,
    Guid? ReportsToId,
    Instant? LastTouch,
    LocalDate? Left,
    string? WentTo
);

/// <summary>How many of a client's people weigh so much and think so of us.</summary>
public sealed record JudgedAlike(Influence Influence, Stance Stance, int Count);

/// <summary>The people of one client.</summary>
public static class PeopleOf
{
    private const int Most = 500;

    /// <summary>How many a picture of them can hold.</summary>
    private const int MostWeighty = 40;

    private sealed record Found(PersonOf Person, List<Closeness> Known);

    private static readonly Expression<Func<Db, Contact, Found>> Shown = (db, c) =>
        new Found(
            new PersonOf(
                c.Id,
                c.Name,
                c.JobTitle,
                c.Department,
                c.Influence,
                c.Stance,
                null,
                c.ReportsToId,
                c.LastTouch,
                c.Left,
                c.WentTo
            ),
            // Stored by name, so the best of them is found here and not by the engine.
            db.Set<Acquaintance>()
                .Where(a => a.ContactId == c.Id)
                .Select(a => a.Closeness)
                .ToList()
        );

    private static readonly Question<Guid, Found> All = Question.As<Guid, Contact, Found>(
        (db, clientId) =>
            db.Set<Contact>()
                .Where(c => c.ClientId == clientId)
                .OrderBy(c => c.Left != null)
                .ThenBy(c => c.NameKey)
                .ThenBy(c => c.Id)
                .Take(Most),
        Shown
    );

    private static readonly Question<Guid, Found> Weighty = Question.As<Guid, Contact, Found>(
        (db, clientId) =>
            db.Set<Contact>()
                .Where(c => c.ClientId == clientId && c.Left == null)
                // Whom nobody judged has no place on the map, and comes last.
                .OrderBy(c =>
                    c.Influence == Influence.Decides ? 0
                    : c.Influence == Influence.Much ? 1
                    : c.Influence == Influence.Some ? 2
                    : c.Influence == Influence.Little ? 3
                    : c.Influence == Influence.None ? 4
                    : 5
                )
                .ThenBy(c => c.NameKey)
                .ThenBy(c => c.Id)
                .Take(MostWeighty),
        Shown
    );

    /// <summary>Those who are there and weigh most, as many as a picture can hold: one statement.</summary>
    public static async Task<IReadOnlyList<PersonOf>> Weightiest(
        Db db,
        Guid clientId,
        CancellationToken cancel
    ) => [.. (await Weighty.All(db, clientId, cancel)).Select(Known)];

    private static readonly Question<Guid, JudgedAlike> Judged = new(
        (db, clientId) =>
            db.Set<Contact>()
                .Where(c => c.ClientId == clientId && c.Left == null)
                .Where(c => c.Influence != null && c.Stance != null)
                .GroupBy(c => new { c.Influence, c.Stance })
                .Select(g => new JudgedAlike(
                    g.Key.Influence!.Value,
                    g.Key.Stance!.Value,
                    g.Count()
                ))
    );

    /// <summary>How many of those who are there were judged alike: one statement.</summary>
    public static async Task<IReadOnlyList<JudgedAlike>> Alike(
        Db db,
        Guid clientId,
        CancellationToken cancel
    ) => await Judged.All(db, clientId, cancel);

    /// <summary>Those who are there, the weightiest first, then those who left, the last first: one statement.</summary>
    public static async Task<IReadOnlyList<PersonOf>> Client(
        Db db,
        Guid clientId,
        CancellationToken cancel
    )
    {
        var people = await All.All(db, clientId, cancel);
        return
        [
            .. people
                .Select(Known)
                .OrderBy(p => p.Left is not null)
                .ThenByDescending(p => p.Left)
                .ThenByDescending(p => p.Influence ?? Influence.None),
        ];
    }

    private static PersonOf Known(Found found) =>
        found.Person with
        {
            Closeness = found.Known.Count == 0 ? null : found.Known.Max(),
        };
}
