using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.Meetings;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Meetings;

/// <summary>The address of a list of series.</summary>
public sealed record SeriesQuery(
    string? Q = null,
    SeriesStand? Stands = null,
    string? Filter = null,
    string? Sort = null,
    string? Columns = null,
    string? After = null,
    string? Adding = null,
    string? View = null
)
{
    public string Href(string path) => Links(path).Href;

    public ListLinks Links(string path) =>
        new(
            path,
            ListSaid.Of(
                (ListSaid.Words, Q),
                (SeriesFilter.Stands, Stands?.ToString()),
                (ListSaid.Filter, Filter),
                (ListSaid.Sort, Sort),
                (ListSaid.Columns, Columns),
                (ListLinks.View, View)
            )
        );

    public bool Narrows =>
        Stands is not null || !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrWhiteSpace(Filter);
}

/// <summary>A series as it was typed.</summary>
public sealed class SeriesInput
{
    public string? Back { get; set; }
    public string? Title { get; set; }
    public string? ClientId { get; set; }
    public string? Client { get; set; }
    public string? Level { get; set; }
    public string? Cadence { get; set; }
    public string? Anchor { get; set; }
    public string? Time { get; set; }
    public string? Minutes { get; set; }
    public string? Zone { get; set; }
    public string? Place { get; set; }
    public string? Owner { get; set; }
    public List<string>? Participant { get; set; }
    public int? Version { get; set; }

    public static IReadOnlyList<Option> Levels =>
        [.. Enum.GetValues<MeetingLevel>().Select(l => new Option(l.ToString(), l.Label()))];

    public static FormShape Shape(IEnumerable<PersonAround> people) =>
        new([
            new("Title", MeetingWords.Name),
            new("Level", MeetingWords.Level, Levels),
            new("Cadence", MeetingWords.Cadence),
            new("Anchor", MeetingWords.Anchor, Type: "date"),
            new("Time", MeetingWords.Time),
            new("Minutes", MeetingWords.Length),
            new("Zone", MeetingWords.Zone, World.Zones),
            new("Place", MeetingWords.Place),
            new("Owner", MeetingWords.SeriesOwner, Property: "OwnerId"),
            new(
                "Participant",
                MeetingWords.People,
                [.. people.Select(p => new Option($"{p.Kind}:{p.Id}", p.Label))],
                Several: true,
                Property: "SeriesMember"
            ),
        ]);

    public static SeriesInput Of(IFormCollection form) =>
        new()
        {
            Title = MeetingInput.Said(form, "Title"),
            Level = MeetingInput.Said(form, "Level"),
            Cadence = MeetingInput.Said(form, "Cadence"),
            Anchor = MeetingInput.Said(form, "Anchor"),
            Time = MeetingInput.Said(form, "Time"),
            Minutes = MeetingInput.Said(form, "Minutes"),
            Zone = MeetingInput.Said(form, "Zone"),
            Place = MeetingInput.Said(form, "Place"),
            Owner = MeetingInput.Said(form, "Owner"),
            Participant = [.. form["Participant"].OfType<string>()],
            Version = Overtaken.Version(form),
        };

    public static SeriesInput From(SeriesRecord series, IEnumerable<MemberRecord> members) =>
        new()
        {
            Title = series.Title,
            Level = series.Level.ToString(),
            Cadence = series.Cadence,
            Anchor = LocalDatePattern.Iso.Format(series.Anchor),
            Time = series.Time,
            Minutes = $"{series.Minutes}",
            Zone = series.Zone,
            Place = series.Place,
            Owner = series.Owner,
            Participant =
            [
                .. members.Select(m => MeetingInput.Value(new(m.ContactId, m.ColleagueId, null))),
            ],
            Version = series.Version,
        };

