using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Contacts;

/// <summary>The domains of the mail addresses that clients' people have.</summary>
internal sealed class MailDomains : IMailDomains
{
    public async Task<IReadOnlyCollection<(Guid ClientId, string Domain)>> All(
        Db db,
        CancellationToken cancel
    )
    {
        var mails = db.Set<ContactPoint>()
            .Where(p => p.Kind == PointKind.Email && p.ClientId != null)
            .Select(p => new { p.ClientId, p.ValueKey })
            .AsAsyncEnumerable();
        var found = new HashSet<(Guid, string)>();
        await foreach (var mail in mails.WithCancellation(cancel))
        {
            if (Known.MailDomain(mail.ValueKey) is { } domain)
            {
                found.Add((mail.ClientId!.Value, domain));
            }
        }
        return found;
    }
}
