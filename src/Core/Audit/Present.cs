using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Rapport.Data;

namespace Rapport.Audit;

/// <summary>
/// A record as it stands, with all its parts, in the words of the audit: within the viewer's walls. Which kinds of rows
/// are parts of which is found from their <see cref="Row.RootId"/>, so that a new noun has it from its first day.
/// </summary>
public static class Present
{
    private static readonly ConcurrentDictionary<(IModel, string), Part[]> Known = [];
    private static readonly MethodInfo ReadRows = typeof(Present).GetMethod(
        nameof(Read),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    /// <summary>A statement for each kind of its rows, the record itself first. Null when the viewer does not see it.</summary>
    public static async Task<IReadOnlyList<RowState>?> Of(
        Db db,
        string kind,
        Guid id,
        CancellationToken cancel
    )
    {
        var rows = new List<RowState>();
        foreach (var part in Parts(db.Model, kind))
        {
            rows.AddRange(await Rows(db, part, id, cancel));
            if (rows.Count == 0)
            {
                return null;
            }
        }
        return rows;
    }

    /// <summary>The record alone, without its parts.</summary>
    public static async Task<RowState?> Alone(
        Db db,
        string kind,
        Guid id,
        CancellationToken cancel
    ) => (await Rows(db, Parts(db.Model, kind)[0], id, cancel)).SingleOrDefault();

    private static Part[] Parts(IModel model, string kind) =>
        Known.GetOrAdd(
            (model, kind),
            static of =>
            {
                var all = of
                    .Item1.GetEntityTypes()
                    .Where(t => t.ClrType.IsAssignableTo(typeof(Row)));
                return
                [
                    new Part(all.Single(t => t.ShortName() == of.Item2), nameof(Row.Id)),
                    .. all.Where(t => t.ShortName() != of.Item2 && IsPart(t.ClrType, of.Item2))
                        .OrderBy(t => t.ShortName(), StringComparer.Ordinal)
                        .Select(t => new Part(t, of.Item2 + "Id")),
                ];
            }
        );

    /// <summary>Whether a row of the type that names a record of the kind is a part of it, asked of such a row.</summary>
    private static bool IsPart(Type type, string kind)
    {
        if (type.GetProperty(kind + "Id") is not { CanWrite: true } named)
        {
            return false;
        }
        var (row, root) = ((Row)RuntimeHelpers.GetUninitializedObject(type), Guid.CreateVersion7());
        named.SetValue(row, root);
        return row.RootId == root;
    }

    private static Task<List<RowState>> Rows(Db db, Part part, Guid id, CancellationToken cancel) =>
        (Task<List<RowState>>)
            ReadRows.MakeGenericMethod(part.Type.ClrType).Invoke(null, [db, part, id, cancel])!;

    private static async Task<List<RowState>> Read<T>(
        Db db,
        Part part,
        Guid id,
        CancellationToken cancel
    )
        where T : Row
    {
        var row = Expression.Parameter(typeof(T));
        var named = Expression.Property(row, part.Key);
        // A captured value becomes a parameter of the statement.
        Expression<Func<Guid>> wanted = () => id;
        var rows = await db.Set<T>()
            .AsNoTracking()
            .Where(
                Expression.Lambda<Func<T, bool>>(
                    Expression.Equal(named, Expression.Convert(wanted.Body, named.Type)),
                    row
                )
            )
            .ToListAsync(cancel);
        return rows.ConvertAll(r => State(part.Type, r));
    }

    private static RowState State(IEntityType type, Row row) =>
        new(
            type.ShortName(),
            row.Id,
            Recorder
                .Of(type)
                .Select(p => (p.Name, Text: AuditText.Of(p.PropertyInfo!.GetValue(row))))
                .Where(p => p.Text is not null)
                .ToDictionary(p => p.Name, p => p.Text!, StringComparer.Ordinal)
        );

    /// <param name="Key">By which property a row names the record.</param>
    private sealed record Part(IEntityType Type, string Key);
}
