using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>That a person's data was erased: whose, when, and why. Says nothing of what it was.</summary>
public sealed class Erasure : Row
{
    public Guid SubjectId { get; init; }
    public Instant At { get; init; }
    public required string Reason { get; init; }
}

internal sealed class ErasureTable : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> row)
    {
        row.Property(x => x.Reason).HasMaxLength(400);
        row.HasIndex(x => x.SubjectId);
    }
}

public static class Erasures
{
    private const int Batch = 500;

    /// <summary>Takes payload and salt from all entries of these records; the chain goes on holding their hashes.</summary>
    public static async Task Forget(
        Db db,
        IReadOnlyCollection<Guid> rootIds,
        Erasure erasure,
        CancellationToken cancel
    )
    {
        foreach (var some in rootIds.Chunk(Batch))
        {
            var entries = await db.Set<AuditEntry>()
                .Where(e => some.Contains(e.RootId) && e.Payload != null)
                .ToListAsync(cancel);
            foreach (var entry in entries)
            {
                entry.Payload = null;
                entry.Salt = null;
                entry.ErasedBy = erasure.Id;
            }
        }
    }

    /// <summary>The same for one record.</summary>
    public static Task Forget(Db db, Guid rootId, Erasure erasure, CancellationToken cancel) =>
        Forget(db, [rootId], erasure, cancel);
}
