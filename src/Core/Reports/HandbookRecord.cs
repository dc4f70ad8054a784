using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Meetings;

namespace Rapport.Reports;

/// <summary>A client as its handbook page shows it.</summary>
/// <param name="Owed">What one of us owes the client, or the firm for its sake, the next due first.</param>
/// <param name="OwedToUs">What the client owes us.</param>
/// <param name="Meetings">Those that come, the first first.</param>
/// <param name="Series">Those that go on, what slipped longest ago first.</param>
/// <param name="Children">At most <see cref="ClientNames.MostChildren"/>, by name.</param>
public sealed record HandbookRecord(
    ClientHeading Heading,
    ClientRecord Client,
    IReadOnlyList<ClientName> Children,
    IReadOnlyList<CommitmentRecord> Owed,
    IReadOnlyList<CommitmentRecord> OwedToUs,
    IReadOnlyList<MeetingRecord> Meetings,
    IReadOnlyList<SeriesRecord> Series
)
{
    /// <summary>So many commitments stand on the page in each direction; one more is read where there are more.</summary>
    public const int MostOwed = 6;

    private const int MostMeetings = 3;
    private const int MostSeries = 6;

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
                await ClientNames.Children(db, id, cancel),
                await CommitmentRecords.OpenAt(db, id, theirs: false, MostOwed, cancel),
                await CommitmentRecords.OpenAt(db, id, theirs: true, MostOwed, cancel),
                await MeetingRecords.ComingAt(db, id, MostMeetings, cancel),
                await SeriesRecords.At(db, id, MostSeries, cancel)
            )
            : null;
}
