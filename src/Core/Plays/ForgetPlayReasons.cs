using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Plays;

/// <summary>Takes a person's name out of the reasons that plays were given at her clients.</summary>
internal sealed class ForgetPlayReasons : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var clients = person.ClientIds;
        var touched = new HashSet<Guid>();
        foreach (
            var said in await EveryRow
                .Of<PlayReason>(db)
                .Where(r => r.ClientId != null && clients.Contains(r.ClientId.Value))
                .ToListAsync(cancel)
        )
        {
            var text = person.Said.Blacken(said.Text);
            if (text != said.Text)
            {
                said.Text = Shortened.To(text, PlayReason.Most);
                touched.Add(said.SubjectId);
            }
        }
        return touched;
    }
}
