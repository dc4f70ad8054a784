using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Duplicates;
using Rapport.Handovers;
using Rapport.Import;
using Rapport.Jobs;
using Rapport.Lists;
using Rapport.Reports;
using Rapport.Web.Audit;
using Rapport.Web.Duplicates;
using Rapport.Web.Lists;

namespace Rapport.Web.Background;

/// <summary>What long work is about, and the page that shows it.</summary>
/// <param name="Name">Null where the kind of the work says all.</param>
/// <param name="Href">Null where it has no page, or one that is another colleague's alone.</param>
public sealed record JobAbout(string? Name, string? Href)
{
    private static readonly JobAbout Nothing = new(null, null);

    /// <summary>Of each job by its id; asked in a statement for each kind of record among them.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, JobAbout>> Of(
        Db db,
        IReadOnlyList<ListedJob> jobs,
        CancellationToken cancel
    )
    {
        var imports = await Named<Rapport.Import.Import>(
            "import.",
            ids => db.Set<Rapport.Import.Import>().Where(i => ids.Contains(i.Id)),
            i => new(i.FileName, $"/imports/{i.Id}")
        );
        var merges = await Named<Merge>(
            "merge.",
            ids => db.Set<Merge>().Where(m => ids.Contains(m.Id)),
            m => new(Called(m.Noun), $"/{m.Noun}/merges/{m.Id}")
        );
        var batches = await Named<MergeBatch>(
            BatchWork.Name,
            ids => db.Set<MergeBatch>().Where(b => ids.Contains(b.Id)),
            b => new(Called(b.Noun), Own(b.OwnerId, $"/{b.Noun}/merges/batches/{b.Id}"))
        );
        var exports = await Named<ListExport>(
            ListExportWork.Name,
            ids => db.Set<ListExport>().Where(e => ids.Contains(e.Id)),
            e => new(Called(e.List), Own(e.OwnerId, $"/{e.List}/exports/{e.Id}"))
        );
        var changes = await Named<ListChange>(
            "list.",
            ids => db.Set<ListChange>().Where(c => ids.Contains(c.Id)),
            c => new(Called(c.List), Own(c.OwnerId, $"/{c.List}/changes/{c.Id}"))
        );
        return jobs.ToDictionary(
            j => j.Id,
            j =>
                j.Kind switch
                {
                    VerifyWork.Name or AuditExportWork.Name => new(null, AuditQuery.Path),
                    HandoverWork.Name => new(null, $"/handovers/{j.SubjectId}"),
                    DuplicateWork.Name => Search(j.SubjectId),
                    _ => imports.GetValueOrDefault(j.SubjectId)
                        ?? merges.GetValueOrDefault(j.SubjectId)
                        ?? batches.GetValueOrDefault(j.SubjectId)
                        ?? exports.GetValueOrDefault(j.SubjectId)
                        ?? changes.GetValueOrDefault(j.SubjectId)
                        ?? Nothing,
                }
        );

        async Task<Dictionary<Guid, JobAbout>> Named<T>(
            string kind,
            Func<List<Guid>, IQueryable<T>> rows,
            Func<T, JobAbout> about
        )
            where T : Row
        {
            var ids = jobs.Where(j => j.Kind.StartsWith(kind, StringComparison.Ordinal))
                .Select(j => j.SubjectId)
                .Distinct()
                .ToList();
            return ids.Count == 0
                ? []
                : (await rows(ids).AsNoTracking().ToListAsync(cancel)).ToDictionary(
                    r => r.Id,
                    about
                );
        }

        string? Own(Guid? owner, string href) => owner == db.Viewer.ColleagueId ? href : null;
    }

    private static JobAbout Search(Guid subject) =>
        DuplicatesOf.All.FirstOrDefault(n => DuplicateWork.SubjectOf(n) == subject) is { } noun
            ? new(Called(noun.Key), DuplicatesPages.Home(noun))
            : Nothing;

    private static string Called(string list) => ListFace.Of(list).Named();
}
