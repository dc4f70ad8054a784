using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Import.Taking;

/// <summary>How colleagues are written: by name, and where several share it, with the mail address that tells them apart.</summary>
internal static class PeopleOut
{
    public static async Task<Dictionary<Guid, string>> Colleagues(
        Db db,
        IEnumerable<Guid?> ids,
        CancellationToken cancel
    )
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return await db.Set<Colleague>()
            .AsNoTracking()
            .Where(c => wanted.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.Email,
                Shared = db.Set<Colleague>().Any(o => o.NameKey == c.NameKey && o.Id != c.Id),
            })
            .ToDictionaryAsync(c => c.Id, c => Text(c.Name, c.Email, c.Shared), cancel);
    }

    /// <summary>"Ana Moreno", or "Ana Moreno &lt;ana@firm.example&gt;".</summary>
    public static string Text(string name, string? mail, bool shared) =>
        shared && mail is not null ? $"{name} <{mail}>" : name;
}
