using Rapport.Data;

namespace Rapport.Contacts;

/// <summary>Somebody whose data is being erased: a contact, and the same person at the clients before and after.</summary>
/// <param name="ClientIds">Where she was or is.</param>
/// <param name="Said">Her names, addresses and numbers, to be found in what people wrote.</param>
public sealed record ErasedPerson(
    IReadOnlyList<Guid> ContactIds,
    IReadOnlyList<Guid> ClientIds,
    Occurrences Said
)
{
    /// <summary>Given and family name alone, which may be somebody else's too.</summary>
    public Occurrences Halves { get; init; } = new([], []);

    /// <summary>Her mail addresses as they are compared.</summary>
    public IReadOnlyCollection<string> AddressKeys { get; init; } = [];

    /// <summary>Entries in which a half of her name is hers, as whoever erases her found.</summary>
    public IReadOnlyCollection<Guid> Reviewed { get; init; } = [];
}

/// <summary>
/// Forgets a person where a capability keeps something of her. Discovered, since contacts know of nothing that is
/// built upon them; runs in the transaction of the erasure, before its first save.
/// </summary>
public interface IForget
{
    /// <summary>Answers the records whose history has to be forgotten with it.</summary>
    Task<IReadOnlyCollection<Guid>> Forget(Db db, ErasedPerson person, CancellationToken cancel);
}
