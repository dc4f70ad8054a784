using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>
/// The plays that the program brings. A new firm starts with some of them; the rest is there to be switched on. Their words
/// lie beside the code in each language; once a play is in the playbook its words are the firm's own.
/// </summary>
public static class Shipped
{
    private const string Usual = "en";
    private static readonly string[] Languages = [Usual, "de", "es"];
    private static readonly ConcurrentDictionary<string, IReadOnlyList<Block>> Read = new(
        StringComparer.Ordinal
    );

    /// <param name="Key">By which its words are found, and it is known again.</param>
    /// <param name="On">A new firm starts with it.</param>
    /// <param name="Said">All but its words.</param>
    public sealed record One(string Key, bool On, PlayDetails Said);

    public static IReadOnlyList<One> All { get; } =
    [
        new(
            "next-meeting",
            On: true,
            new()
            {
                Of = "meetings",
                Trigger = Trigger.Event,
                Event = "meeting.held",
                Condition = Phrase(
                    "meetings",
                    "kind in (discovery, partnerReview) and next is empty"
                ),
                Who = Who.AccountManager,
                Within = "1 bd",
                Discharge = Discharge.Event,
                DischargeEvent = "meeting.planned",
                ByClient = true,
                Ladder = [new("2 bd", Who.Sponsor)],
            }
        ),
        new(
            "thank-and-recap",
            On: false,
            new()
            {
                Of = "meetings",
                Trigger = Trigger.Event,
                Event = "meeting.held",
                Condition = Phrase("meetings", "client is not empty and kind != internal"),
                Favour = Favour.Client,
                Who = Who.Owner,
                Within = "1 bd",
                Discharge = Discharge.Event,
                DischargeEvent = "meeting.minutes_sent",
                Ladder = [new("1 bd", Who.AccountManager)],
            }
        ),
        new(
            "next-step",
            On: true,
            new()
            {
                Of = "opportunities",
                Trigger = Trigger.State,
                Condition = Phrase(
                    "opportunities",
                    "stage in (prospecting, engaging, proposed) and nextStep is empty"
                ),
                Who = Who.Owner,
                Within = "1 bd",
                Discharge = Discharge.StateEnds,
                Ladder = [new("3 bd", Who.AccountManager)],
            }
        ),
        new(
            "gone-quiet",
            On: false,
            new()
            {
                Of = "opportunities",
                Trigger = Trigger.Date,
                DateField = "lastHeard",
                Offset = "10 bd",
                Condition = Phrase("opportunities", "stage in (prospecting, engaging, proposed)"),
                Who = Who.Owner,
                Within = "2 bd",
                Discharge = Discharge.Event,
                DischargeEvent = "interaction.recorded",
                ByClient = true,
                Ladder = [new("2 bd", Who.AccountManager)],
            }
        ),
        new(
            "promise-within-record",
            On: true,
            new()
            {
                Of = "commitments",
                Trigger = Trigger.Gate,
                Event = "commitment.made",
                Condition = Phrase("commitments", "favour = client and tight = true"),
                Gate = GateAnswer.Reason,
            }
        ),
        new(
            "introduce-before",
            On: true,
            new()
            {
                Of = SeatChangeList.SeatChangeKey,
                Trigger = Trigger.Date,
                DateField = "on",
                Offset = "-10 bd",
                // Where the seat has changed hands and nobody introduced her, it stays owed and shows as missed.
                Condition = Phrase(
                    SeatChangeList.SeatChangeKey,
                    "state in (planned, done) and introduced = false and role in (accountManager, projectManager, consultant)"
                ),
                Favour = Favour.Client,
                Who = Who.Owner,
                Within = "9 bd",
                Discharge = Discharge.Holds,
                DischargeCondition = Phrase(SeatChangeList.SeatChangeKey, "introduced = true"),
                Ladder = [new("1 bd", Who.AccountManager), new("2 bd", Who.Sponsor)],
            }
        ),
        new(
            "introduce",
            On: true,
            new()
            {
                Of = SeatList.SeatKey,
                Trigger = Trigger.Event,
                Event = Seat.Taken.Name,
                Condition = Phrase(
                    SeatList.SeatKey,
                    "takesOver = true and planned = false and role in (accountManager, projectManager, consultant)"
                ),
                Favour = Favour.Client,
                Who = Who.AccountManager,
                Within = "2 bd",
                Discharge = Discharge.Event,
                DischargeEvent = "interaction.recorded",
                ByClient = true,
                // Somebody they trust, and the new face beside: who the two are is known once it is owed.
                DischargeCondition = FilterText.Write(
                    new AllOf([
                        new Condition("realTouch", Comparison.Eq, FieldText.Yes),
                        new Condition("colleagues", Comparison.Eq, PlayWords.Colleague),
                        new Condition("colleagues", Comparison.Eq, PlayWords.Owner),
                    ])
                ),
                Ladder = [new("2 bd", Who.Sponsor)],
            }
        ),
        new(
            "sudden-leaving",
            On: true,
            new()
            {
                Of = SeatList.SeatKey,
                Trigger = Trigger.Event,
                Event = Seat.TakenSuddenly.Name,
                Favour = Favour.Client,
                Who = Who.Owner,
                Within = "1 bd",
                Discharge = Discharge.Event,
                DischargeEvent = "interaction.recorded",
                ByClient = true,
                // A voice, and that of whoever takes over: a mail does not say that we care.
                DischargeCondition = FilterText.Write(
                    new AllOf([
                        FilterPhrase
                            .Read(
                                "realTouch = true and channel in (call, video, meeting, visit, coffee)",
                                PlayKinds.Find("interactions")
                            )
                            .Filter!,
                        new Condition("colleagues", Comparison.Eq, PlayWords.Owner),
                    ])
                ),
                Ladder = [new("1 bd", Who.Sponsor)],
            }
        ),
        new(
            "duty-due",
            On: true,
            new()
            {
                Of = "commitments",
                Trigger = Trigger.Date,
                DateField = CommitmentList.Due,
                Offset = "-5 bd",
                Condition = Phrase(
                    "commitments",
                    "favour = us and state = open and origin != play"
                ),
                Who = Who.Owner,
                Within = "5 bd",
                Discharge = Discharge.Holds,
                DischargeCondition = Phrase("commitments", "state in (kept, keptLate)"),
                Ladder = [new("3 bd", Who.AccountManager)],
            }
        ),
        new(
            "check-in",
            On: true,
            new()
            {
                Of = "clients",
                Trigger = Trigger.Date,
                DateField = "lastTouch",
                Offset = "15 bd",
                Condition = Phrase("clients", "stage != lapsed"),
                Who = Who.AccountManager,
                Within = "2 bd",
                Discharge = Discharge.Event,
                DischargeEvent = "interaction.recorded",
                ByClient = true,
                DischargeCondition = Phrase("interactions", "realTouch = true"),
                Ladder = [new("3 bd", Who.Sponsor)],
                Variants = [new() { Tier = Tier.Key, Offset = "5 bd" }],
            }
        ),
        new(
            "part-as-friends",
            On: false,
            new()
            {
                Of = "clients",
                Trigger = Trigger.Event,
                Event = Client.Moved.Name,
                Condition = Phrase("clients", "stage = lapsed"),
                Who = Who.AccountManager,
                Within = "20 bd",
                Ladder = [new("5 bd", Who.Sponsor)],
            }
        ),
        new(
            "keep-the-door-open",
            On: false,
            new()
            {
                Of = "clients",
                Trigger = Trigger.Date,
                DateField = "lastTouch",
                Offset = "6 m",
                Condition = Phrase("clients", "stage = lapsed"),
                Who = Who.AccountManager,
                Within = "20 bd",
                Discharge = Discharge.Event,
                DischargeEvent = "interaction.recorded",
                ByClient = true,
                DischargeCondition = Phrase("interactions", "realTouch = true"),
            }
        ),
    ];

