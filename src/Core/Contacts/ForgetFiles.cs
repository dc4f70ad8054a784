using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Files;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>
/// Takes a person out of what files are called. Those that hang on her go for good, with their history, and their bytes
/// where nobody else has the same; what stands inside of others nobody can know.
/// </summary>
internal sealed class ForgetFiles : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var (ids, clients) = (person.ContactIds, person.ClientIds);
        var forgotten = await EveryRow
            .Of<Attachment>(db)
            .Where(a => ids.Contains(a.SubjectId))
            .Select(a => a.Id)
            .ToListAsync(cancel);
        var others = await EveryRow
            .Of<Attachment>(db)
            .Include(a => a.Removal)
            .Where(a => a.ClientId != null && clients.Contains(a.ClientId.Value))
            .Where(a => !ids.Contains(a.SubjectId))
            .ToListAsync(cancel);
        // In names of files words are parted by other signs than spaces.
        foreach (var file in others.Where(f => person.Said.IsIn(Spaced(f.Name))))
        {
            file.Name = FileName.Clean(person.Said.Blacken(Spaced(file.Name)));
            file.NameKey = Folded.Key(file.Name);
            forgotten.Add(file.Id);
        }
        return forgotten;
    }

    private static string Spaced(string name)
    {
        var ending = FileName.Ending(name);
        return ending.Length == 0 ? Apart(name) : $"{Apart(name[..^(ending.Length + 1)])}.{ending}";
    }

    private static string Apart(string words) => words.Replace('_', ' ').Replace('.', ' ');
}
