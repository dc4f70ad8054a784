namespace Rapport.Import;

/// <summary>
/// Which record is meant, beyond doubt: by the id that another program gave it, else by the id that it has with us.
/// Names are shared and numbers are counted anew in every firm; these are neither.
/// </summary>
/// <param name="Name">How a person knows it; not what it is found by, where the id is known.</param>
internal sealed record Reference(string System, string Id, string? Name = null)
{
    /// <summary>The system of a record that no other program gave an id: the id is its own.</summary>
    public const string Ours = "rapport";

    public (string System, string Id) Key => (System, Id);

    public static Reference Of(string? system, string? externalId, Guid id, string? name = null) =>
        system is not null && externalId is not null
            ? new(system, externalId, name)
            : new(Ours, id.ToString(), name);

    /// <summary>With its name in front where it has one: "Ana Moreno | hubspot | 4711".</summary>
    public string Text =>
        Name is null ? CellText.Line(System, Id) : CellText.Line(Name, System, Id);

    /// <summary>What a cell says: a reference as above, or a name alone.</summary>
    public static (string? Name, Reference? Reference) Read(string? cell)
    {
        var line = cell is null ? null : CellText.ReadLines(cell).FirstOrDefault();
        return line switch
        {
            null => (null, null),
            { Parts.Count: 3 } when line[1] is { } system && line[2] is { } id => (
                line[0],
                new Reference(system, id, line[0])
            ),
            { Parts.Count: 2 } when line[0] is { } system && line[1] is { } id => (
                null,
                new Reference(system, id)
            ),
            _ => (line[0] ?? line.Text, null),
        };
    }
}
