using Rapport.Commitments;
using Rapport.Data;
using Rapport.Plays;

namespace Rapport.Web.Commitments;

/// <summary>The record that a commitment is about, as its page leads there.</summary>
/// <param name="Href">Null of a record that has no page of its own.</param>
public sealed record SubjectOf(string Name, string? Href)
{
    /// <summary>Null where it is about none, about its client alone, or about one that the viewer does not see.</summary>
    public static async Task<SubjectOf?> Of(
        Db db,
        CommitmentRecord record,
        CancellationToken cancel
    ) =>
        record.SubjectId == record.ClientId
        || await NameOf(db, record.SubjectKind, record.SubjectId?.ToString(), cancel)
            is not { } name
            ? null
            : new(
                name,
                PlayKinds.HasPages(record.SubjectKind) ? $"/{record.SubjectKind}/{record.SubjectId}"
                    : record.SubjectKind == SeatChangeList.SeatChangeKey
                        ? $"/clients/{record.ClientId}/seats#change-{record.SubjectId}"
                    : null
            );

    public static async Task<string?> NameOf(
        Db db,
        string? kind,
        string? subjectId,
        CancellationToken cancel
    ) =>
        Guid.TryParse(subjectId, out var id) && PlayKinds.Find(kind) is { } list
            ? (await list.Names(db, [id], cancel)).GetValueOrDefault(id)
            : null;
}
