using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Rapport.Data;

/// <summary>
/// Which columns hold the id of a record: its foreign keys, and what mappings declare. Drawn from the model, so that the
/// tables of a later noun come along by themselves.
/// </summary>
public static class References
{
    /// <summary>Columns that may refer to a record of this type; of any kind, where the mapping does not say which.</summary>
    public static IReadOnlyList<IProperty> To(IEntityType type) =>
        [
            .. type.GetReferencingForeignKeys()
                .Where(k => k.Properties.Count == 1)
                .Select(k => k.Properties[0])
                .Concat(Declared(type.Model, Mapping.AnyRecord))
                .Distinct()
                .OrderBy(p => p.DeclaringType.Name, StringComparer.Ordinal)
                .ThenBy(p => p.Name, StringComparer.Ordinal),
        ];

    /// <summary>Text columns in which ids of records stand.</summary>
    public static IReadOnlyList<IProperty> Texts(IModel model) =>
        [.. Declared(model, Mapping.TextOfRecords)];

    public static bool IsDeclared(IReadOnlyProperty property) =>
        property.FindAnnotation(Mapping.AnyRecord) is not null;

    /// <summary>Whether a merge understands what has to be unique beside this column; throws where it does not.</summary>
    public static IReadOnlyList<string> Readable(IProperty column) =>
        [.. Uniques(column).Select(u => string.Join(' ', u.Agreeing.Select(p => p.Name)))];

    /// <summary>
    /// Which properties, besides the reference itself, no two rows of one record may share: of each key and unique index
    /// that the column is part of, and what the mapping declares.
    /// </summary>
    internal static IEnumerable<Unique> Uniques(IProperty column)
    {
        var type = (IEntityType)column.DeclaringType;
        if (type.FindPrimaryKey() is { } key && key.Properties.Contains(column))
        {
            yield return new([.. key.Properties.Where(p => p != column)], null);
        }
        foreach (var index in type.GetIndexes())
        {
            if (index.IsUnique && index.Properties.Contains(column))
            {
                yield return new(
                    [.. index.Properties.Where(p => p != column)],
                    Empty(type, index.GetFilter())
                );
            }
        }
        if (
            type.FindAnnotation(Mapping.Once)?.Value is string[] names
            && (type.GetForeignKeys().Any(k => k.Properties[0] == column) || IsDeclared(column))
            && !names.Contains(column.Name)
            && IsWhole(type, column)
        )
        {
            yield return new([.. names.Select(n => type.FindProperty(n)!)], null);
        }
    }

    /// <summary>Whether the column says whose part a row is, rather than where it belongs besides.</summary>
    private static bool IsWhole(IEntityType type, IProperty column) =>
        type.GetForeignKeys()
            .Where(k => k.Properties[0] == column)
            .Any(k =>
                k.DeleteBehavior == DeleteBehavior.Cascade
                || type.ClrType.IsAssignableTo(typeof(ILineOf))
            );

    /// <summary>The property that has to be empty for an index to hold: the one kind of filter that ours have.</summary>
    private static IProperty? Empty(IEntityType type, string? filter) =>
        filter is null
            ? null
            : type.GetProperties().FirstOrDefault(p => filter == $"\"{p.Name}\" IS NULL")
                ?? throw new NotSupportedException($"A merge cannot read the filter {filter}");

    private static IEnumerable<IProperty> Declared(IModel model, string annotation) =>
        model
            .GetEntityTypes()
            .SelectMany(t => t.GetDeclaredProperties())
            .Where(p => p.FindAnnotation(annotation) is not null);

    /// <param name="Agreeing">Which a second row may not share.</param>
    /// <param name="Empty">Only of rows in which this is empty; null for all.</param>
    internal sealed record Unique(IReadOnlyList<IProperty> Agreeing, IProperty? Empty)
    {
        /// <summary>By which two rows are compared; null where nothing of this row has to be unique.</summary>
        public string? Key(DbContext db, object row)
        {
            var entry = db.Entry(row);
            if (Empty is not null && entry.Property(Empty).CurrentValue is not null)
            {
                return null;
            }
            var values = Agreeing.Select(p => StoredValue.Write(p, entry.Property(p).CurrentValue));
            return string.Join('\n', values.Select(v => v?.ToJsonString() ?? "null"));
        }
    }
}
