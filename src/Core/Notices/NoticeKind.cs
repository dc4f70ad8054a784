using System.Reflection;
using Rapport.Data;

namespace Rapport.Notices;

/// <summary>How much something presses, which decides by which ways a colleague hears of it.</summary>
public enum NoticePriority
{
    /// <summary>Somebody waits, or a word is about to be broken: told at once.</summary>
    Urgent,

    /// <summary>To be known today.</summary>
    Usual,

    /// <summary>Good to know.</summary>
    Low,
}

/// <summary>
/// What a colleague can be told of. Declared as a static field beside the acts that tell it, and found there; its words
/// are in <c>NoticeWords</c>, under its name.
/// </summary>
/// <param name="Name">Noun, dot, what happened: <c>commitment.given</c>.</param>
/// <param name="Subject">The kind of record that it leads to, as events name it: <c>commitment</c>; null where it leads nowhere.</param>
public sealed record NoticeKind(string Name, NoticePriority Priority, string? Subject = null)
{
    public const int NameLength = 60;

    /// <summary>Every kind that is declared, by name.</summary>
    public static IReadOnlyList<NoticeKind> All { get; } =
    [
        .. Discovered
            .Types.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(f => f.FieldType == typeof(NoticeKind))
            .Select(f => (NoticeKind)f.GetValue(null)!)
            .OrderBy(k => k.Name, StringComparer.Ordinal),
    ];

    /// <summary>Null where a notice is of a kind that is declared no more.</summary>
    public static NoticeKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
