using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Duplicates;

/// <summary>Which side a field is taken from when two records become one.</summary>
public static class MergeChoice
{
    /// <summary>The kept record says nothing there, and the other does.</summary>
    public static bool IsGap(EntityEntry kept, EntityEntry lost, MergeField field) =>
        field.FillsGaps
        && field.Properties.All(p => IsEmpty(kept.Property(p).CurrentValue))
        && !field.Properties.All(p => IsEmpty(lost.Property(p).CurrentValue));

    /// <summary>The fields taken from the lost record: as said, or where only it says anything.</summary>
    public static IReadOnlyList<MergeField> FromLost(
        DuplicatesOf noun,
        string? said,
        EntityEntry kept,
        EntityEntry lost
    )
    {
        if (said is null)
        {
            return [.. noun.Fields.Where(f => IsGap(kept, lost, f))];
        }
        var keys = said.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. noun.Fields.Where(f => keys.Contains(f.Key))];
    }

    /// <summary>Which of the two says more, and stays unless somebody chooses; of two that say as much, the older.</summary>
    public static (Row Kept, Row Lost) Fuller(Db db, DuplicatesOf noun, Row one, Row two)
    {
        var (first, second) = (Said(db, noun, one), Said(db, noun, two));
        var firstStays = first > second || (first == second && one.Id.CompareTo(two.Id) < 0);
        return firstStays ? (one, two) : (two, one);
    }

    public static bool Differs(EntityEntry one, EntityEntry two, MergeField field) =>
        field.Properties.Any(p =>
            StoredValue
                .Write(one.Property(p).Metadata, one.Property(p).CurrentValue)
                ?.ToJsonString()
            != StoredValue
                .Write(two.Property(p).Metadata, two.Property(p).CurrentValue)
                ?.ToJsonString()
        );

    private static int Said(Db db, DuplicatesOf noun, Row row)
    {
        var entry = db.Entry(row);
        return noun.Fields.Count(f => !IsEmpty(entry.Property(f.Key).CurrentValue));
    }

    private static bool IsEmpty(object? value) =>
        value is null or "" or false || (value is Codes codes && codes.Items.Count == 0);
}
