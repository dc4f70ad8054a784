using Rapport.Data;

namespace Rapport.Fields;

/// <summary>A field of the firm's own as pages, lists and the API know it.</summary>
/// <param name="Choices">All that it ever offered, in order; null of a kind that has none.</param>
public sealed record FieldRecord(
    Guid Id,
    int Version,
    string RecordKind,
    string Key,
    string Name,
    string? Hint,
    FieldKind Kind,
    int Decimals,
    bool Required,
    int Position,
    bool Archived,
    Choices? Choices
) : IField
{
    /// <summary>What it holds is words, and finds its record.</summary>
    internal bool IsWorded =>
        Kind
            is FieldKind.Text
                or FieldKind.LongText
                or FieldKind.Link
                or FieldKind.Choice
                or FieldKind.Choices;

    /// <summary>What a record holds in it, in words; null for nothing.</summary>
    internal string? Words(IReadOnlyList<CustomValue> held) =>
        Choices is null
            ? held is [{ Text: { } text }, ..]
                ? text
                : null
            : string.Join(
                ", ",
                Choices.Where(c => held.Any(v => v.RefId == c.Id)).Select(c => c.Name)
            )
                is { Length: > 0 } names
                ? names
                : null;
}

/// <summary>The fields that the firm added to its records.</summary>
public static class FieldRecords
{
    private sealed record Line(
        Guid Id,
        int Version,
        string RecordKind,
        string Key,
        string Name,
        string? Hint,
        FieldKind Kind,
        int Decimals,
        bool Required,
        int Position,
        bool Archived,
        Guid? ChoiceId,
        string? ChoiceKey,
        string? ChoiceName,
        int? ChoicePosition,
        int? Ordinal,
        bool? Dropped
    );

    // One for all: a kind without fields costs one small statement.
    private static readonly Question<string, Line> Lines = new(
        (db, kind) =>
            db.Set<CustomField>()
                .Where(f => f.RecordKind == kind || kind == "")
                .SelectMany(
                    f => db.Set<CustomChoice>().Where(c => c.FieldId == f.Id).DefaultIfEmpty(),
                    (f, c) =>
                        new Line(
                            f.Id,
                            f.Version,
                            f.RecordKind,
                            f.Key,
                            f.Name,
                            f.Hint,
                            f.Kind,
                            f.Decimals,
                            f.Required,
                            f.Position,
                            f.Archival != null,
                            c!.Id,
                            c.Key,
                            c.Name,
                            c.Position,
                            c.Ordinal,
                            c.Dropped
                        )
                )
    );

    /// <summary>Of every kind of record, archived ones too, in the order in which they are asked for.</summary>
    public static Task<IReadOnlyList<FieldRecord>> All(Db db, CancellationToken cancel) =>
        Read(db, "", cancel);

    /// <summary>Those of a kind of record that are asked for, in their order.</summary>
    public static async Task<IReadOnlyList<FieldRecord>> Of(
        Db db,
        string recordKind,
        CancellationToken cancel
    ) => [.. (await Read(db, recordKind, cancel)).Where(f => !f.Archived)];

    public static async Task<FieldRecord?> Find(Db db, Guid id, CancellationToken cancel) =>
        (await All(db, cancel)).FirstOrDefault(f => f.Id == id);

    private static async Task<IReadOnlyList<FieldRecord>> Read(
        Db db,
        string recordKind,
        CancellationToken cancel
    ) =>
        [
            .. (await Lines.All(db, recordKind, cancel))
                .GroupBy(l => l.Id)
                .Select(Of)
                .OrderBy(f => f.RecordKind, StringComparer.Ordinal)
                .ThenBy(f => f.Position)
                .ThenBy(f => f.Id),
        ];

    private static FieldRecord Of(IGrouping<Guid, Line> lines)
    {
        var f = lines.First();
        return new(
            f.Id,
            f.Version,
            f.RecordKind,
            f.Key,
            f.Name,
            f.Hint,
            f.Kind,
            f.Decimals,
            f.Required,
            f.Position,
            f.Archived,
            f.Kind is FieldKind.Choice or FieldKind.Choices
                ? Choices.Of(
                    lines
                        .Where(l => l.ChoiceId is not null)
                        .OrderBy(l => l.ChoicePosition)
                        .Select(l => new Choice(l.ChoiceKey!)
                        {
                            Id = l.ChoiceId!.Value,
                            Name = l.ChoiceName,
                            Ordinal = l.Ordinal!.Value,
                            Dropped = l.Dropped ?? false,
                        })
                )
                : null
        );
    }
}
