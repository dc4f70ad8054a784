using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Meetings;

/// <summary>Something that may stand on an agenda.</summary>
/// <param name="SourceId">The record that it is about.</param>
/// <param name="Inside">It is ours alone: before clients it stands only when somebody puts it there.</param>
public sealed record AgendaOffer(AgendaSource Source, Guid SourceId, string Text, bool Inside);

/// <summary>
/// Knows what is open and may stand on agendas. Discovered: a capability that meetings know nothing of brings its own.
/// </summary>
public interface IAgendaItems
{
    /// <summary>Lower stands higher up.</summary>
    int Order { get; }

    /// <summary>What the viewer sees of it, the most pressing first.</summary>
    Task<IReadOnlyList<AgendaOffer>> Of(Db db, Meeting meeting, CancellationToken cancel);
}

/// <summary>What stands on the agenda of a meeting: drawn from what is open, and changed by hand.</summary>
public sealed class Agendas(Db db)
{
    private static readonly IAgendaItems[] Sources =
    [
        .. Discovered.All<IAgendaItems>().OrderBy(s => s.Order),
    ];

    /// <summary>All that is open and may stand on the agenda, whether it does or not.</summary>
    public async Task<IReadOnlyList<AgendaOffer>> Open(Meeting meeting, CancellationToken cancel)
    {
        var offers = new List<AgendaOffer>();
        foreach (var source in Sources)
        {
            offers.AddRange(await source.Of(db, meeting, cancel));
        }
        return [.. offers.DistinctBy(o => o.SourceId)];
    }

    /// <summary>What could be put on it and never stood there.</summary>
    public async Task<IReadOnlyList<AgendaOffer>> Offered(Meeting meeting, CancellationToken cancel)
    {
        var there = await Known(meeting.Id, cancel);
        return [.. (await Open(meeting, cancel)).Where(o => !there.Contains(o.SourceId))];
    }

    /// <summary>Puts on it what is open by now; what was taken off stays off. Before clients nothing that is ours alone.</summary>
    public Task<Result<Meeting>> Draw(Guid meetingId, CancellationToken cancel = default) =>
        On(
            meetingId,
            async (meeting, _) =>
            {
                var next = Next(meeting);
                var offers = (await Offered(meeting, cancel)).Where(o => Goes(meeting, o));
                foreach (var offer in offers.Take(AgendaItem.Most - meeting.Agenda.Count))
                {
                    Add(meeting, Item(meeting, offer, next++));
                }
            },
            cancel
        );

    /// <summary>Puts a point on it, at its end: something open, or what somebody writes.</summary>
    /// <param name="sourceId">Of what is open; null for a point in words.</param>
    public Task<Result<Meeting>> Put(
        Guid meetingId,
        string? text,
        Guid? sourceId = null,
        CancellationToken cancel = default
    ) =>
        On(
            meetingId,
            async (meeting, faults) =>
            {
                faults.If(meeting.Agenda.Count >= AgendaItem.Most, "text", Fault.TooMany);
                if (sourceId is { } id)
                {
                    var offer = (await Open(meeting, cancel)).FirstOrDefault(o => o.SourceId == id);
                    faults.If(offer is null, "sourceId", Fault.Unknown);
                    if (meeting.Agenda.Find(i => i.SourceId == id) is { } was)
                    {
                        (was.Removed, was.Position) = (false, Last(meeting) + 1);
                    }
                    else if (offer is not null)
                    {
                        Add(meeting, Item(meeting, offer, Next(meeting)));
                    }
                    return;
                }
                var said = faults.Text(
                    "text",
                    Meetings.OneLine(text),
                    AgendaItem.TextLength,
                    required: true
                );
                Add(
                    meeting,
                    new AgendaItem
                    {
                        MeetingId = meeting.Id,
                        Number = Next(meeting),
                        Text = said ?? "",
                    }
                );
            },
            cancel
        );

    /// <summary>Says a point in other words.</summary>
    public Task<Result<Meeting>> Reword(
        Guid meetingId,
        int number,
        string? text,
        CancellationToken cancel = default
    ) =>
        On(
            meetingId,
            (meeting, faults) =>
            {
                var item = Of(meeting, number, faults);
                var said = faults.Text(
                    "text",
                    Meetings.OneLine(text),
                    AgendaItem.TextLength,
                    required: true
                );
                if (item is not null && said is not null)
                {
                    item.Text = said;
                }
                return Task.CompletedTask;
            },
            cancel
        );

