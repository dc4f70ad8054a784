using NodaTime;
using Rapport.Audit;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Audit;

namespace Rapport.Web.History;

/// <summary>All that one person did to a record at one moment.</summary>
public sealed record Save(IReadOnlyList<TrailEntry> Entries)
{
    public TrailEntry First => Entries[0];
}

/// <summary>One field of a record as it was and as it is, in words; null for nothing.</summary>
public sealed record PastField(string Label, string? Then, string? Now)
{
    public bool Differs => Then != Now;
}

/// <summary>One row of a record as it was and as it is.</summary>
/// <param name="Then">It was there.</param>
/// <param name="Now">It is there.</param>
public sealed record PastRow(bool Then, bool Now, Doubt Doubt, IReadOnlyList<PastField> Fields)
{
    public bool Differs => Then != Now || Fields.Any(f => f.Differs);
}

/// <summary>The rows of one kind.</summary>
public sealed record PastSheet(string Label, IReadOnlyList<PastRow> Rows);

/// <summary>The history of a record in the reader's words.</summary>
public static class HistoryTexts
{
    /// <summary>From this length on, what changed inside a text is worth more than both texts.</summary>
    private const int Long = 60;

    /// <summary>Of what stays in a text, so much is shown beside what changed.</summary>
    private const int Around = 40;

    public static IReadOnlyList<Save> Saves(IReadOnlyList<TrailEntry> entries)
    {
        var saves = new List<List<TrailEntry>>();
        foreach (var entry in entries)
        {
            if (saves.LastOrDefault() is [var first, ..] same && IsSameSave(first, entry))
            {
                same.Add(entry);
            }
            else
            {
                saves.Add([entry]);
            }
        }
        return
        [
            .. saves.Select(s => new Save([
                .. s.OrderBy(e => e.RowId != e.RootId).ThenBy(e => e.Kind),
            ])),
        ];
    }

    /// <summary>Whether it is a text in which what changed is marked: both are texts, and one of them a long one.</summary>
    public static bool IsLong(ToldChange told) =>
        told is { Before: { } before, After: { } after }
        && Math.Max(before.Length, after.Length) > Long;

    /// <summary>What changed inside, with the beginning or end of what stays around it.</summary>
    public static IEnumerable<TextPiece> Inside(ToldChange told)
    {
        var pieces = TextDifference.Of(told.Before!, told.After!);
        return pieces.Select(
            (piece, at) =>
                piece.Fate == TextFate.Stays
                    ? piece with
                    {
                        Text = Shortened(piece.Text, at > 0, at < pieces.Count - 1),
                    }
                    : piece
        );
    }

    /// <summary>What there was and is of a record: itself first, then its parts by their kind.</summary>
    public static IReadOnlyList<PastSheet> Sheets(PastRecord past, DateTimeZone zone)
    {
        var (then, now) = (
            past.Then.ToDictionary(r => r.RowId),
            past.Now.ToDictionary(r => r.RowId)
        );
        return
        [
            .. past
                .Then.Concat(past.Now)
                .DistinctBy(r => r.RowId)
                .GroupBy(r => r.Kind)
                .OrderBy(g => g.Key != past.Kind)
                .ThenBy(g => AuditTexts.Kind(g.Key), StringComparer.CurrentCulture)
                .Select(g => new PastSheet(
                    AuditTexts.Kind(g.Key),
                    [
                        .. g.Select(r =>
                            Row(
                                past,
                                then.GetValueOrDefault(r.RowId),
                                now.GetValueOrDefault(r.RowId),
                                zone
                            )
                        ),
                    ]
                )),
        ];
    }

    private static bool IsSameSave(TrailEntry one, TrailEntry other) =>
        (one.At, one.Actor, one.By) == (other.At, other.Actor, other.By);

    private static PastRow Row(PastRecord past, RowState? then, RowState? now, DateTimeZone zone)
    {
        var kind = (then ?? now)!.Kind;
        var fields = (now?.Values.Keys ?? [])
            .Concat(then?.Values.Keys ?? [])
            .Distinct()
            .Where(p => AuditTexts.IsTold(p) && p != past.Kind + "Id" && !IsInAmount(p, then, now))
            .Select(p => new PastField(
                AuditTexts.Field(kind, p) ?? p,
                Value(then, p),
                Value(now, p)
            ));
        // What differs is what one looks for.
        return new PastRow(
            then is not null,
            now is not null,
            then?.Doubt ?? Doubt.None,
            [.. fields.OrderByDescending(f => f.Differs)]
        );

        string? Value(RowState? row, string property) =>
            row?.Values.GetValueOrDefault(property) is { } value
                ? AuditTexts.Value(
                    kind,
                    property,
                    Guid.TryParseExact(value, "D", out var id)
                        ? past.Names.GetValueOrDefault(id)?.Name ?? ""
                        : value,
                    TrailChange.CurrencyOf(property) is { } currency
                        ? row.Values.GetValueOrDefault(currency)
                        : null,
                    zone
                )
                : null;
    }

    private static bool IsInAmount(string property, RowState? then, RowState? now) =>
        (then?.Values.Keys ?? [])
            .Concat(now?.Values.Keys ?? [])
            .Any(p => TrailChange.CurrencyOf(p) == property);

    private static string Shortened(string text, bool hasBefore, bool hasAfter) =>
        (hasBefore, hasAfter) switch
        {
            (true, true) when text.Length > 2 * Around => $"{text[..Around]} … {text[^Around..]}",
            (false, true) when text.Length > Around => "… " + text[^Around..],
            (true, false) when text.Length > Around => text[..Around] + " …",
            _ => text,
        };
}
