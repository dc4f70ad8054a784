using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Lists;
using Rapport.Web.Nouns;

namespace Rapport.MadeUp;

public enum Rig
{
    Sloop,
    Ketch,
    Yawl,
}

/// <summary>A noun that Rapport does not know: all that is said of it stands in this file.</summary>
public sealed class Boat : Row, IHasFields
{
    public static readonly EventName Launched = new("boat.launched", "A boat was launched.");
    public static readonly EventName Changed = new("boat.changed", "A boat changed.");

    public Guid? ClientId { get; set; }
    public required string Name { get; set; }
    public string? NameKey
    {
        get => Folded.KeyOf(Name);
        private set { }
    }
    public Rig Rig { get; set; }
    public long? Length { get; set; }
    public long? WorthMinor { get; set; }
    public string? WorthCurrency { get; set; }
    public LocalDate? LaunchedOn { get; set; }
    public Instant CreatedAt { get; init; }
    public bool Insured { get; set; }
    public Guid? SkipperId { get; set; }

    EventName IHasFields.WhenChanged => Changed;
}

internal sealed class BoatTable : IEntityTypeConfiguration<Boat>
{
    public void Configure(EntityTypeBuilder<Boat> row)
    {
        row.Property(x => x.Name).HasMaxLength(100);
        row.Property(x => x.NameKey).KeyOf(nameof(Boat.Name), 100);
        row.HasIndex(x => new { x.NameKey, x.Id });
        row.HasOne<Client>().WithMany().HasForeignKey(x => x.ClientId);
    }
}

/// <summary>What can be done with boats.</summary>
public sealed class Boats(Db db)
{
    public async Task<Boat> Launch(Boat boat)
    {
        db.Add(boat);
        db.Raise(Boat.Launched, boat, boat.ClientId);
        Assert.Null(await db.Commit());
        return boat;
    }

    /// <summary>Refuses a boat without a name.</summary>
    public static SetField Set(Action<Boat, string?> sets) =>
        async (db, id, said, cancel) =>
        {
            if (await db.Set<Boat>().FirstOrDefaultAsync(b => b.Id == id, cancel) is not { } boat)
            {
                return Refusal.NotFound;
            }
            if (said.Version is { } version && version != boat.Version)
            {
                return Refusal.Stale;
            }
            sets(boat, said.Value);
            if (string.IsNullOrWhiteSpace(boat.Name))
            {
                db.Forget();
                return Refusal.Invalid("name", Fault.Required);
            }
            db.Raise(Boat.Changed, boat, boat.ClientId);
            return await db.Commit(cancel);
        };
}

public sealed class BoatList : ListOf<Boat>
{
    public static readonly BoatList Instance = new();

    public override string Key => "boats";
    public override Act Changes => Act.ChangeOpportunity;
    public override string Lead => "name";
    public override Sort UsualSort { get; } = new("name");

    public override IReadOnlyList<ListField<Boat>> Fields { get; } =
    [
        ListFields<Boat>.Text(
            "name",
            (_, b) => b.Name,
            (_, b) => b.NameKey,
            usual: true,
            always: true
        ) with
        {
            Set = Boats.Set((b, said) => b.Name = said ?? ""),
        },
        ListFields<Boat>.Choice<Rig>("rig", (_, b) => b.Rig, usual: true) with
        {
            Set = Boats.Set((b, said) => b.Rig = FieldText.Choice<Rig>(said) ?? b.Rig),
        },
        ListFields<Boat>.Number("length", (_, b) => b.Length, usual: true) with
        {
            Set = Boats.Set((b, said) => b.Length = said is null ? null : long.Parse(said, null)),
            Optional = true,
        },
        ListFields<Boat>.Money(
            "worth",
            (_, b) => b.WorthMinor,
            (_, b) => b.WorthCurrency,
            (_, b) =>
                b.WorthMinor == null ? null : new MoneyDetails(b.WorthMinor.Value, b.WorthCurrency!)
        ),
        ListFields<Boat>.Date("launchedOn", (_, b) => b.LaunchedOn, usual: true),
        ListFields<Boat>.YesNo("insured", (_, b) => b.Insured),
        ListFields<Boat>.Record<Colleague>(
            "skipper",
            FieldKind.Person,
            (db, b) => db.Set<Colleague>().Where(c => c.Id == b.SkipperId),
            c => c.Id,
            c => c.Name,
            c => c.NameKey
        ),
        ListFields<Boat>.Record<Client>(
            "client",
            FieldKind.Client,
            (db, b) => db.Set<Client>().Where(c => c.Id == b.ClientId),
            c => c.Id,
            c => c.Name,
            c => c.NameKey
        ),
    ];
}

public sealed class BoatNoun() : Noun<Boat>(BoatList.Instance)
{
    public override string Icon => "rocket";
    public override char Letter => 'b';
    public override string Title => "Boats";
    public override string One => "Boat";
    public override string Empty => "No boat yet";
    public override string EmptyHow => "Launch one.";

    public override ListSpeech Speech { get; } =
        new(
            key => key == "launchedOn" ? "Launched" : char.ToUpperInvariant(key[0]) + key[1..],
            choice => $"{choice} rig"
        );
}
