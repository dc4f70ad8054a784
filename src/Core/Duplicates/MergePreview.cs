using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;

namespace Rapport.Duplicates;

/// <summary>A field of both sides, and which is taken when nobody chooses.</summary>
/// <param name="Kept">The field's values, property by property, as the audit writes them; null for none.</param>
public sealed record FieldOfTwo(
    MergeField Field,
    IReadOnlyList<string?> Kept,
    IReadOnlyList<string?> Lost,
    bool FromLost
);

/// <summary>Two records side by side, before they become one.</summary>
/// <param name="Fields">Those in which they differ.</param>
/// <param name="Moves">What refers to the lost one, as far as the viewer sees it.</param>
public sealed record MergePreview(
    RecordHead Kept,
    RecordHead Lost,
    IReadOnlyList<FieldOfTwo> Fields,
    IReadOnlyList<MovedCount> Moves
)
{
    /// <summary>Null when the viewer does not see both, or they can never be one.</summary>
    public static async Task<MergePreview?> Of(
        Db db,
        DuplicatesOf noun,
        Guid keptId,
        Guid lostId,
        CancellationToken cancel
    )
    {
        if (
            keptId == lostId
            || await noun.Find(db, keptId, cancel) is not { } kept
            || await noun.Find(db, lostId, cancel) is not { } lost
            || !noun.MayJoin(kept, lost)
        )
        {
            return null;
        }
        var (to, from) = (db.Entry(kept), db.Entry(lost));
        var fromLost = MergeChoice.FromLost(noun, null, to, from);
        var fields = noun.Fields.Where(f => MergeChoice.Differs(to, from, f)).ToList();
        var names = await noun.Heads(
            db,
            [
                keptId,
                lostId,
                .. fields
                    .SelectMany(f => f.Properties)
                    .SelectMany(p => new[] { to, from }, (p, e) => e.Property(p).CurrentValue)
                    .OfType<Guid>(),
            ],
            cancel
        );
        var counts = await Rehoming.Count(db, from.Metadata, lostId, cancel);
        return new(
            names[keptId],
            names[lostId],
            [
                .. fields.Select(f => new FieldOfTwo(
                    f,
                    Values(to, f, names),
                    Values(from, f, names),
                    fromLost.Contains(f)
                )),
            ],
            [.. counts.Select(c => new MovedCount(c.Kind, c.Column, c.Count))]
        );
    }

    private static IReadOnlyList<string?> Values(
        EntityEntry entry,
        MergeField field,
        IReadOnlyDictionary<Guid, RecordHead> names
    ) => [.. field.Properties.Select(p => Text(entry.Property(p).CurrentValue, names))];

    private static string? Text(object? value, IReadOnlyDictionary<Guid, RecordHead> names) =>
        value switch
        {
            null => null,
            // One that the viewer does not see they cannot be told of.
            Guid id => names.TryGetValue(id, out var head) ? head.Name : null,
            bool said => said ? "true" : "false",
            Instant instant => InstantPattern.ExtendedIso.Format(instant),
            LocalDate date => LocalDatePattern.Iso.Format(date),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text
                ? text
                : null,
        };
}
