namespace Rapport.Import.Rows;

/// <summary>How a row says which client it means: by name, by the id that the client has somewhere, or by both.</summary>
internal readonly record struct ClientSaid(string? Name, (string System, string Id)? Key)
{
    public static ClientSaid Of(Draft row, Batch batch, string nameField, string keyField) =>
        new(row.Cells.Raw(nameField), row.Cells.Key(keyField, batch.System));

    public bool IsNothing => Name is null && Key is null;

    /// <summary>What to call it in front of a person.</summary>
    public string Words => Name ?? Key?.Id ?? "";

    /// <summary>As it is kept until all rows are in.</summary>
    public string? Kept =>
        Key is { } key ? CellText.Line(Name, key.System, key.Id)
        : Name is { } name ? CellText.Line(name)
        : null;

    public static ClientSaid Read(string kept)
    {
        var (name, reference) = Reference.Read(kept);
        return new(name, reference?.Key);
    }
}
