using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>Feeds for calendar programs: one's own, made and ended, and what they answer at their secret addresses.</summary>
internal static class FeedsPages
{
    public const string Path = "/settings/feeds";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                Path,
                (Db db, Me me, Guid? client, CancellationToken cancel) =>
                    Page(db, me, new FeedInput { ClientId = client }, null, null, cancel)
            )
            .Needs(Act.Look);
        app.MapPost(Path, Open).Needs(Act.Look).AsksProof().DisableAntiforgery();
        app.MapPost($"{Path}/{{id:guid}}/end", End).Needs(Act.Look).DisableAntiforgery();
        app.MapGet("/feeds/{secret}.ics", Read).Open().ExcludeFromDescription();
    }

    private static async Task<IResult> Open(
        HttpContext http,
        Db db,
        Me me,
        Feeds feeds,
        [FromForm] FeedInput input,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        var client =
            input.ClientId ?? await ClientNames.Chosen(db, input.Client, "client", faults, cancel);
        if (faults.Any || !await Sees(db, client, cancel))
        {
            faults.If(!faults.Any, "client", Fault.Unknown);
            return await Page(db, me, input, faults.Refusal, null, cancel);
        }
        var opened = await feeds.Open(client, cancel);
        return opened.Done
            ? await Page(
                db,
                me,
                new FeedInput(),
                null,
                FeedTexts.Address(http.Request, opened.Value.Secret),
                cancel
            )
            : await Page(db, me, input, opened.Refusal, null, cancel);
    }

    public static async Task<bool> Sees(Db db, Guid? client, CancellationToken cancel) =>
        client is null || await db.Set<Client>().AnyAsync(c => c.Id == client, cancel);

    private static async Task<IResult> End(Feeds feeds, Guid id, CancellationToken cancel) =>
        (await feeds.End(id, cancel)).Done ? TypedResults.Redirect(Path) : TypedResults.NotFound();

    private static async Task<IResult> Page(
        Db db,
        Me me,
        FeedInput input,
        Refusal? refusal,
        string? address,
        CancellationToken cancel
    )
    {
        var mine = await new Feeds(db).Mine(cancel);
        var ids = mine.Select(f => f.ClientId).Append(input.ClientId).OfType<Guid>().ToList();
        return Pages.Show<FeedsView>(
            new
            {
                Me = me,
                Feeds = mine,
                Clients = await db.Set<Client>()
                    .Where(c => ids.Contains(c.Id))
                    .ToDictionaryAsync(c => c.Id, c => c.Name, cancel),
                Input = input,
                Refusal = refusal,
                Address = address,
            },
            Pages.StatusOf(refusal)
        );
    }

    /// <summary>For whoever knows the address: what its colleague sees, as her walls stand now.</summary>
    private static async Task<IResult> Read(
        HttpContext http,
        DbSource source,
        string secret,
        CancellationToken cancel
    )
    {
        await using var door = source.For(Viewer.System("feed"));
        if (await Feeds.Behind(door, secret, cancel) is not { } feed)
        {
            return TypedResults.NotFound();
        }
        var viewer = await Colleagues.ViewerOf(door, feed.ColleagueId, Origin.Api, cancel);
        await using var db = source.For(viewer);
        var client = await db.Set<Client>()
            .Where(c => c.Id == feed.ClientId)
            .Select(c => c.Name)
            .FirstOrDefaultAsync(cancel);
        var items = await Feeds.Items(db, feed, cancel);
        var file = Encoding.UTF8.GetBytes(
            CalendarFile.Write(
                CalendarMethod.Publish,
                [.. items.Select(i => i.Event with { Url = FeedTexts.Link(http.Request, i) })],
                client ?? viewer.Name
            )
        );
        // Programs come by each hour, mostly for nothing new.
        return TypedResults.File(
            file,
            CalendarFile.MediaType + "; charset=utf-8",
            entityTag: new EntityTagHeaderValue(
                $"\"{Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 12))}\""
            )
        );
    }
}
