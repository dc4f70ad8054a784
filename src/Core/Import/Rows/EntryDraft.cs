using NodaTime;
using Rapport.Import.Reading;
using Rapport.Interactions;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>A row as an entry of the handbook: what it is known by, read once.</summary>
internal sealed record EntryDraft(
    Draft Row,
    (string System, string Id)? Source,
    Instant? Occurred,
    string? Subject,
    string? Body,
    ClientSaid Said,
    IReadOnlyList<string> Theirs
)
{
    /// <summary>How much of its text stands for a subject that nobody wrote.</summary>
    private const int FirstLine = 100;

    public Guid? Client { get; set; }

    /// <summary>By which a later row of the same file finds it; null where it has neither id nor moment.</summary>
    public string? Key =>
        Source is { } source ? IdKey(source)
        : Occurred is { } occurred
            ? $"entry:{Client}\n{occurred.ToUnixTimeTicks()}\n{Subject}\n{Row.Cells.Raw(InteractionFields.Body)}"
        : null;

    public static string IdKey((string System, string Id) source) =>
        $"entry-id:{source.System}\n{source.Id}";

    public static EntryDraft Read(Draft row, Batch batch)
    {
        var cells = row.Cells;
        return new(
            row,
            Sources.Of(row, batch, InteractionFields.ExternalId, InteractionFields.System),
            cells.Moment(InteractionFields.Occurred),
            SubjectOf(row),
            cells.Text(InteractionFields.Body, Interaction.BodyLength),
            ClientSaid.Of(row, batch, InteractionFields.Client, InteractionFields.ClientKey),
            [.. cells.List(InteractionFields.Contacts).Distinct()]
        );
    }

    public bool Says(Interaction entry) =>
        entry.Subject.Trim() == Subject && (entry.Body?.Trim() ?? "") == (Body ?? "");

    private static string? SubjectOf(Draft row)
    {
        if (row.Cells.Text(InteractionFields.Subject, Interaction.SubjectLength) is { } subject)
        {
            return subject;
        }
        var first = (
            row.Cells.Raw(InteractionFields.Body) ?? row.Cells.Raw(InteractionFields.Channel)
        )
            ?.Split('\n')[0]
            .Trim();
        return first is { Length: > FirstLine } ? Shortened.To(first, FirstLine) + "…" : first;
    }
}
