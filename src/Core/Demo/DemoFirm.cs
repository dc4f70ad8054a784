using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Calendars;
using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Plays;
using Rapport.Values;

namespace Rapport.Demo;

/// <summary>
/// A believable firm with two years of history, to look around in: Brindle &amp; Hawe, software and advice. It is lived
/// through by the same acts that people use, each at its time, so that versions, events and audit are real. The same
/// every time for one day of loading, apart from ids.
/// </summary>
/// <param name="source">Opens the database with <paramref name="clock"/> as its clock.</param>
public sealed class DemoFirm(DbSource source, DemoClock clock, Accounts accounts, Db db)
{
    private const int Years = 2;
    private const string Name = "Brindle & Hawe";
    private const string Zone = "Europe/Oslo";
    private const string HolidaysOf = "NO";
    private readonly Dictionary<string, Colleague> colleagues = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<Block> notes = DemoText.Read("notes");

    /// <summary>Loads the firm as it stands at an instant; refused where anything is kept already.</summary>
    /// <param name="mostEach">Beyond so many entries a client gets no more of the everyday.</param>
    public async Task<Result<IReadOnlyList<DemoSignIn>>> Load(
        Instant end,
        int mostEach = int.MaxValue,
        CancellationToken cancel = default
    )
    {
        if (!await IsEmpty(db, cancel))
        {
            return Refusal.Invalid("", Fault.BuiltUpon);
        }
        var today = end.InUtc().Date;
        clock.Now = end - Duration.FromDays(365 * Years);
        Sure(
            (
                await new Firms(db).Change(new FirmDetails(Name, "EUR", Zone, null), null, cancel)
            ).Refusal
        );
        Sure(
            (
                await new Rapport.Calendars.Calendars(db).Change(
                    Calendar.OfFirm,
                    new CalendarDetails
                    {
                        Hours = Calendar.UsualHours.ToString(),
                        Region = HolidaysOf,
                    },
                    null,
                    cancel
                )
            ).Refusal
        );
        var signIns = await AddColleagues(cancel);
        var clients = DemoText
            .Read("clients")
            .Select(b => new DemoClient(b, today, mostEach))
            .ToList();
        var people = await AddClients(clients, cancel);
        var told = Telltale.Languages.ToDictionary(l => l, Telltale.In, StringComparer.Ordinal);
        var deeds = clients
            .SelectMany(c =>
                DemoDeeds
                    .Of(c, new DemoLife(c, people[c.Name], told, end).Lived(), colleagues)
                    .Concat(new DemoWord(c, colleagues, end).Deeds())
                    .Concat(new DemoMeetings(c, people[c.Name], colleagues, end).Deeds())
            )
            .ToList();
        await Live(deeds, end, cancel);
        clock.Now = end;
        await using var lead = Open(
            colleagues.Values.First(c => c.Roles.HasFlag(Roles.Executive)).Name
        );
        Sure((await DemoDashboard.Add(lead, cancel)).Refusal);
        await TakeUpPlays(lead, cancel);
        return signIns;
    }

    /// <summary>Nobody and nothing is there yet: a demo is never mixed with what is real.</summary>
    public static async Task<bool> IsEmpty(Db db, CancellationToken cancel) =>
        !await db.Set<Colleague>().AnyAsync(cancel) && !await db.Set<Client>().AnyAsync(cancel);

    private async Task<List<DemoSignIn>> AddColleagues(CancellationToken cancel)
    {
        var signIns = new List<DemoSignIn>();
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        var blocks = DemoText.Read("units");
        foreach (var block in blocks)
        {
            var above = block.Parts("is")[1];
            var unit = new Unit
            {
                Name = block.Title,
                NameKey = Folded.Key(block.Title),
                ParentId = above.Length > 0 ? units[above].Id : null,
            };
            units[block.Title] = unit;
            db.Add(unit);
            db.Raise(Unit.Added, unit, null);
            Sure(await db.Commit(cancel));
        }
        foreach (var block in DemoText.Read("colleagues"))
        {
            var said = block.Parts("is");
            var details = new ColleagueDetails
            {
                Name = block.Title,
                Email = DemoSignIn.Address(block.Title),
                Roles = Enum.Parse<Roles>(said[0]),
                UnitId = units[said[1]].Id,
                TimeZone = said[2],
                Language = said[3],
            };
            var maySignIn = said[4] == "yes";
            Sure(
                (
                    await accounts.Add(details, maySignIn ? DemoSignIn.Password : null, cancel)
                ).Refusal
            );
            if (maySignIn)
            {
                signIns.Add(
                    new DemoSignIn(details.Name, details.Email, details.Roles, details.Language)
                );
            }
        }
        foreach (var colleague in await db.Set<Colleague>().ToListAsync(cancel))
        {
            colleagues[colleague.Name] = colleague;
        }
        foreach (var block in blocks)
        {
            var unit = units[block.Title];
            unit.LeadId = colleagues[block.Parts("is")[0]].Id;
            db.Raise(Unit.Changed, unit, null);
            Sure(await db.Commit(cancel));
        }
        db.ChangeTracker.Clear();
        return signIns;
    }

