using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Meetings;

/// <param name="Text">Each word of it stands in the title, folded.</param>
/// <param name="Stand">How the rhythm stands today; null for those that go on, however they stand.</param>
public sealed record SeriesFilter(
    Guid? ClientId = null,
    string? Text = null,
    SeriesStand? Stand = null,
    MeetingLevel? Level = null
)
{
    public const string Stands = "stands";

    private const int MostWords = 10;

    /// <summary>As the address of a list says it.</summary>
    public static SeriesFilter Of(ListSaid said) =>
        new(
            Guid.TryParse(said[SeriesList.Client], out var client) ? client : null,
            said[ListSaid.Words],
            FieldText.Choice<SeriesStand>(said[Stands]),
            FieldText.Choice<MeetingLevel>(said[SeriesList.Level])
        );

    /// <param name="today">Of whoever asks.</param>
    public IQueryable<Series> Series(Db db, LocalDate today)
    {
        var found = db.Set<Series>().AsNoTracking();
        if (ClientId is { } client)
        {
            found = found.Where(s => s.ClientId == client);
        }
        found =
            Stand == SeriesStand.Ended
                ? found.Where(s => s.Ended != null)
                : found.Where(s => s.Ended == null);
        found = Stand switch
        {
            SeriesStand.Kept => found.Where(s => s.KeptUntil >= today),
            SeriesStand.Due => found.Where(s =>
                (s.KeptUntil == null || s.KeptUntil < today) && s.SlipsAfter >= today
            ),
            SeriesStand.Slipped => found.Where(s =>
                (s.KeptUntil == null || s.KeptUntil < today) && s.SlipsAfter < today
            ),
            _ => found,
        };
        if (Level is { } level)
        {
            found = found.Where(s => s.Level == level);
        }
        foreach (
            var word in Folded
                .Key(Text ?? "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Take(MostWords)
        )
        {
            found = found.Where(s => s.TitleKey!.Contains(word));
        }
        return found;
    }
}

/// <summary>The list of series: what slipped longest ago stands first.</summary>
public sealed class SeriesList : ListOf<Series>
{
    public const string Title = "title";
    public const string Client = "client";
    public const string Level = "level";
    public const string SlipsAfter = "slipsAfter";

    private static readonly Expression<Func<Db, Series, IQueryable<Client>>> Clients = (db, s) =>
        db.Set<Client>().Where(x => x.Id == s.ClientId);

    private static readonly Expression<Func<Db, Series, IQueryable<Colleague>>> Owners = (db, s) =>
        db.Set<Colleague>().Where(x => x.Id == s.OwnerId);

    /// <summary>Stands below the shapes that it is made of.</summary>
    public static readonly SeriesList Instance = new();

    private SeriesList() { }

    public override string Key => "series";

    public override Act Changes => Act.Meet;

    public override string Lead => Title;

    public override Sort UsualSort { get; } = new(SlipsAfter);

    public override IReadOnlyList<ListField<Series>> Fields { get; } =
    [
        ListFields<Series>.Text(
            Title,
            (_, s) => s.Title,
            (_, s) => s.TitleKey,
            usual: true,
            always: true
        ),
        ListFields<Series>.Record(
            Client,
            FieldKind.Client,
            Clients,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            usual: true,
            held: (_, s) => s.ClientId
        ),
        ListFields<Series>.Choice<MeetingLevel>(Level, (_, s) => s.Level, usual: true),
        ListFields<Series>.Record(
            "owner",
            FieldKind.Person,
            Owners,
            x => x.Id,
            x => x.Name,
            x => x.NameKey,
            usual: true,
            held: (_, s) => s.OwnerId
        ),
        ListFields<Series>.Date(SlipsAfter, (_, s) => s.SlipsAfter, usual: true),
        ListFields<Series>.Date("keptUntil", (_, s) => s.KeptUntil),
        ListFields<Series>.Date("anchor", (_, s) => s.Anchor),
        ListFields<Series>.Date("ended", (_, s) => s.Ended),
        ListFields<Series>.Number("minutes", (_, s) => s.Minutes),
    ];

    public override ValueTask<IQueryable<Series>> Rows(
        Db db,
        DateTimeZone zone,
        ListSaid said,
        CancellationToken cancel
    ) => ValueTask.FromResult(SeriesFilter.Of(said).Series(db, db.Now.InZone(zone).Date));
}
