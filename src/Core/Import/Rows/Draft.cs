using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>One row of the file on its way to its fate.</summary>
internal sealed class Draft(long number, Cells cells)
{
    private const int LabelLength = 200;

    public long Number => number;
    public Cells Cells => cells;
    public Guid Content { get; } = cells.Content;
    public Fate? Fate { get; set; }
    public string? Kind { get; set; }
    public Guid? SubjectId { get; set; }
    public string? Label { get; set; }
    public RowReason? Reason { get; private set; }
    public string? Detail { get; private set; }
    public string? Changes { get; set; }
    public string? Pending { get; set; }

    /// <summary>Records that this row makes or changes beside its own.</summary>
    public List<(Fate Fate, string Kind, Guid Id, string Label, string? Changes)> Besides { get; } =
    [];

    /// <summary>Keys of mail addresses that the row says and that are somebody else's.</summary>
    public HashSet<string> OfOthers { get; } = [];

    public void Refuse(RowReason reason, string? detail = null)
    {
        Fate = Rapport.Import.Fate.Refused;
        (Reason, Detail) = (reason, detail);
    }

    /// <summary>Something to look at, although the row goes in. The first one stays.</summary>
    public void Note(RowReason reason, string? detail)
    {
        if (Reason is null)
        {
            (Reason, Detail) = (reason, detail);
        }
    }

    /// <summary>What is kept of it, once its fate is known.</summary>
    public IEnumerable<ImportRow> Kept(Guid importId, bool dry)
    {
        if (Fate != Rapport.Import.Fate.Refused && cells.LeftOut is { } leftOut)
        {
            Note(RowReason.LeftOut, leftOut);
        }
        if (
            Fate is Rapport.Import.Fate.New or Rapport.Import.Fate.Updates
            && cells.OpenDate is { } date
        )
        {
            Note(RowReason.DateOpen, date);
        }
        yield return new ImportRow
        {
            ImportId = importId,
            Dry = dry,
            Number = number,
            Fate = Fate ?? throw new InvalidOperationException($"Row {number} came to no fate"),
            Kind = Kind,
            SubjectId = SubjectId,
            Label = Short(Label),
            Reason = Reason,
            Detail = Detail,
            // What is new says later what it is by itself; what was refused never does, and the file goes.
            Changes =
                Fate == Rapport.Import.Fate.Refused || (dry && Fate == Rapport.Import.Fate.New)
                    ? cells.Said
                    : Changes,
            Content = Content,
            Pending = Pending,
        };
        foreach (var (part, beside) in Besides.Index())
        {
            yield return new ImportRow
            {
                ImportId = importId,
                Dry = dry,
                Number = number,
                Part = part + 1,
                Fate = beside.Fate,
                Kind = beside.Kind,
                SubjectId = beside.Id,
                Label = Short(beside.Label),
                Changes = beside.Changes,
            };
        }
    }

    /// <summary>A row that could not be read at all.</summary>
    public static ImportRow Broken(BrokenRow row, Guid importId, bool dry) =>
        new()
        {
            ImportId = importId,
            Dry = dry,
            Number = row.Number,
            Fate = Rapport.Import.Fate.Refused,
            Label = Short(new string([.. row.Excerpt.Where(c => !char.IsControl(c))])),
            Reason = Enum.Parse<RowReason>(row.Fault.ToString()),
        };

    private static string? Short(string? text) =>
        text is null ? null : Shortened.To(text, LabelLength);
}
