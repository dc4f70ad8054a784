using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Handovers;
using Rapport.Jobs;
using Rapport.Meetings;
using Rapport.Offers;
using Rapport.People;
using Rapport.Tests.Core.Interactions;
using Rapport.Tests.Engines;
using Rapport.Tests.World;
using Rapport.Values;
using Acts = Rapport.Handovers.Handovers;
using Promises = Rapport.Commitments.Commitments;

namespace Rapport.Tests.Core.Handovers;

/// <summary>A firm that somebody leaves: Ana, who keeps the account of Halden; Tom and Eve have seats there too.</summary>
internal sealed class Leaving(Scene scene, TestClock clock) : IAsyncDisposable
{
    /// <summary>Monday, nine in the morning.</summary>
    public static readonly Instant Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    public Scene Scene => scene;
    public TestClock Clock => clock;
    public Guid Ana => scene.Ana.Id;
    public Guid Tom => scene.Tom.Id;
    public Guid Halden => scene.Halden.Id;

    public static async Task<Leaving> Set(TestPlace place)
    {
        var clock = new TestClock(Monday);
        var scene = await Scene.Set(place, clock);
        var leaving = new Leaving(scene, clock);
        await leaving.Sit(scene.Tom, SeatRole.Backup);
        return leaving;
    }

    public async Task Sit(Colleague who, SeatRole role, Client? client = null)
    {
        await using var db = scene.Firm.As(scene.Boss);
        var taken = await new Rapport.Clients.Seats(db).Take(
            (client ?? scene.Halden).Id,
            new SeatDetails(who.Id, role, null)
        );
        Assert.True(taken.Done);
    }

    public async Task<Commitment> Owe(
        Guid? client,
        string text = "Send the plan",
        Colleague? by = null,
        Guid? backup = null
    )
    {
        await using var db = scene.Firm.As(by ?? scene.Ana);
        return (
            await new Promises(db).Make(
                new CommitmentDetails
                {
                    ClientId = client,
                    Favour = client is null ? Favour.Internal : Favour.Client,
                    Text = text,
                    BackupId = backup,
                    DueOn = new LocalDate(2026, 12, 4),
                }
            )
        ).Value;
    }

    public Task<Meeting> Plan(Colleague by, params Guid[] asked) => Plan(by, Halden, asked);

    /// <summary>Ana invites to it.</summary>
    public Task<Meeting> Plan(Client client) => Plan(scene.Ana, client.Id);

    private async Task<Meeting> Plan(Colleague by, Guid client, params Guid[] asked)
    {
        await using var db = scene.Firm.As(by);
        return (
            await new Rapport.Meetings.Meetings(db).Plan(
                new MeetingDetails
                {
                    ClientId = client,
                    Title = "How we go on",
                    Kind = MeetingKind.Working,
                    Start = Monday + Duration.FromDays(7),
                    Attendees = [.. asked.Select(a => new AttendeeDetails(null, a, null))],
                }
            )
        ).Value;
    }

    public async Task<Opportunity> Opportunity(OpportunityStage stage)
    {
        await using var db = scene.Firm.As(scene.Boss);
        return (
            await new Opportunities(db).Add(
                new OpportunityDetails
                {
                    Name = "Fleet portal",
                    ClientId = Halden,
                    OwnerId = Ana,
                    Stage = stage,
                }
            )
        ).Value;
    }

    public async Task<Result<Handover>> HandOver(
        SuccessionDetails said,
        Colleague? by = null,
        bool mayLeave = true
    )
    {
        await using var db = scene.Firm.As(by ?? scene.Boss);
        return await new Acts(db, new(db)).Start(Ana, said, mayLeave);
    }

    public async Task<HandoverPlan> Look(Colleague? by = null, bool suddenly = false)
    {
        await using var db = scene.Firm.As(by ?? scene.Boss);
        return (await HandoverPlan.Read(db, Ana, suddenly, default))!;
    }

    public async Task<T> Read<T>(Guid id)
        where T : Row
    {
        await using var db = scene.Firm.System();
        return await db.Set<T>().AsNoTracking().SingleAsync(x => x.Id == id);
    }

    public async Task<List<T>> All<T>(System.Linq.Expressions.Expression<Func<T, bool>> which)
        where T : class
    {
        await using var db = scene.Firm.System();
        return await db.Set<T>().AsNoTracking().Where(which).ToListAsync();
    }

    public async Task Run()
    {
        var ids = await All<Job>(j => j.State == JobState.Waiting || j.State == JobState.Running);
        foreach (var job in ids.Where(j => j.Kind == HandoverWork.Name))
        {
            Assert.Equal(
                JobState.Done,
                (await new JobRunner(scene.Firm.Source).Run(job.Id, null, default))!.State
            );
        }
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();
}
