using System.Text;
using NodaTime;
using Rapport.Data;
using Rapport.Values;

namespace Rapport.Fields;

/// <summary>
/// A field that the firm adds to a kind of record. Its key and its kind stay for good, so that what was written by them
/// goes on to be read; its name, its choices and its place may change.
/// </summary>
public sealed class CustomField : Row
{
    public static readonly EventName Added = new(
        "field.added",
        "The firm added a field to a kind of record."
    );
    public static readonly EventName Changed = new(
        "field.changed",
        "A field of the firm's own was renamed, moved or got other choices."
    );
    public static readonly EventName Archived = new(
        "field.archived",
        "A field of the firm's own is no longer asked for; what it holds is kept."
    );
    public static readonly EventName Restored = new(
        "field.restored",
        "A field that had been archived is asked for again."
    );

    public const int NameLength = 80;
    public const int HintLength = 300;
    public const int KeyLength = 60;

    /// <summary>Fields that one kind of record may have, and choices that one field may have.</summary>
    public const int Most = 100;
    public const int MostChoices = 200;

    /// <summary>Figures after the point, at most.</summary>
    public const int MostDecimals = 6;

    /// <summary>What a firm may add: the kinds whose values stand on their own.</summary>
    public static readonly IReadOnlyList<FieldKind> Kinds =
    [
        FieldKind.Text,
        FieldKind.LongText,
        FieldKind.Number,
        FieldKind.Money,
        FieldKind.Date,
        FieldKind.Choice,
        FieldKind.Choices,
        FieldKind.YesNo,
        FieldKind.Person,
        FieldKind.Link,
    ];

    /// <summary>The kind of record that has it, such as <c>Client</c>.</summary>
    public required string RecordKind { get; init; }

    /// <summary>By which filters and the API name it: letters, digits and hyphens.</summary>
    public required string Key { get; init; }
    public required string Name { get; set; }
    public string? Hint { get; set; }
    public FieldKind Kind { get; init; }

    /// <summary>Of a number, how many figures stand after the point.</summary>
    public int Decimals { get; init; }

    /// <summary>Who adds a record by hand or through the API has to fill it, and nobody empties it.</summary>
    public bool Required { get; set; }
    public int Position { get; set; }
    public List<CustomChoice> Choices { get; init; } = [];

    /// <summary>That it is no longer asked for; null while it is.</summary>
    public FieldArchival? Archival { get; set; }

    public bool HasChoices => Kind is FieldKind.Choice or FieldKind.Choices;

    /// <summary>A key out of a name: folded, with hyphens for all that is no letter or digit; null when nothing is left.</summary>
    public static string? KeyOf(string name)
    {
        var key = new StringBuilder();
        foreach (var c in Folded.Key(name))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                key.Append(c);
            }
            else if (key.Length > 0 && key[^1] != '-')
            {
                key.Append('-');
            }
        }
        var made = key.ToString().Trim('-');
        return made.Length == 0 ? null
            : made.Length > KeyLength ? made[..KeyLength].Trim('-')
            : made;
    }

    /// <summary>The key of a name, made another where it is taken: a second one gets a 2.</summary>
    /// <param name="fallback">Where the name has no letter of the Latin alphabet and no digit.</param>
    public static string FreeKey(string name, string fallback, IReadOnlyCollection<string> taken)
    {
        var wanted = KeyOf(name) ?? fallback;
        var key = wanted;
        for (var next = 2; taken.Contains(key); next++)
        {
            var end = FormattableString.Invariant($"-{next}");
            key = wanted[..Math.Min(wanted.Length, KeyLength - end.Length)] + end;
        }
        return key;
    }
}

/// <summary>One of what a field of the firm's own may hold.</summary>
public sealed class CustomChoice : Row
{
    public Guid FieldId { get; init; }
    public required string Key { get; init; }
    public required string Name { get; set; }
    public int Position { get; set; }

    /// <summary>Which of the field's choices it was to come; it stays wherever the choice is moved to.</summary>
    public int Ordinal { get; init; }

    /// <summary>No longer offered; what holds it, keeps it.</summary>
    public bool Dropped { get; set; }

    public override Guid RootId => FieldId;
}

/// <summary>That a field is no longer asked for, by whom and when.</summary>
public sealed class FieldArchival : ILineOf
{
    public Guid FieldId { get; init; }
    public Instant At { get; init; }
    public Guid? ByColleagueId { get; init; }

    Guid ILineOf.RowId => FieldId;
}
