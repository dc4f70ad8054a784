using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Commitments;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.Offers;
using Rapport.People;
using Rapport.Plays;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Plays.Plays;

namespace Rapport.Tests.Core.Plays;

/// <summary>A firm whose clock is ours, with plays on it.</summary>
internal sealed class PlayScene(Scene scene, TestClock clock) : IAsyncDisposable
{
    /// <summary>Monday, nine in the morning.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    public Scene Scene => scene;
    public TestClock Clock => clock;

    public static async Task<PlayScene> Set(TestPlace place)
    {
        var clock = new TestClock(Monday);
        var scene = await Scene.Set(place, clock);
        await using var db = scene.Firm.As(scene.Boss);
        // Ana keeps the account; the other two work for it.
        var held = await db.Set<Seat>()
            .Where(s => s.ClientId == scene.Halden.Id && s.ColleagueId != scene.Ana.Id)
            .ToListAsync();
        db.RemoveRange(held);
        foreach (var seat in held)
        {
            db.Add(
                new Seat
                {
                    ClientId = seat.ClientId,
                    ColleagueId = seat.ColleagueId,
                    Role = SeatRole.Consultant,
                    Since = seat.Since,
                }
            );
        }
        await db.SaveChangesAsync();
        await new Firms(db).Change(new FirmDetails("Firm", "EUR", "UTC", null));
        return new PlayScene(scene, clock);
    }

    public static string When(string phrase) => FilterText.Write(FilterPhrase.Read(phrase).Filter!);

    /// <summary>A shipped play under a name of its own, so that facts on one database do not meet.</summary>
    public Task<Play> Shipped(string key) => Play(Rapport.Plays.Shipped.Of(key, "en")!);

    public async Task<Play> Play(PlayDetails said)
    {
        await using var db = scene.Firm.As(scene.Boss);
        var acts = new Acts(db);
        var added = await acts.Add(said);
        Assert.True(added.Done, string.Join(", ", added.Refusal?.Faults ?? []));
        var play = added.Value;
        return (await acts.SwitchOn(play.Id)).Value;
    }

    public async Task<Opportunity> Opportunity(Colleague owner, string name = "Fleet portal")
    {
        await using var db = scene.Firm.As(scene.Boss);
        return (
            await new Opportunities(db).Add(
                new OpportunityDetails
                {
                    Name = name,
                    ClientId = scene.Halden.Id,
                    OwnerId = owner.Id,
                }
            )
        ).Value;
    }

    /// <summary>A talk with Ingrid of these colleagues of ours.</summary>
    public async Task<Interaction> Talk(params Colleague[] ours)
    {
        var said = await scene.Record(
            ours[0],
            new InteractionDetails
            {
                ClientId = scene.Halden.Id,
                Subject = "Talked",
                Channel = Channel.Call,
                Participants =
                [
                    new(scene.Ingrid.Id, null, null),
                    .. ours.Select(c => new ParticipantDetails(null, c.Id, null)),
                ],
            }
        );
        return said.Value;
    }

    public async Task Sit(Colleague who, SeatRole role)
    {
        await using var db = scene.Firm.As(scene.Boss);
        var taken = await new Rapport.Clients.Seats(db).Take(
            scene.Halden.Id,
            new Rapport.Clients.SeatDetails(who.Id, role, null)
        );
        Assert.True(taken.Done);
    }

    /// <summary>Lets time pass, and the clock of plays do what falls due in it, in its order.</summary>
    public async Task Pass(Duration time)
    {
        var until = clock.GetCurrentInstant() + time;
        await using var db = scene.Firm.System();
        while (await PlayClock.NextAt(db) is { } next && next <= until)
        {
            if (next > clock.GetCurrentInstant())
            {
                clock.Advance(next - clock.GetCurrentInstant());
            }
            while (await PlayClock.Run(db) > 0) { }
        }
        clock.Advance(until - clock.GetCurrentInstant());
    }

    public Task PassDays(int days) => Pass(Duration.FromDays(days));

    /// <summary>What a play raised, oldest first.</summary>
    public async Task<IReadOnlyList<Commitment>> Of(Play play)
    {
        await using var db = scene.Firm.System();
        return await db.Set<Commitment>()
            .AsNoTracking()
            .Include(c => c.Steps.OrderBy(s => s.Position))
            .Where(c => c.PlayId == play.Id)
            .OrderBy(c => c.CreatedAt)
            .ThenBy(c => c.Id)
            .ToListAsync();
    }

    public static string Told(IEnumerable<Commitment> owed) =>
        string.Join(
            "; ",
            owed.Select(c =>
                $"{c.Text} {c.State} {c.DueOn} by {c.EvidenceId} {string.Join(' ', c.Steps.Select(s => s.Kind))}"
            )
        );

    public async Task<IReadOnlyList<Commitment>> Of(Play play, Guid subject) =>
        [.. (await Of(play)).Where(c => c.SubjectId == subject)];

    public ValueTask DisposeAsync() => scene.DisposeAsync();
}
