using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Interactions;

/// <summary>
/// Who may read an entry for named people, and all that it corrects: those named, and whoever wrote one of them. Authors
/// stay, so that nobody is shut out of what he wrote by who corrects it.
/// </summary>
internal sealed class Readers(Db db)
{
    private const int MostNamed = 100;

    /// <summary>Only colleagues who see the client can be named: nobody else could ever read it.</summary>
    /// <param name="before">Who was named already, and stays so also when a wall has come to stand between.</param>
    public async Task<List<Guid>> Named(
        Guid? clientId,
        IReadOnlyList<Guid>? said,
        IReadOnlyCollection<Guid> before,
        Faults faults,
        CancellationToken cancel
    )
    {
        var ids = (said ?? []).Distinct().ToList();
        faults.If(ids.Count > MostNamed, "named", Fault.TooLarge);
        var fresh = ids.Except(before).ToList();
        var seeing = await PeopleAround
            .Readers(db, clientId)
            .CountAsync(c => fresh.Contains(c.Id), cancel);
        faults.If(seeing < fresh.Count, "named", Fault.Unknown);
        return ids;
    }

    /// <summary>An entry and all that it corrects, the newest first, as far as the viewer sees them.</summary>
    public async Task<List<Interaction>> Chain(Interaction newest, CancellationToken cancel)
    {
        var chain = new List<Interaction> { newest };
        while (
            chain[^1].CorrectsId is { } older
            && await db.Set<Interaction>().FirstOrDefaultAsync(i => i.Id == older, cancel)
                is { } corrected
        )
        {
            chain.Add(corrected);
        }
        return chain;
    }

    /// <summary>All who may read a correction of the chain's first; nobody by name unless it is for named people.</summary>
    /// <param name="said">Null for those of before.</param>
    public async Task<HashSet<Guid>> Of(
        List<Interaction> chain,
        Audience audience,
        IReadOnlyList<Guid>? said,
        Faults faults,
        CancellationToken cancel
    )
    {
        var old = chain[0];
        // Who told it in confidence decides who else hears of it, not those in whom it was confided.
        var confided =
            old.Audience == Audience.Named
            && chain[^1].AuthorId is { } author
            && author != db.Viewer.ColleagueId;
        if (audience != Audience.Named)
        {
            faults.If(confided, "audience", Fault.AuthorAlone);
            return [];
        }
        var before =
            old.Audience == Audience.Named
                ? await db.Set<AudienceMember>()
                    .Where(m => m.SubjectId == old.Id)
                    .Select(m => m.ColleagueId)
                    .ToListAsync(cancel)
                : [];
        var named = await Named(old.ClientId, said ?? before, before, faults, cancel);
        var authors = chain
            .Select(i => i.AuthorId)
            .Append(db.Viewer.ColleagueId)
            .OfType<Guid>()
            .ToList();
        faults.If(
            confided && named.Except(before).Except(authors).Any(),
            "named",
            Fault.AuthorAlone
        );
        return [.. named, .. authors];
    }

    /// <summary>Makes all of the chain be for the same people as the correction, in its save.</summary>
    public async Task Follow(
        List<Interaction> chain,
        Audience audience,
        HashSet<Guid> may,
        CancellationToken cancel
    )
    {
        var ids = chain.ConvertAll(i => i.Id);
        var members = (
            await db.Set<AudienceMember>().Where(m => ids.Contains(m.SubjectId)).ToListAsync(cancel)
        ).ToLookup(m => m.SubjectId);
        foreach (var entry in chain)
        {
            var wanted = Members(entry, may).ToList();
            var gone = members[entry.Id].ExceptBy(wanted.Select(Who), Who).ToList();
            var come = wanted.ExceptBy(members[entry.Id].Select(Who), Who).ToList();
            if (entry.Audience == audience && gone.Count + come.Count == 0)
            {
                continue;
            }
            entry.Audience = audience;
            db.RemoveRange(gone);
            db.AddRange(come);
            db.Raise(Interaction.AudienceChanged, entry, entry.ClientId);
        }
    }

    /// <summary>The lines of an entry's audience; its author reads it without one.</summary>
    public static IEnumerable<AudienceMember> Members(Interaction entry, IEnumerable<Guid> may) =>
        may.Where(r => r != entry.AuthorId)
            .Select(r => new AudienceMember { SubjectId = entry.Id, ColleagueId = r });

    private static Guid Who(AudienceMember member) => member.ColleagueId;
}
