using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using NodaTime;
using Rapport.Data;
using Rapport.Live;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Live;

/// <summary>The stream of what happens, for a browser's open pages; and who else looks at a record.</summary>
internal static class LivePages
{
    private const string EventStream = "text/event-stream";

    /// <summary>Often enough that nobody on the way takes a quiet connection for a dead one.</summary>
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(20);

    public static void Map(IEndpointRouteBuilder app)
    {
        // A stream lasts for as long as somebody reads; among the times of answers it would say nothing.
        app.MapGet("/live", Listen).Needs(Act.Look).DisableHttpMetrics().ExcludeFromDescription();
        app.MapGet("/live/lookers", Look).Needs(Act.Look).ExcludeFromDescription();
    }

    private static async Task<IResult> Listen(
        HttpContext http,
        Me me,
        LiveStreams streams,
        IClock clock,
        IHostApplicationLifetime program,
        string? since
    )
    {
        if (!http.Request.Headers.Accept.ToString().Contains(EventStream, StringComparison.Ordinal))
        {
            return TypedResults.StatusCode(StatusCodes.Status406NotAcceptable);
        }
        if (me.Session is not { } session)
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }
        var reached = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last
            ? last
            : since;
        var stream = await streams.Begin(
            session.Id,
            me.ColleagueId,
            me.Viewer.SeesAll,
            LivePlace.Read(reached),
            http.RequestAborted
        );
        return stream is null
            ? TypedResults.StatusCode(StatusCodes.Status429TooManyRequests)
            : TypedResults.ServerSentEvents(
                Tell(streams, stream, clock, program.ApplicationStopping, http.RequestAborted)
            );
    }

    private static async IAsyncEnumerable<SseItem<IReadOnlyList<LiveLine>>> Tell(
        LiveStreams streams,
        LiveStream stream,
        IClock clock,
        CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken gone
    )
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, gone);
        try
        {
            // The first line shows at once that somebody is there; what was missed comes with it.
            var longest = TimeSpan.Zero;
            var over = false;
            while (!over && !either.IsCancellationRequested)
            {
                LivePart part;
                try
                {
                    part = await stream.Next(longest, either.Token);
                }
                catch (OperationCanceledException)
                {
                    yield break;
                }
                (longest, over) = (Ping, part.Over);
                yield return new SseItem<IReadOnlyList<LiveLine>>(
                    LiveLine.Of(part.Notices),
                    part.Over ? "over"
                        : part.Again ? "again"
                        : part.Notices.Count > 0 ? "notices"
                        : "ping"
                )
                {
                    EventId = new LivePlace(streams.Node, part.At).ToString(),
                };
                Measure(part.Notices, clock);
            }
        }
        finally
        {
            streams.End(stream);
        }
    }

    private static void Measure(IReadOnlyList<LiveNotice> told, IClock clock)
    {
        if (told.Count == 0 || !Measures.LiveDelay.Enabled)
        {
            return;
        }
        var now = LiveStreams.Micros(clock.GetCurrentInstant());
        foreach (var notice in told)
        {
            Measures.LiveDelay.Record(Math.Max(0, now - notice.Committed) / 1e6);
        }
    }

    /// <summary>Who else looks at a record; whoever asks looks too, until she says otherwise or nothing.</summary>
    private static async Task<IResult> Look(
        Db db,
        Me me,
        LiveTeller teller,
        [AsParameters] LookInput input,
        CancellationToken cancel
    )
    {
        if (await LiveRecords.Find(db, input.Kind, input.Id, cancel) is not { } record)
        {
            return TypedResults.NotFound();
        }
        if (input.Tab is { } tab)
        {
            teller.Looks(
                new Looker(
                    record.Kind,
                    record.Id,
                    record.ClientId,
                    tab,
                    me.ColleagueId,
                    me.Name,
                    input.Edits == true,
                    input.Gone == true
                )
            );
        }
        return Pages.Show<LookersView>(
            new { Lookers = teller.Lookers.Of(record.Kind, record.Id, me.ColleagueId, db.Now) }
        );
    }
}