    /// <summary>
    /// Puts into the playbook what the program brings and the firm has not yet. A firm without clients is new: for it those
    /// are on with which one starts; to others they are offered.
    /// </summary>
    public static Task AddMissing(Db db, CancellationToken cancel = default) =>
        db.Together(
            async () =>
            {
                // Nodes that start together add them once.
                await db.KeepTurn("playbook", cancel);
                await Add(db, cancel);
                return true;
            },
            _ => true,
            cancel
        );

    private static async Task Add(Db db, CancellationToken cancel)
    {
        var there = await db.Set<Play>()
            .Where(p => p.Shipped != null)
            .Select(p => p.Shipped!)
            .ToListAsync(cancel);
        var missing = All.Where(s => !there.Contains(s.Key)).ToList();
        if (missing.Count == 0)
        {
            return;
        }
        var isNew = !await db.Set<Client>().AnyAsync(cancel);
        var words = Words((await new Firms(db).Read(cancel)).Language);
        foreach (var one in missing)
        {
            var play = new Plays(db).Blank(one.Key);
            var faults = await new PlayFilling(db).Fill(play, Said(one, words), cancel);
            if (faults.Any)
            {
                throw new InvalidOperationException(
                    $"{one.Key}: {string.Join(", ", faults.Refusal.Faults)}"
                );
            }
            play.IsOn = isNew && one.On;
            db.Add(play);
            db.Raise(Play.Added, play, null);
        }
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>
    /// The words of a play in a language: of a shipped one that nobody put into words of the firm's own, those that came with
    /// it; else its own.
    /// </summary>
    public static (string Name, string? Why, string Owes) Worded(Play play, string? language)
    {
        var own = (play.Name, play.Why, play.Owes);
        return
            Languages.Any(l =>
                Of(play.Shipped, l) is { } said && (said.Name, said.Why, said.Owes) == own
            ) && Of(play.Shipped, language) is { } there
            ? (there.Name!, there.Why, there.Owes!)
            : own;
    }

    /// <summary>A play as it was brought, in a language; null of none.</summary>
    public static PlayDetails? Of(string? key, string? language) =>
        All.FirstOrDefault(s => s.Key == key) is { } one ? Said(one, Words(language)) : null;

    private static PlayDetails Said(One one, IReadOnlyList<Block> words)
    {
        var block = words.First(b => b.Title == one.Key);
        return one.Said with
        {
            Name = block.One("name"),
            Why = block.One("why"),
            Owes = block.One("owes"),
        };
    }

    private static IReadOnlyList<Block> Words(string? language) =>
        Read.GetOrAdd(
            Languages.Contains(language) ? language! : Usual,
            l => Blocks.Read($"Plays.Texts.{l}")
        );

    private static string Phrase(string of, string phrase) =>
        FilterPhrase.Read(phrase, PlayKinds.Find(of)).Filter is { } filter
            ? FilterText.Write(filter)
            : throw new FormatException(phrase);
}
