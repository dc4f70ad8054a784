using System.ComponentModel;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Api;
using Rapport.Web.Audit;

namespace Rapport.Web.History;

/// <summary>One row's change. Values are as the audit writes them, ids as the names of what they mean.</summary>
/// <param name="Kind">The kind of row, such as <c>address</c>; the record itself or a part of it.</param>
/// <param name="By">Who did it; null for the program itself.</param>
/// <param name="Told">Whole; or why it tells nothing: erased, withheld, walled.</param>
public sealed record HistoryEntry(
    Guid Id,
    Instant At,
    string? By,
    Deed Deed,
    string Kind,
    Guid RowId,
    Told Told,
    IReadOnlyList<HistoryChange> Changes
);

/// <param name="Field">As in the record itself.</param>
/// <param name="Part">The kind of line that it belongs to; null for the row's own.</param>
public sealed record HistoryChange(string Field, string? Before, string? After, string? Part);

/// <summary>A record as it was when a moment had passed.</summary>
/// <param name="Known">Whole, or how far it is not known: notThere, beforeAudit, walled.</param>
/// <param name="AuditBegins">When the audit begins to tell of it; null when it tells nothing.</param>
/// <param name="Rows">The record itself first, then its parts; empty where it was not there or is walled off.</param>
public sealed record PastAnswer(
    Guid Id,
    Instant AsOf,
    PastKnown Known,
    Instant? AuditBegins,
    IReadOnlyList<PastAnswerRow> Rows
);

/// <param name="Doubt">None; or why the values cannot be sworn to: erased, unfitting.</param>
/// <param name="Fields">Each value that was not empty, as the audit writes it.</param>
/// <param name="Changed">The fields that have another value now; of a row that is gone, all.</param>
public sealed record PastAnswerRow(
    string Kind,
    Guid Id,
    Doubt Doubt,
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<string> Changed
);

/// <summary>The history of records as JSON.</summary>
internal static class HistoryApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        foreach (var of in HistoryOf.All.Where(o => o.Api is not null))
        {
            var records = api.MapGroup(of.Api!).WithTags("History");
            records
                .MapGet(
                    "/{id:guid}/history",
                    (Db db, Guid id, string? cursor, int? limit, CancellationToken cancel) =>
                        List(db, of, id, cursor, limit, cancel)
                )
                .Needs(of.Act)
                .Produces<ListPage<HistoryEntry>>()
                .ProducesProblem(StatusCodes.Status404NotFound);
            if (of.Past)
            {
                records
                    .MapGet(
                        "/{id:guid}/past",
                        (
                            Db db,
                            Me me,
                            Guid id,
                            [Description(
                                "A moment, as in 2026-01-31T09:30:00Z, or a day, as in 2026-01-31: then what stood when that day had ended in the caller's zone."
                            )]
                                string? asOf,
                            CancellationToken cancel
                        ) => Past(db, me, of, id, asOf, cancel)
                    )
                    .Needs(of.Act)
                    .Produces<PastAnswer>()
                    .ProducesProblem(StatusCodes.Status404NotFound)
                    .ProducesValidationProblem(StatusCodes.Status422UnprocessableEntity);
            }
        }
    }

    private static async Task<IResult> List(
        Db db,
        HistoryOf of,
        Guid id,
        string? cursor,
        int? limit,
        CancellationToken cancel
    )
    {
        var asked = Cursor.Asked<TrailPlace>(cursor, limit);
        if (!asked.Done)
        {
            return Answers.Problem(asked.Refusal!);
        }
        var (after, size) = asked.Value;
        return await RecordHistory.Page(db, of.Kind, id, after, size, cancel) is { } trail
            ? TypedResults.Ok(
                new ListPage<HistoryEntry>(
                    [.. trail.Page.Entries.Select(Entry)],
                    trail.Page.Next is { } next ? Cursor.Write(next) : null
                )
            )
            : Answers.NotFound();
    }

    private static HistoryEntry Entry(TrailEntry entry) =>
        new(
            entry.Id,
            entry.At,
            entry.By,
            entry.Deed,
            Small(entry.Kind),
            entry.RowId,
            entry.Told,
            [
                .. entry
                    .Changes.Where(c => AuditTexts.IsTold(c.Property))
                    .Select(c => new HistoryChange(
                        Small(c.Property),
                        c.Before,
                        c.After,
                        c.Part is { } part ? Small(part) : null
                    )),
            ]
        );

    private static async Task<IResult> Past(
        Db db,
        Me me,
        HistoryOf of,
        Guid id,
        string? asOf,
        CancellationToken cancel
    )
    {
        if (At(asOf, me.Zone) is not { } at)
        {
            return Answers.Problem(
                Refusal.Invalid(
                    "asOf",
                    string.IsNullOrEmpty(asOf) ? Fault.Required : Fault.NotADate
                )
            );
        }
        return await RecordHistory.AsOf(db, of.Kind, id, at, cancel) is { } past
            ? TypedResults.Ok(
                new PastAnswer(
                    id,
                    at,
                    past.Known,
                    past.Begins,
                    [.. past.Then.Select(r => Row(r, past))]
                )
            )
            : Answers.NotFound();
    }

    private static PastAnswerRow Row(RowState then, PastRecord past)
    {
        var now = past.Now.FirstOrDefault(r => r.RowId == then.RowId)?.Values;
        var fields = then.Values.Keys.Concat(now?.Keys ?? []).Distinct().Where(AuditTexts.IsTold);
        return new PastAnswerRow(
            Small(then.Kind),
            then.RowId,
            then.Doubt,
            then.Values.Where(v => AuditTexts.IsTold(v.Key))
                .ToDictionary(v => Small(v.Key), v => Visible(v.Value, past)),
            [
                .. fields
                    .Where(f => now?.GetValueOrDefault(f) != then.Values.GetValueOrDefault(f))
                    .Select(Small),
            ]
        );
    }

    /// <summary>An id of what the caller does not see says nothing, not even which it is.</summary>
    private static string Visible(string value, PastRecord past) =>
        Guid.TryParseExact(value, "D", out var id)
            ? past.Names.GetValueOrDefault(id)?.Id.ToString() ?? ""
            : value;

    private static Instant? At(string? asOf, DateTimeZone zone) =>
        OffsetDateTimePattern.ExtendedIso.Parse(asOf ?? "") is { Success: true } moment
            ? moment.Value.ToInstant()
        : LocalDatePattern.Iso.Parse(asOf ?? "") is { Success: true } day
            ? zone.AtStartOfDay(day.Value.PlusDays(1)).ToInstant() - Duration.FromTicks(10)
        : null;

    private static string Small(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
