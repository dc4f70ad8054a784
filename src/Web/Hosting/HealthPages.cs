using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Web.Access;

namespace Rapport.Web.Hosting;

/// <summary>For those who watch the program: it lives, it can serve.</summary>
internal static class HealthPages
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("ok")).Open().ExcludeFromDescription();
        app.MapGet("/readyz", Ready).Open().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(DbSource source, CancellationToken cancel)
    {
        await using var db = source.For(Viewer.System("ready"));
        return
            await db.Database.CanConnectAsync(cancel)
            && !(await db.Database.GetPendingMigrationsAsync(cancel)).Any()
            ? TypedResults.Text("ready")
            : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