    /// <param name="before">The series that is changed; null for a new one.</param>
    public async Task<SeriesDetails> Details(
        Db db,
        SeriesRecord? before,
        Faults faults,
        CancellationToken cancel
    )
    {
        var anchor = Moments.Date(Anchor?.Trim());
        faults.If(anchor is null && !string.IsNullOrWhiteSpace(Anchor), "anchor", Fault.NotADate);
        return new SeriesDetails
        {
            ClientId = Guid.TryParse(ClientId, out var id)
                ? id
                : await ClientNames.Chosen(db, Client, "clientId", faults, cancel),
            Title = Title,
            Level = Choice.Of(Level, before?.Level ?? MeetingLevel.Operational, "level", faults),
            Cadence = Cadence,
            Anchor = anchor,
            Time = Time,
            Minutes = WholeInput.Read("minutes", Minutes, faults),
            Zone = Zone,
            Place = Place,
            OwnerId =
                before is not null && Owner == before.Owner
                    ? before.OwnerId
                    : await ColleagueNames.Chosen(db, Owner, "ownerId", faults, cancel),
            Members = MeetingInput.People(Participant),
        };
    }

    public IEnumerable<Guid> Chosen => new MeetingInput { Participant = Participant }.Chosen;
}

/// <summary>Series of meetings as pages.</summary>
internal static class SeriesPages
{
    private const int MostHeld = 12;

