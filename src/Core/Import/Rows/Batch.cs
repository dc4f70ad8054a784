using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Rapport.Data;

namespace Rapport.Import.Rows;

/// <summary>
/// Some rows decided together, with one statement for each kind of thing that they may match. A dry run decides by the
/// same code; its records are given up before the save, and only their keys are kept, for the rows that follow.
/// </summary>
internal sealed class Batch(
    Db db,
    Import import,
    ImportPlan plan,
    bool dry,
    IReadOnlyList<Draft> drafts
)
{
    private readonly Dictionary<Guid, Guid> keys = [];
    private readonly List<ImportKey> made = [];
    private readonly Dictionary<Guid, (long Number, Guid Content)> seen = [];

    public Db Db => db;
    public Import Import => import;
    public ImportPlan Plan => plan;
    public IReadOnlyList<Draft> Drafts => drafts;
    public Instant Now { get; } = db.Now;

    /// <summary>Where ids come from that name no system of their own.</summary>
    public string System => import.System ?? Import.DefaultSystem;

    public LocalDate Today => Now.InUtc().Date;

    /// <summary>Keys for what earlier rows of the dry run made, to be saved after the records were given up.</summary>
    public IReadOnlyList<ImportKey> NewKeys => made;

    /// <summary>Finds out which of these keys earlier rows made; one statement, and only in a dry run.</summary>
    public async Task LoadKeys(IEnumerable<string> texts, CancellationToken cancel)
    {
        if (!dry)
        {
            return;
        }
        var wanted = texts.Select(Cells.Hash).Distinct().Where(k => !keys.ContainsKey(k)).ToList();
        foreach (
            var key in await db.Set<ImportKey>()
                .AsNoTracking()
                .Where(k => k.ImportId == import.Id && wanted.Contains(k.Key))
                .ToListAsync(cancel)
        )
        {
            keys[key.Key] = key.SubjectId;
        }
    }

    /// <summary>What an earlier row of this batch, or of the dry run, made under this key.</summary>
    public Guid? Made(string key) => keys.TryGetValue(Cells.Hash(key), out var id) ? id : null;

    public void Remember(string key, Guid id)
    {
        var hash = Cells.Hash(key);
        if (keys.TryAdd(hash, id) && dry)
        {
            made.Add(
                new ImportKey
                {
                    ImportId = import.Id,
                    Key = hash,
                    SubjectId = id,
                }
            );
        }
    }

    /// <summary>Which of these records earlier rows of the file spoke of.</summary>
    public async Task LoadSeen(IEnumerable<Guid> ids, CancellationToken cancel)
    {
        var wanted = ids.Concat(keys.Values).Distinct().Select(i => (Guid?)i).ToList();
        foreach (
            var row in await db.Set<ImportRow>()
                .AsNoTracking()
                .Where(r =>
                    wanted.Contains(r.SubjectId)
                    && r.ImportId == import.Id
                    && r.Dry == dry
                    && r.Part == 0
                )
                .Select(r => new
                {
                    r.SubjectId,
                    r.Number,
                    r.Content,
                })
                .ToListAsync(cancel)
        )
        {
            seen.TryAdd(row.SubjectId!.Value, (row.Number, row.Content));
        }
    }

    /// <summary>
    /// True when an earlier row spoke of the record: the same again changes nothing, and another version of it is
    /// refused, since a second import would go back and forth between the two for ever.
    /// </summary>
    /// <param name="bare">The row says nothing but by what it is found, and so nothing else than the earlier one.</param>
    public bool IsSecond(Draft row, Guid id, bool bare = false)
    {
        if (!seen.TryGetValue(id, out var first))
        {
            seen[id] = (row.Number, row.Content);
            return false;
        }
        row.SubjectId = id;
        var earlier = first.Number.ToString(CultureInfo.InvariantCulture);
        if (bare || first.Content == row.Content)
        {
            row.Fate = Fate.Same;
            row.Note(RowReason.SameAsRow, earlier);
        }
        else
        {
            row.Refuse(RowReason.SecondRow, earlier);
        }
        return true;
    }

    /// <summary>The row's own record, new.</summary>
    public void Add(Draft row, Data.Row record, string label, EventName? raised, Guid? clientId)
    {
        db.Add(record);
        if (raised is not null)
        {
            db.Raise(raised, record, clientId);
        }
        (row.Fate, row.Kind, row.SubjectId, row.Label) = (Fate.New, Name(record), record.Id, label);
        seen[record.Id] = (row.Number, row.Content);
    }

    /// <summary>A record that the row makes beside its own and that the undo takes back by itself.</summary>
    public void AddBeside(
        Draft row,
        Data.Row record,
        string label,
        EventName? raised,
        Guid? clientId
    )
    {
        db.Add(record);
        if (raised is not null)
        {
            db.Raise(raised, record, clientId);
        }
        row.Besides.Add((Fate.New, Name(record), record.Id, label, null));
    }

    /// <summary>A part of the row's record: goes with it where both are new, and by itself where it was there.</summary>
    public void AddPart(Draft row, Data.Row part, string label)
    {
        if (row.Fate == Fate.New)
        {
            db.Add(part);
        }
        else
        {
            AddBeside(row, part, label, null, null);
        }
    }

    /// <summary>The row's own record was there: says what the row changed of it, if anything.</summary>
    public void Settle(
        Draft row,
        Data.Row record,
        string label,
        EventName changed,
        Guid? clientId,
        params IEnumerable<Data.Row> parts
    )
    {
        (row.Kind, row.SubjectId, row.Label) = (Name(record), record.Id, label);
        row.Changes = Changes(record);
        foreach (var part in parts)
        {
            if (Changes(part) is { } changes)
            {
                row.Besides.Add((Fate.Updates, Name(part), part.Id, label, changes));
            }
        }
        row.Fate = row.Changes is null && row.Besides.Count == 0 ? Fate.Same : Fate.Updates;
        if (row.Fate == Fate.Updates)
        {
            db.Raise(changed, record, clientId);
        }
    }

    private string Name(Data.Row record) => db.Model.FindEntityType(record.GetType())!.ShortName();

    /// <summary>Each property that differs from what is stored, as JSON of the values before and after; null without any.</summary>
    private string? Changes(Data.Row record)
    {
        var entry = db.Entry(record);
        if (entry.State == EntityState.Added)
        {
            return null;
        }
        entry.DetectChanges();
        var changes = entry
            .Properties.Where(p =>
                p.IsModified && p.Metadata.IsAudited() && !Equals(p.OriginalValue, p.CurrentValue)
            )
            .ToDictionary(
                p => p.Metadata.Name,
                p =>
                    new[]
                    {
                        StoredValue.Write(p.Metadata, p.OriginalValue),
                        StoredValue.Write(p.Metadata, p.CurrentValue),
                    }
            );
        return changes.Count == 0 ? null : JsonSerializer.Serialize(changes, StoredValue.Plain);
    }
}
