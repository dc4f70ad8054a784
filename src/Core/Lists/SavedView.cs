using Rapport.Data;

namespace Rapport.Lists;

/// <summary>
/// A list as somebody wants to find it again: what narrows it, its order and its columns, by a name. What is in it is
/// each reader's own: the walls stand before the rows, not before the view.
/// </summary>
public sealed class SavedView : Row, IShared
{
    public static readonly EventName Saved = new("view.saved", "A view of a list was saved.");
    public static readonly EventName Changed = new(
        "view.changed",
        "A saved view of a list was changed."
    );
    public static readonly EventName Removed = new(
        "view.removed",
        "A saved view of a list was removed."
    );

    public const int NameLength = 60;

    /// <summary>Views of one list that one person may keep.</summary>
    public const int Most = 100;

    /// <summary>The key of the list.</summary>
    public required string List { get; init; }
    public required string Name { get; set; }
    public string NameKey { get; set; } = "";
    public ViewScope Scope { get; set; }
    public Guid OwnerId { get; init; }

    /// <summary>The unit that has it; null but for a team's.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>As <see cref="ListSaid"/> writes it.</summary>
    public required string Said { get; set; }
}

/// <summary>With which view a list opens for a colleague; none of this row, with the usual.</summary>
public sealed class UsualView : Row
{
    public static readonly EventName Chosen = new(
        "view.chosen",
        "A colleague chose the view with which a list opens."
    );

    public Guid ColleagueId { get; init; }
    public required string List { get; init; }
    public Guid? ViewId { get; set; }
}
