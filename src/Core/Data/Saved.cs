using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>What a save wrote, for those who follow it.</summary>
/// <param name="Events">What it told, in order.</param>
public sealed record Saved(IReadOnlyList<Written> Rows, IReadOnlyList<Event> Events)
{
    /// <summary>Taken before the write, while it is known what a row was.</summary>
    internal static Saved Of(Db db, IReadOnlyList<Event> events) =>
        new(
            [
                .. db
                    .ChangeTracker.Entries()
                    .Where(e =>
                        e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                    )
                    .Where(e => e.Entity is Row or ILineOf)
                    .Select(Written.Of),
            ],
            [.. events]
        );
}

/// <summary>A row that was written.</summary>
/// <param name="Id">Its own; of a line, that of its row.</param>
/// <param name="RefersTo">
/// The records that it names, or named until now; <see cref="Row"/> stands for one whose kind the column does not say.
/// </param>
public sealed record Written(
    Type Type,
    Guid Id,
    EntityState State,
    IReadOnlyList<(Type Type, Guid Id)> RefersTo
)
{
    internal static Written Of(EntityEntry entry) =>
        new(
            entry.Metadata.ClrType,
            entry.Entity is ILineOf line ? line.RowId : ((Row)entry.Entity).Id,
            entry.State,
            [.. Columns(entry.Metadata).SelectMany(c => Named(entry, c.Type, c.Column)).Distinct()]
        );

    private static IEnumerable<(Type Type, IProperty Column)> Columns(IEntityType type) =>
        type.GetForeignKeys()
            .Where(k => k.Properties.Count == 1)
            .Select(k => (k.PrincipalEntityType.ClrType, k.Properties[0]))
            .Concat(
                type.GetProperties()
                    .Where(p => References.IsDeclared(p) && !p.IsForeignKey())
                    .Select(p => (typeof(Row), p))
            );

    private static IEnumerable<(Type, Guid)> Named(EntityEntry entry, Type type, IProperty column)
    {
        var value = entry.Property(column);
        if (value.CurrentValue is Guid now)
        {
            yield return (type, now);
        }
        if (entry.State == EntityState.Modified && value.OriginalValue is Guid was)
        {
            yield return (type, was);
        }
    }
}
