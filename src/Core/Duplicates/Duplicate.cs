using System.Security.Cryptography;
using NodaTime;
using Rapport.Data;

namespace Rapport.Duplicates;

/// <summary>
/// Two records that may be one, as the last look found. Worked out, so it may go and come again; its id stays the same.
/// Seen by those who see both.
/// </summary>
public sealed class Duplicate : IPlumbing, IOfClient
{
    public static readonly EventName Looked = new(
        "duplicate.search_started",
        "A search for records that may be the same began."
    );

    public Guid Id { get; init; }

    /// <summary>By which the noun is named, such as <c>contacts</c>.</summary>
    public required string Noun { get; init; }

    /// <summary>The one whose id is smaller.</summary>
    public Guid FirstId { get; init; }
    public Guid SecondId { get; init; }
    public Guid? ClientId { get; init; }

    /// <summary>The client of the second, where it is another.</summary>
    public Guid? OtherClientId { get; init; }

    /// <summary>Tenths of a bit.</summary>
    public int Weight { get; init; }

    /// <summary>As <see cref="Reason"/> writes each, between spaces.</summary>
    public required string Reasons { get; init; }

    /// <summary>Both have one mail address: a person has to choose this pair before it is merged.</summary>
    public bool SharesMail { get; init; }
    public Instant FoundAt { get; init; }

    public static (Guid First, Guid Second) Ordered(Guid one, Guid two) =>
        one.CompareTo(two) < 0 ? (one, two) : (two, one);

    /// <summary>The same for the same two, whenever they are found.</summary>
    public static Guid IdOf(Guid first, Guid second)
    {
        Span<byte> both = stackalloc byte[32];
        first.TryWriteBytes(both);
        second.TryWriteBytes(both[16..]);
        return new Guid(SHA256.HashData(both)[..16]);
    }
}

/// <summary>Somebody said that two records are not the same: they are never suggested again.</summary>
public sealed class Distinction : Row, IOfClient
{
    public static readonly EventName Made = new(
        "duplicate.dismissed",
        "Somebody said that two records which look alike are not the same."
    );

    public required string Noun { get; init; }
    public Guid FirstId { get; init; }
    public Guid SecondId { get; init; }
    public Guid? ClientId { get; init; }
    public Guid? OtherClientId { get; init; }
    public Guid? ByColleagueId { get; init; }
    public Instant At { get; init; }
}
