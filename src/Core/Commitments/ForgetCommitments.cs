using Microsoft.EntityFrameworkCore;
using Rapport.Contacts;
using Rapport.Data;

namespace Rapport.Commitments;

/// <summary>Takes a person out of what was owed to her or by her: it stays owed, and names her no more.</summary>
internal sealed class ForgetCommitments : IForget
{
    public async Task<IReadOnlyCollection<Guid>> Forget(
        Db db,
        ErasedPerson person,
        CancellationToken cancel
    )
    {
        var (ids, clients) = (person.ContactIds, person.ClientIds);
        var touched = new HashSet<Guid>();
        var owed = await EveryRow
            .Of<Commitment>(db)
            .Where(c =>
                (c.ClientId != null && clients.Contains(c.ClientId.Value))
                || (c.ContactId != null && ids.Contains(c.ContactId.Value))
            )
            .ToListAsync(cancel);
        foreach (var one in owed)
        {
            var text = Shortened(person.Said.Blacken(one.Text), Commitment.TextLength);
            var hers = one.ContactId is { } contact && ids.Contains(contact);
            if (text != one.Text || hers)
            {
                one.Text = text;
                one.ContactId = hers ? null : one.ContactId;
                touched.Add(one.Id);
            }
        }
        var all = owed.ConvertAll(c => c.Id);
        foreach (
            var step in await EveryRow
                .Of<CommitmentStep>(db)
                .Where(s => s.Reason != null && all.Contains(s.CommitmentId))
                .ToListAsync(cancel)
        )
        {
            var reason = person.Said.Blacken(step.Reason!);
            if (reason != step.Reason)
            {
                step.Reason = Shortened(reason, Commitment.ReasonLength);
                touched.Add(step.CommitmentId);
            }
        }
        return touched;
    }

    private static string Shortened(string text, int most) =>
        text.Length > most ? text[..most] : text;
}