    private static readonly ListScreen<Series, SeriesRecord, SeriesRows> Screen = new(
        SeriesList.Instance,
        MeetingTexts.List,
        SeriesRecords.Read,
        r => r.Id
    );

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/series", List).Needs(Act.Look);
        Screen.Map(app);
        app.MapGet("/series/new", New).Needs(Act.Meet);
        app.MapPost("/series/new", Add).Needs(Act.Meet).DisableAntiforgery();
        app.MapGet("/series/{id:guid}", Show).Needs(Act.Look);
        app.MapGet("/series/{id:guid}/edit", Edit).Needs(Act.Meet);
        app.MapPost("/series/{id:guid}/edit", Change).Needs(Act.Meet).DisableAntiforgery();
        app.MapPost("/series/{id:guid}/end", End).Needs(Act.Meet).DisableAntiforgery();
    }

    private static async Task<IResult> List(
        HttpContext http,
        Db db,
        Me me,
        [AsParameters] SeriesQuery query,
        CancellationToken cancel
    )
    {
        var list = await ListShown.Of(
            SeriesList.Instance,
            MeetingTexts.List,
            query.Links(Screen.Path),
            db,
            me,
            new SeriesFilter(null, query.Q, query.Stands).Series(db, db.Now.InZone(me.Zone).Date),
            query.After,
            counted: !Pages.IsPartial(http),
            cancel
        );
        Pages.VaryByPart(http);
        if (await Screen.Instead(http, db, me, list, cancel) is { } instead)
        {
            return instead;
        }
        return Pages.Show<SeriesListView>(
            new
            {
                Me = me,
                List = list,
                Rows = await Screen.Found(db, list, cancel),
                Query = query with
                {
                    After = null,
                },
                Names = await FilterNames.Of(db, list, query.Adding, cancel),
                Now = db.Now,
            },
            Pages.StatusOf(list.Wrong)
        );
    }

    private static async Task<IResult> Show(
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await SeriesRecords.Find(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var row = await db.Set<Series>().AsNoTracking().FirstAsync(s => s.Id == id, cancel);
        var held = await db.Set<Meeting>()
            .Where(m => m.SeriesId == id)
            .OrderByDescending(m => m.Start)
            .Select(m => m.Id)
            .Take(MostHeld)
            .ToListAsync(cancel);
        return Pages.Show<SeriesView>(
            new
            {
                Me = me,
                Record = record,
                Members = await SeriesRecords.Members(db, id, cancel),
                Periods = await rhythms.Periods(row, cancel),
                Meetings = await MeetingRecords.Read(db, held, cancel),
                Next = record.Ended is null ? await rhythms.Next(row, cancel) : null,
                Now = db.Now,
            }
        );
    }

    private static Task<IResult> New(
        HttpContext http,
        Db db,
        Me me,
        Guid? client,
        CancellationToken cancel
    ) =>
        Form(
            http,
            db,
            me,
            new SeriesInput
            {
                ClientId = client?.ToString(),
                Participant = [$"colleague:{me.ColleagueId}"],
                Minutes = $"{Meeting.UsualMinutes}",
                Anchor = LocalDatePattern.Iso.Format(db.Now.InZone(me.Zone).Date),
            },
            null,
            null,
            null,
            cancel
        );

    private static async Task<IResult> Add(
        HttpContext http,
        Db db,
        Me me,
        Once once,
        Rhythms rhythms,
        [FromForm] SeriesInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var said = await input.Details(db, null, faults, cancel);
        var added = await db.Attempt(
            faults,
            () => once.Do(said, () => rhythms.Add(said, cancel), cancel)
        );
        return added.Done
            ? TypedResults.Redirect($"/series/{added.Value.Id}")
            : await Form(http, db, me, input, null, null, added.Refusal, cancel);
    }

    private static async Task<IResult> Edit(
        HttpContext http,
        Db db,
        Me me,
        Guid id,
        CancellationToken cancel
    )
    {
        if (await SeriesRecords.Find(db, id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        var input = SeriesInput.From(record, await SeriesRecords.Members(db, id, cancel));
        var people = await PeopleAround.Named(db, input.Chosen, cancel);
        var opened = FormState.Of(SeriesInput.Shape(people), input).Write();
        return await Form(http, db, me, input, record, opened, null, cancel);
    }

    private static async Task<IResult> Change(
        HttpContext http,
        Db db,
        Me me,
        Rhythms rhythms,
        Guid id,
        [FromForm] IFormCollection form,
        CancellationToken cancel
    )
    {
        if (await SeriesRecords.Find(db, id, cancel) is not { } before)
        {
            return TypedResults.NotFound();
        }
        var stands = SeriesInput.From(before, await SeriesRecords.Members(db, id, cancel));
        var people = await PeopleAround.Named(
            db,
            SeriesInput.Of(form).Chosen.Concat(stands.Chosen),
            cancel
        );
        var shape = SeriesInput.Shape(people);
        var sent = Sent.Read(shape, form);
        form = sent.Settled(form);
        var input = SeriesInput.Of(form);
        var contested = new Contested(
            nameof(Series),
            id,
            before.Version,
            before.Title,
            "meetings",
            $"/series/{id}/edit",
            $"/series/{id}"
        );
        var now = FormState.Of(shape, stands);
        if (
            await Overtaken.Page(db, me, sent, now, input.Version, contested, cancel) is
            { } overtaken
        )
        {
            return overtaken;
        }
        var faults = new Faults();
        var said = await input.Details(db, before, faults, cancel);
        var changed = await db.Attempt(
            faults,
            () => rhythms.Change(id, said, before.Version, cancel)
        );
        if (changed.Refusal?.Kind == RefusalKind.Stale)
        {
            // Overtaken between looking and saving: looked at once more.
            db.Forget();
            return await Change(http, db, me, rhythms, id, form, cancel);
        }
        return changed.Done
            ? TypedResults.Redirect($"/series/{id}")
            : await Form(
                http,
                db,
                me,
                input,
                before,
                form[FormState.Opened].ToString(),
                changed.Refusal,
                cancel
            );
    }

    private static async Task<IResult> End(
        HttpContext http,
        Rhythms rhythms,
        Guid id,
        CancellationToken cancel
    ) =>
        (await rhythms.End(id, cancel)).Done
            ? Back.To(http, null, $"/series/{id}", "content", MeetingWords.SaidEnded)
            : TypedResults.NotFound();

    private static async Task<IResult> Form(
        HttpContext http,
        Db db,
        Me me,
        SeriesInput input,
        SeriesRecord? record,
        string? opened,
        Refusal? refusal,
        CancellationToken cancel
    )
    {
        Guid? clientId = Guid.TryParse(input.ClientId, out var id) ? id : record?.ClientId;
        return Pages.Show<SeriesFormView>(
            new
            {
                Me = me,
                Record = record,
                Input = input,
                Opened = opened,
                Refusal = refusal,
                ClientId = clientId,
                Client = record?.Client
                    ?? (clientId is null ? null : await ClientNames.Said(db, id, cancel)),
                People = await PeopleAround.Named(db, input.Chosen, cancel),
                InFrame = Back.InFrame(http),
            },
            Pages.StatusOf(refusal)
        );
    }
}
