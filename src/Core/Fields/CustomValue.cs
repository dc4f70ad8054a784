using NodaTime;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;

namespace Rapport.Fields;

/// <summary>A record to which the firm may add fields.</summary>
public interface IHasFields : IOfClient
{
    /// <summary>What is raised when one of them changes.</summary>
    EventName WhenChanged { get; }
}

/// <summary>What a value is kept as, whichever way it was read.</summary>
internal interface IHeld
{
    string? Text { get; }
    long? Number { get; }
    string? Currency { get; }
    LocalDate? Date { get; }
    Guid? RefId { get; }
}

/// <summary>
/// What a record holds in a field of the firm's own: in the column that its kind needs, so that it is compared and sorted
/// as what it is. Several choices are several rows.
/// </summary>
public sealed class CustomValue : Row, IOwned, IFollows<IHasFields>, IHeld
{
    public const int TextLength = 500;
    public const int LongTextLength = 10_000;

    /// <summary>By so much of a text rows are sorted; an index holds no more.</summary>
    public const int SortLength = 100;

    public Guid FieldId { get; init; }
    public Guid SubjectId { get; set; }

    /// <summary>The client and the owner of the record; they follow it.</summary>
    public Guid? ClientId { get; private set; }
    public Guid? OwnerId { get; private set; }

    /// <summary>Of several choices the ordinal of the one that it holds; nought of all else.</summary>
    public int Position { get; set; }

    public string? Text { get; set; }
    public string? TextKey
    {
        get => Folded.KeyOf(Text);
        private set { }
    }
    public string? SortKey
    {
        get => TextKey is { Length: > SortLength } key ? key[..SortLength] : TextKey;
        private set { }
    }

    /// <summary>A number times ten to the power of the field's decimals, minor units of money, one for yes and nought for no.</summary>
    public long? Number { get; set; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; set; }
    public LocalDate? Date { get; set; }

    /// <summary>A choice or a colleague.</summary>
    public Guid? RefId { get; set; }

    public override Guid RootId => SubjectId;

    public void Stand(Standing standing) =>
        (ClientId, OwnerId) = (standing.ClientId, standing.AuthorId);
}
