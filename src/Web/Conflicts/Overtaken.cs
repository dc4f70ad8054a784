using System.Globalization;
using Rapport.Data;
using Rapport.Reports;
using Rapport.Web.Access;
using Rapport.Web.Audit;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Conflicts;

/// <summary>The record that two edit.</summary>
/// <param name="Kind">As in <c>Client</c>.</param>
/// <param name="Version">As it stands.</param>
/// <param name="Title">What is edited.</param>
/// <param name="Area">The part of the menu.</param>
/// <param name="Action">Where the form is sent.</param>
/// <param name="Look">Where the record is seen.</param>
/// <param name="Part">The part of it that is edited by itself; null for the record.</param>
public sealed record Contested(
    string Kind,
    Guid Id,
    int Version,
    string Title,
    string Area,
    string Action,
    string Look,
    Guid? Part = null
)
{
    /// <summary>What the form says beside its shape, and nobody else can have changed.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Beside { get; init; } = [];
}

/// <summary>A difference, and who made theirs.</summary>
public sealed record Claim(Difference Of, string? Who);

/// <summary>Lets no form overwrite in silence: every edit form asks here before it saves.</summary>
internal static class Overtaken
{
    /// <summary>How far back it is looked for who changed a field.</summary>
    private const int LookedThrough = 50;

    /// <summary>
    /// The page on which is chosen between what others changed since the form was opened and what was typed; null when
    /// the form may be saved, on the version that stands.
    /// </summary>
    /// <param name="version">Of which the form says that it was opened on; null when it does not.</param>
    public static async Task<IResult?> Page(
        Db db,
        Me me,
        Sent sent,
        FormState now,
        int? version,
        Contested contested,
        CancellationToken cancel
    )
    {
        // A form that does not say what it was opened with is believed as long as its version stands.
        if (sent.Opened is null && (version is null || version == contested.Version))
        {
            return null;
        }
        var merge = new Merge(sent.Shape, sent.Opened, sent.Mine, now);
        if (!merge.IsOvertaken && sent.Unchosen.Count == 0)
        {
            return null;
        }
        merge.AskAgain(sent.Unchosen);
        var trail = await RecordHistory.Page(
            db,
            contested.Kind,
            contested.Id,
            null,
            LookedThrough,
            cancel
        );
        var entries = trail?.Page.Entries ?? [];
        return Pages.Show<ConflictView>(
            new
            {
                Me = me,
                Contested = contested,
                sent.Shape,
                Whole = merge.Whole,
                Opened = now.Write(),
                Asked = Claims(merge.Asked),
                Taken = Claims(merge.Taken),
                merge.Kept,
                sent.Unchosen,
            },
            StatusCodes.Status409Conflict
        );

        List<Claim> Claims(List<Difference> differences) =>
            differences.ConvertAll(d => new Claim(d, Who(entries, d, contested.Part, me)));
    }

    public static int? Version(IFormCollection form) =>
        int.TryParse(
            form["Version"],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var version
        )
            ? version
            : null;

    /// <summary>Who put there what stands in a field and when, as far as the history of the record tells.</summary>
    public static async Task<string?> Who(
        Db db,
        Me me,
        string kind,
        Guid id,
        string property,
        CancellationToken cancel
    )
    {
        var trail = await RecordHistory.Page(db, kind, id, null, LookedThrough, cancel);
        var entry = trail?.Page.Entries.FirstOrDefault(e =>
            e.Changes.Any(c => IsOf(c.Property, property))
        );
        return entry is null ? null : Who(entry, me);
    }

    /// <summary>Who made it so and when, as far as the history of the record tells.</summary>
    private static string? Who(IReadOnlyList<TrailEntry> entries, Difference of, Guid? part, Me me)
    {
        var row = Guid.TryParse(of.RowId, out var id) ? id : part;
        var entry =
            entries.FirstOrDefault(e =>
                (row is null || e.RowId == row)
                && (of.Property is not { } field || e.Changes.Any(c => IsOf(c.Property, field)))
            )
            ?? entries.FirstOrDefault(e => row is null || e.RowId == row)
            ?? (entries.Count > 0 ? entries[0] : null);
        return entry is null ? null : Who(entry, me);
    }

    private static string Who(TrailEntry entry, Me me) =>
        $"{entry.Who()}, {ClientTexts.Date(entry.At, me.Zone)} {Moments.Time(entry.At, me.Zone)}";

    private static bool IsOf(string property, string field) =>
        property == field || property == field + "Id" || property == field + "Minor";
}
