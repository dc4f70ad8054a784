namespace Rapport.Web.Shared;

/// <summary>What stands before a row: nothing, a ring for what we owe, a dashed one for what is owed to us, or a full one.</summary>
public enum RowMark
{
    None,
    Ours,
    Theirs,
    Done,
}
