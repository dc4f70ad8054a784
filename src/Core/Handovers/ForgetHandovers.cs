using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Handovers;

/// <summary>Takes a person out of why something was handed over at her clients.</summary>
internal sealed class ForgetHandovers : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var clients = person.ClientIds;
        var touched = new HashSet<Guid>();
        var shares = EveryRow.Of<HandoverShare>(db);
        foreach (
            var handover in await EveryRow
                .Of<Handover>(db)
                .Where(h =>
                    h.Reason != null
                    && shares.Any(s =>
                        s.HandoverId == h.Id
                        && s.ClientId != null
                        && clients.Contains(s.ClientId.Value)
                    )
                )
                .ToListAsync(cancel)
        )
        {
            if (person.Said.IsIn(handover.Reason!))
            {
                handover.Reason = Shortened.To(
                    person.Said.Blacken(handover.Reason!),
                    Handover.ReasonLength
                );
                touched.Add(handover.Id);
            }
        }
        return touched;
    }
}
