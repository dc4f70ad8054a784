using Rapport.Files;
using Rapport.Web.Conflicts;

namespace Rapport.Web.Files;

/// <summary>What the form that attaches files sends beside them.</summary>
public sealed class AttachInput
{
    /// <summary>Where one was, and goes back to.</summary>
    public string? Back { get; set; }

    /// <summary>The kind of record and its id.</summary>
    public string? Kind { get; set; }
    public Guid? Record { get; set; }

    /// <summary>Files that were brought before the form was sent.</summary>
    public List<Guid>? Upload { get; set; }

    public Holder? Holder =>
        Kind is { } kind && Record is { } id && Holders.Kinds.Contains(kind)
            ? new Holder(kind, id)
            : null;
}

/// <summary>A new name for a file.</summary>
public sealed class RenameInput
{
    public string? Name { get; set; }

    internal static FormShape Shape => new([new("Name", FileWords.Name)]);
}
