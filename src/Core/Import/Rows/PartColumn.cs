using Microsoft.EntityFrameworkCore;
using Rapport.Clients;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>What the parts of one kind have in common for a client's row: they are loaded where the file has them.</summary>
internal interface IPartColumn
{
    Task Load(IReadOnlyList<Guid?> clients, CancellationToken cancel);

    /// <summary>Adds what is not there yet behind the rest, none is taken away; answers the parts that it touched.</summary>
    IEnumerable<Data.Row> Take(Draft row, Guid clientId);
}

/// <summary>A column of parts, a line each: the same by what names them, one after the other where several are named alike.</summary>
/// <param name="key">What names a part, folded.</param>
/// <param name="fill">Checks a line and fills the part with it, or a new one; what the line does not say stays.</param>
internal sealed class PartColumn<T>(
    Batch batch,
    string field,
    Func<T, string> key,
    Func<Guid, CellLine, T?, Faults, T> fill
) : IPartColumn
    where T : ClientPart
{
    private ILookup<Guid?, T> there = null!;

    /// <summary>How many parts stand in columns of their own and are not meant here.</summary>
    public int Skipped { get; init; }

    public async Task Load(IReadOnlyList<Guid?> clients, CancellationToken cancel) =>
        there = (
            batch.Plan.Has(field) && clients.Count > 0
                ? await batch
                    .Db.Set<T>()
                    .Where(p => clients.Contains(p.ClientId))
                    .OrderBy(p => p.Position)
                    .ToListAsync(cancel)
                : []
        ).ToLookup(p => p.ClientId);

    public IEnumerable<Data.Row> Take(Draft row, Guid clientId)
    {
        if (row.Cells.Raw(field) is null)
        {
            return [];
        }
        var had = there[clientId].Skip(Skipped).ToList();
        var position = Math.Max(Skipped, had.Count > 0 ? had[^1].Position + 1 : 0);
        var touched = new List<Data.Row>();
        foreach (var line in row.Cells.Things(field))
        {
            var faults = new Faults();
            var said = fill(clientId, line, null, faults);
            if (faults.Any)
            {
                row.Cells.Leave<string>(field, faults.Refusal.Faults[0].Fault, line.Text);
            }
            else if (had.Find(p => key(p) == key(said)) is { } old)
            {
                touched.Add(fill(clientId, line, old, faults));
                had.Remove(old);
            }
            else
            {
                said.Position = position++;
                batch.AddPart(row, said, line.Parts[0]);
            }
        }
        return touched;
    }
}