    /// <summary>Each client with its people, by its account manager; a group before its parts, since both are in that order.</summary>
    private async Task<Dictionary<string, List<DemoPerson>>> AddClients(
        List<DemoClient> clients,
        CancellationToken cancel
    )
    {
        var ids = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var cast = new DemoPeople(notes);
        var people = new Dictionary<string, List<DemoPerson>>(StringComparer.Ordinal);
        foreach (var client in clients.OrderBy(c => c.Begins.PlusDays(c.Group is null ? -800 : 0)))
        {
            clock.Now = client.Begins.AtStartOfDayInZone(client.Zone).ToInstant();
            await using var own = Open(client.Team[0]);
            await own.Together(
                async () =>
                {
                    var details = client.Details(
                        client.Group is { } group ? ids[group] : null,
                        notes
                    );
                    var added = await new Clients.Clients(own).Add(details, cancel);
                    Sure(added.Refusal);
                    ids[client.Name] = client.Id = added.Value.Id;
                    await DemoRoom.Open(own, client, colleagues, cancel);
                    people[client.Name] = cast.Of(client);
                    await DemoRoom.Introduce(own, client, people[client.Name], notes, colleagues);
                    return true;
                },
                done => done,
                cancel
            );
        }
        foreach (var client in clients.Where(c => c.MovedTo is not null))
        {
            var gone = people[client.Name].Last(p => p.Row.Left is not null);
            var to = clients.Single(c => c.Name == client.MovedTo);
            clock.Now = gone.Row.Left!.Value.AtStartOfDayInZone(to.Zone).ToInstant();
            await using var own = Open(to.Team[0]);
            await DemoRoom.Welcome(own, gone, to, cancel);
        }
        return people;
    }

    /// <summary>Carries the deeds out, by quarters and within them by author: many in one transaction.</summary>
    private async Task Live(List<DemoDeed> deeds, Instant end, CancellationToken cancel)
    {
        const int Quarter = 91;
        foreach (
            var part in deeds
                .GroupBy(d => ((int)(end - d.At).TotalDays / Quarter, d.Author))
                .OrderByDescending(g => g.Key.Item1)
                .ThenBy(g => g.Key.Author, StringComparer.Ordinal)
        )
        {
            foreach (var some in part.OrderBy(d => d.At).Chunk(100))
            {
                await using var own = Open(part.Key.Author);
                await own.Together(
                    async () =>
                    {
                        foreach (var deed in some)
                        {
                            clock.Now = deed.At;
                            Sure(await deed.Do(own, cancel));
                            // What is tracked is looked through at every save: forget it, or the last takes longest.
                            own.ChangeTracker.Clear();
                        }
                        return true;
                    },
                    done => done,
                    cancel
                );
            }
        }
    }

    private Db Open(string colleague)
    {
        var who = colleagues[colleague];
        return source.For(
            new Viewer(
                ActorKind.Colleague,
                who.Id,
                who.Id,
                who.Roles.SeeAll(),
                Origin.Command,
                who.Name
            )
        );
    }

    /// <exception cref="InvalidOperationException">An act refused what the text says: the text is wrong.</exception>
    /// <summary>Of late the firm goes by its playbook: what that asks for on its last day is there.</summary>
    private async Task TakeUpPlays(Db lead, CancellationToken cancel)
    {
        await using (var system = source.For(Viewer.System("demo")))
        {
            await Shipped.AddMissing(system, cancel);
        }
        var on = Shipped.All.Where(s => s.On).Select(s => s.Key).ToList();
        var plays = await lead.Set<Play>()
            .Where(p => on.Contains(p.Shipped!))
            .Select(p => p.Id)
            .ToListAsync(cancel);
        foreach (var id in plays)
        {
            Sure((await new Plays.Plays(lead).SwitchOn(id, cancel)).Refusal);
        }
        await using var clockwork = source.For(Viewer.System("demo"));
        while (await PlayClock.Run(clockwork, cancel) > 0) { }
    }

    internal static void Sure(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException(
                $"The demo firm was refused: {refusal.Kind} {string.Join(", ", refusal.Faults)}"
            );
        }
    }
}
