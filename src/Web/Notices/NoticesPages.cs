using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Notices;
using Rapport.People;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Shared;

namespace Rapport.Web.Notices;

/// <summary>What one is told of: the bell, the page behind it, and that it was read.</summary>
internal static class NoticesPages
{
    public const string Path = "/notices";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, Show).Needs(Act.Look);
        app.MapGet($"{Path}/bell", Bell).Needs(Act.Look);
        app.MapGet($"{Path}/{{id:guid}}", Open).Needs(Act.Look);
        app.MapPost($"{Path}/{{id:guid}}/reading", Read).Needs(Act.Look).DisableAntiforgery();
        app.MapPost($"{Path}/readings", ReadAll).Needs(Act.Look).DisableAntiforgery();
    }

    private static async Task<IResult> Show(
        HttpContext http,
        Db db,
        Me me,
        Readings readings,
        bool? unread,
        string? after,
        CancellationToken cancel
    )
    {
        var page = (
            await readings.Page(
                unread == true,
                Cursor.Read<NoticePlace>(after),
                Cursor.Usual + 1,
                cancel
            )
        ).AsPage(Cursor.Usual, n => new NoticePlace(n.At, n.Id));
        var shown = new
        {
            Me = me,
            Notices = page.Items,
            Clients = await ClientsOf(db, page.Items, cancel),
            Unread = unread == true,
            Next = page.Next is { } next
                ? $"{Path}?{(unread == true ? "unread=true&" : null)}after={next}"
                : null,
        };
        Pages.VaryByPart(http);
        return Pages.IsPartial(http) && after is not null
            ? Pages.Show<NoticeRows>(shown)
            : Pages.Show<NoticesView>(
                new
                {
                    shown.Me,
                    shown.Notices,
                    shown.Clients,
                    shown.Unread,
                    shown.Next,
                    Waiting = me.Unread,
                }
            );
    }

    private static RazorComponentResult<NoticeBell> Bell(Me me) =>
        Pages.Show<NoticeBell>(new { Waiting = me.Unread });

    /// <summary>Leads to what it tells of; whoever goes there has read it.</summary>
    private static async Task<IResult> Open(Readings readings, Guid id, CancellationToken cancel)
    {
        var read = await readings.Read(id, cancel);
        return read.Done
            ? TypedResults.Redirect(read.Value.Href() ?? Path)
            : TypedResults.NotFound();
    }

    private static async Task<IResult> Read(
        Readings readings,
        Guid id,
        [FromForm] ReadingInput input,
        CancellationToken cancel
    ) =>
        (await readings.Read(id, cancel)).Done
            ? TypedResults.Redirect(input.Unread == true ? $"{Path}?unread=true" : Path)
            : TypedResults.NotFound();

    private static async Task<IResult> ReadAll(
        Readings readings,
        [FromForm] ReadingsInput input,
        CancellationToken cancel
    )
    {
        if (input.Until is { } newest)
        {
            await readings.ReadUpTo(newest, cancel);
        }
        return TypedResults.Redirect(Path);
    }

    private static Task<Dictionary<Guid, string>> ClientsOf(
        Db db,
        IReadOnlyList<NoticeRecord> notices,
        CancellationToken cancel
    )
    {
        var ids = notices.Select(n => n.ClientId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0
            ? Task.FromResult(new Dictionary<Guid, string>())
            : db.Set<Client>()
                .Where(c => ids.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
    }
}