    /// <summary>Moves a point up or down by so many places.</summary>
    public Task<Result<Meeting>> Shift(
        Guid meetingId,
        int number,
        int by,
        CancellationToken cancel = default
    ) =>
        On(
            meetingId,
            (meeting, faults) =>
            {
                if (Of(meeting, number, faults) is { } item)
                {
                    var order = Shown(meeting);
                    var to = Math.Clamp(order.IndexOf(item) + by, 0, order.Count - 1);
                    order.Remove(item);
                    order.Insert(to, item);
                    for (var at = 0; at < order.Count; at++)
                    {
                        order[at].Position = at + 1;
                    }
                }
                return Task.CompletedTask;
            },
            cancel
        );

    /// <summary>Takes a point off; it does not come back by itself.</summary>
    public Task<Result<Meeting>> TakeOff(
        Guid meetingId,
        int number,
        CancellationToken cancel = default
    ) =>
        On(
            meetingId,
            (meeting, faults) =>
            {
                if (Of(meeting, number, faults) is { } item)
                {
                    item.Removed = true;
                }
                return Task.CompletedTask;
            },
            cancel
        );

    /// <summary>The agenda of a meeting that is about to be planned.</summary>
    internal async Task<List<AgendaItem>> Drawn(Meeting meeting, CancellationToken cancel)
    {
        var offers = (await Open(meeting, cancel)).Where(o => Goes(meeting, o));
        return
        [
            .. offers
                .Take(AgendaItem.Most / 2)
                .Select(
                    (offer, at) =>
                    {
                        var item = Item(meeting, offer, at + 1);
                        item.Position = at + 1;
                        return item;
                    }
                ),
        ];
    }

    internal static List<AgendaItem> Shown(Meeting meeting) =>
        [.. meeting.Agenda.Where(i => !i.Removed).OrderBy(i => i.Position).ThenBy(i => i.Number)];

    /// <summary>Whether it comes by itself.</summary>
    private static bool Goes(Meeting meeting, AgendaOffer offer) =>
        !offer.Inside || !meeting.FacesClient;

    private async Task<Result<Meeting>> On(
        Guid meetingId,
        Func<Meeting, Faults, Task> change,
        CancellationToken cancel
    )
    {
        if (await Meetings.Find(db, meetingId, cancel) is not { } meeting)
        {
            return Refusal.NotFound;
        }
        await db.Entry(meeting).Collection(m => m.Agenda).LoadAsync(cancel);
        var faults = new Faults();
        faults.If(!meeting.IsOpen, "text", Fault.AlreadyDone);
        if (!faults.Any)
        {
            await change(meeting, faults);
        }
        if (faults.Any)
        {
            db.Forget();
            return faults.Refusal;
        }
        if (db.ChangeTracker.HasChanges())
        {
            db.Raise(Meeting.Changed, meeting, meeting.ClientId);
        }
        return await db.Commit(cancel) is { } refusal ? refusal : meeting;
    }

    private void Add(Meeting meeting, AgendaItem item)
    {
        item.Position = Last(meeting) + 1;
        meeting.Agenda.Add(item);
        db.Add(item);
    }

    private static AgendaItem? Of(Meeting meeting, int number, Faults faults)
    {
        var item = meeting.Agenda.Find(i => i.Number == number && !i.Removed);
        faults.If(item is null, "number", Fault.Unknown);
        return item;
    }

    private static int Next(Meeting meeting) =>
        meeting.Agenda.Count == 0 ? 1 : meeting.Agenda.Max(i => i.Number) + 1;

    private static int Last(Meeting meeting) =>
        meeting.Agenda.Count == 0 ? 0 : meeting.Agenda.Max(i => i.Position);

    private static AgendaItem Item(Meeting meeting, AgendaOffer offer, int number) =>
        new()
        {
            MeetingId = meeting.Id,
            Number = number,
            Text =
                offer.Text.Length > AgendaItem.TextLength
                    ? offer.Text[..AgendaItem.TextLength]
                    : offer.Text,
            Source = offer.Source,
            SourceId = offer.SourceId,
        };

    private async Task<HashSet<Guid>> Known(Guid meetingId, CancellationToken cancel) =>
        [
            .. (
                await db.Set<AgendaItem>()
                    .Where(i => i.MeetingId == meetingId && i.SourceId != null)
                    .Select(i => i.SourceId)
                    .ToListAsync(cancel)
            ).OfType<Guid>(),
        ];
}
