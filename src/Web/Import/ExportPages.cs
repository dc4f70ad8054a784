using Rapport.Data;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Import.Taking;
using Rapport.People;
using Rapport.Web.Access;

namespace Rapport.Web.Import;

/// <summary>All that one sees of a kind, as a file.</summary>
internal static class ExportPages
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/export/{name}.csv", Export).Needs(Act.Export).AsksProof();

    private static IResult Export(Db db, string name, CancellationToken cancel) =>
        Enum.TryParse<ImportKind>(name, ignoreCase: true, out var kind)
        && Exports.Headers.ContainsKey(kind)
            ? TypedResults.Stream(
                stream => Out.Write(db, kind, stream, cancel),
                "text/csv; charset=utf-8",
                $"{kind.ToString().ToLowerInvariant()}.csv"
            )
            : TypedResults.NotFound();
}
