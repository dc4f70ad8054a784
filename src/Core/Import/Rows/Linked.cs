using System.Text.Json.Nodes;
using Rapport.Data;

namespace Rapport.Import.Rows;

/// <summary>Says of a row whose record was there that a link changed it too; a new one is taken back whole.</summary>
internal static class Linked
{
    public static void Say(
        Db db,
        Import import,
        ImportRow row,
        Type type,
        string property,
        Guid? before,
        Guid after
    )
    {
        var metadata = db.Model.FindEntityType(type)!.FindProperty(property)!;
        var changes = row.Changes is null ? [] : JsonNode.Parse(row.Changes)!.AsObject();
        changes[property] = new JsonArray(
            StoredValue.Write(metadata, before),
            StoredValue.Write(metadata, after)
        );
        row.Changes = changes.ToJsonString(StoredValue.Plain);
        if (row.Fate == Fate.Same)
        {
            row.Fate = Fate.Updates;
            import.Sames--;
            import.Updates++;
        }
    }
}
