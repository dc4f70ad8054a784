using NodaTime;
using Rapport.Data;
using Rapport.People;

namespace Rapport.Files;

/// <summary>
/// A file as it hangs on a record: what it is called there, who brought it and when. Its bytes are kept apart, once for
/// all who brought the same.
/// </summary>
public sealed class Attachment : Row, IOwned, ISharesAudience, IFollows<IHoldsFiles>
{
    public static readonly EventName Added = new(
        "attachment.added",
        "A file was attached to a record."
    );
    public static readonly EventName Renamed = new(
        "attachment.renamed",
        "An attached file got another name."
    );
    public static readonly EventName Removed = new(
        "attachment.removed",
        "A file was taken off its record."
    );
    public static readonly EventName Restored = new(
        "attachment.restored",
        "A file that had been taken off its record was put back."
    );

    /// <summary>The kind of record that it hangs on, such as <c>Interaction</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>The record that it hangs on; named people who may read that may read it.</summary>
    public Guid SubjectId { get; set; }

    /// <summary>The client, the author and the audience of the record; they follow it.</summary>
    public Guid? ClientId { get; set; }
    public Guid? AuthorId { get; set; }
    public Audience Audience { get; set; } = Audience.Inside;
    public Guid? OwnerId => AuthorId;

    public required string Name { get; set; }
    public string NameKey { get; set; } = "";

    /// <summary>SHA-256 of its bytes, in hexadecimal digits.</summary>
    public required string Hash { get; init; }
    public long Size { get; init; }

    /// <summary>As its bytes show.</summary>
    public required string MediaType { get; init; }
    public Instant AddedAt { get; init; }
    public Guid? AddedById { get; init; }

    /// <summary>Who took it off, and when; null while it hangs there.</summary>
    public Removal? Removal { get; set; }

    public Holder Holder => new(SubjectKind, SubjectId);

    public void Stand(Standing standing) =>
        (ClientId, AuthorId, Audience) = (standing.ClientId, standing.AuthorId, standing.Audience);
}

/// <summary>That a file was taken off its record, by whom and when.</summary>
public sealed class Removal : ILineOf
{
    public Guid AttachmentId { get; init; }
    public Instant At { get; init; }
    public Guid? ByColleagueId { get; init; }

    Guid ILineOf.RowId => AttachmentId;
}
