using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Data;

namespace Rapport.Reports;

/// <summary>A client as its handbook page shows it.</summary>
/// <param name="Children">At most <see cref="ClientNames.MostChildren"/>, by name.</param>
public sealed record HandbookRecord(
    ClientHeading Heading,
    ClientRecord Client,
    IReadOnlyList<ClientName> Children
)
{
    /// <summary>Everything in a number of statements that no amount of rows changes; null when the viewer does not see the client.</summary>
    /// <param name="year">When the reader's year began.</param>
    public static async Task<HandbookRecord?> Find(
        Db db,
        Guid id,
        Instant year,
        CancellationToken cancel
    ) =>
        await ClientHeading.Read(db, id, year, cancel) is var (heading, client)
            ? new(
                heading,
                await ClientRecords.Of(db, client, heading.Parent, cancel),
                await ClientNames.Children(db, id, cancel)
            )
            : null;
}
