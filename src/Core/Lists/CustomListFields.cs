using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Rapport.Data;
using Rapport.Fields;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>The firm's own fields of a noun as fields of its list: <c>fields.renewal-risk</c>.</summary>
internal static class CustomListFields<TRow>
    where TRow : Row, IHasFields
{
    public static async Task<IReadOnlyList<ListField<TRow>>> Of(Db db, CancellationToken cancel) =>
        [.. (await FieldRecords.Of(db, typeof(TRow).Name, cancel)).Select(Of)];

    private static ListField<TRow> Of(FieldRecord field)
    {
        var shape = Shape(field);
        return shape with
        {
            Identity = $"{shape.Key}#{field.Id}",
            Title = field.Name,
            Choices = field.Choices,
            Decimals = field.Decimals,
            Optional = !field.Required,
            Set = (db, id, said, cancel) =>
                CustomValues.Change<TRow>(
                    db,
                    id,
                    FieldsSaid.One(field.Key, said.Value),
                    said.Version,
                    cancel
                ),
        };
    }

    private static ListField<TRow> Shape(FieldRecord field)
    {
        var name = CustomValues.At + field.Key;
        var fieldId = field.Id;
        Expression<Func<Db, TRow, IQueryable<CustomValue>>> held = (db, row) =>
            db.Set<CustomValue>()
                .Where(v => v.FieldId == fieldId && v.SubjectId == row.Id)
                .OrderBy(v => v.Position);
        return field.Kind switch
        {
            FieldKind.Number => ListFields<TRow>.Number(name, First(held, v => v.Number)) with
            {
                Through = By(fieldId, v => v.Number),
                Told = kept => Decimal(kept, field.Decimals),
            },
            FieldKind.Money => ListFields<TRow>.Money(
                name,
                First(held, v => v.Number),
                First(held, v => v.Currency),
                First(
                    held,
                    v => v.Number == null ? null : new MoneyDetails(v.Number.Value, v.Currency!)
                )
            ) with
            {
                Through = By(fieldId, v => v.Number),
            },
            FieldKind.Date => ListFields<TRow>.Date(name, First(held, v => v.Date)) with
            {
                Through = By(fieldId, v => v.Date),
            },
            FieldKind.YesNo => YesNo(name, held) with { Through = By(fieldId, v => v.Number) },
            FieldKind.Choice => Choice(name, field.Choices!, held) with
            {
                Through = By(fieldId, Ranked.Among(field.Choices!)),
            },
            FieldKind.Choices => Some(name, fieldId, field.Choices!),
            FieldKind.Person => Person(name, fieldId) with { Through = ByPerson(fieldId) },
            _ => Text(name, field.Kind, held) with { Through = By(fieldId, v => v.SortKey) },
        };
    }

    /// <summary>Of several choices the first counts, as the firm ordered them.</summary>
    private static OrderByHeld<TRow, int?> ByFirst(
        Guid field,
        Expression<Func<CustomValue, int?>> rank
    ) =>
        new(db =>
            db.Set<CustomValue>()
                .Where(v => v.FieldId == field)
                .GroupBy(v => v.SubjectId, rank)
                .Select(g => new Held<int?> { Id = g.Key, Value = g.Min() })
        );

    /// <summary>Of several values none is the one by which a row is sorted: these fields hold one, at its first place.</summary>
    private static OrderByHeld<TRow, T?> By<T>(Guid field, Expression<Func<CustomValue, T?>> of) =>
        new(db => One(db, field).Select(HeldAs(of)));

    private static OrderByHeld<TRow, string?> ByPerson(Guid field) =>
        new(db =>
            One(db, field)
                .Join(
                    db.Set<Colleague>(),
                    v => v.RefId,
                    c => c.Id,
                    (v, c) => new Held<string?> { Id = v.SubjectId, Value = c.NameKey }
                )
        );

    private static IQueryable<CustomValue> One(Db db, Guid field) =>
        db.Set<CustomValue>().Where(v => v.FieldId == field && v.Position == 0);

    private static Expression<Func<CustomValue, Held<T?>>> HeldAs<T>(
        Expression<Func<CustomValue, T?>> of
    ) =>
        Expression.Lambda<Func<CustomValue, Held<T?>>>(
            Expression.MemberInit(
                Expression.New(typeof(Held<T?>)),
                Expression.Bind(
                    typeof(Held<T?>).GetProperty(nameof(Held<>.Id))!,
                    Expression.Property(of.Parameters[0], nameof(CustomValue.SubjectId))
                ),
                Expression.Bind(typeof(Held<T?>).GetProperty(nameof(Held<>.Value))!, of.Body)
            ),
            of.Parameters
        );

    private static Expression<Func<Db, TRow, T?>> First<T>(
        Expression<Func<Db, TRow, IQueryable<CustomValue>>> held,
        Expression<Func<CustomValue, T?>> of
    ) => ListFields<TRow>.FirstOf(held, of);

    /// <summary>Compared by the whole of its key, sorted by the beginning of it.</summary>
    private static ListField<TRow> Text(
        string name,
        FieldKind kind,
        Expression<Func<Db, TRow, IQueryable<CustomValue>>> held
    ) =>
        new(name, kind, First(held, v => v.TextKey), First(held, v => v.Text))
        {
            Order = First(held, v => v.SortKey),
        };

    private static ListField<TRow> YesNo(
        string name,
        Expression<Func<Db, TRow, IQueryable<CustomValue>>> held
    )
    {
        var number = First(held, v => v.Number);
        return new(
            name,
            FieldKind.YesNo,
            Expression.Lambda<Func<Db, TRow, bool>>(
                Expression.Equal(number.Body, Expression.Constant(1L, typeof(long?))),
                number.Parameters
            ),
            number
        )
        {
            Order = number,
            Told = kept => kept is long said ? said == 1 : null,
        };
    }

    private static ListField<TRow> Choice(
        string name,
        Choices choices,
        Expression<Func<Db, TRow, IQueryable<CustomValue>>> held
    )
    {
        var id = First(held, v => v.RefId);
        return new(name, FieldKind.Choice, id, id)
        {
            Order = First(held, Ranked.Among(choices)),
            Told = kept => kept is Guid one ? choices.Find(one) : null,
        };
    }

    private static ListField<TRow> Some(string name, Guid field, Choices choices)
    {
        Expression<Func<Db, TRow, IQueryable<Guid?>>> ids = (db, row) =>
            db.Set<CustomValue>()
                .Where(v => v.FieldId == field && v.SubjectId == row.Id)
                .Select(v => v.RefId);
        Expression<Func<Db, TRow, List<Guid?>>> all = (db, row) =>
            db.Set<CustomValue>()
                .Where(v => v.FieldId == field && v.SubjectId == row.Id)
                .Select(v => v.RefId)
                .ToList();
        var rank = Ranked.Among(choices);
        return new(name, FieldKind.Choices, ids, all)
        {
            Order = First(
                (db, row) =>
                    db.Set<CustomValue>()
                        .Where(v => v.FieldId == field && v.SubjectId == row.Id)
                        .OrderBy(rank),
                rank
            ),
            Through = ByFirst(field, rank),
            Told = kept =>
            {
                var held = ((IEnumerable<Guid?>)kept!).ToHashSet();
                return choices.Where(c => held.Contains(c.Id)).ToList();
            },
        };
    }

    private static ListField<TRow> Person(string name, Guid field) =>
        ListFields<TRow>.Record(
            name,
            FieldKind.Person,
            (db, row) =>
                db.Set<CustomValue>()
                    .Where(v => v.FieldId == field && v.SubjectId == row.Id)
                    .SelectMany(v => db.Set<Colleague>().Where(c => c.Id == v.RefId)),
            c => c.Id,
            c => c.Name,
            c => c.NameKey
        );

    private static object? Decimal(object? kept, int decimals) =>
        kept is long number && decimals > 0 ? number / FieldText.Scale(decimals) : kept;
}
