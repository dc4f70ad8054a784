using NodaTime;

namespace Rapport.Data;

/// <summary>What a transaction brought, told in this process as soon as it is committed.</summary>
/// <param name="By">Who did it, as a colleague is called; null for the program itself.</param>
/// <param name="ById">The colleague, likewise.</param>
public sealed record Committed(
    IReadOnlyList<Event> Events,
    IReadOnlyList<Stir> Stirs,
    string? By,
    Guid? ById,
    Instant At
);

/// <summary>A change of which no event speaks, and of which somebody is told nevertheless.</summary>
/// <param name="Kind">Of what it is: a job, a session.</param>
/// <param name="Id">The row.</param>
/// <param name="ColleagueId">Whom it concerns; null where it is a matter of the program's own.</param>
/// <param name="Alone">It is told to that colleague alone, and not to those who see all.</param>
public sealed record Stir(string Kind, Guid Id, Guid? ColleagueId, bool Alone = false);

/// <summary>A row whose changes are told though no event speaks of them.</summary>
public interface IStir
{
    /// <summary>What is told; null when this change is nobody's concern.</summary>
    Stir? Stirs(bool gone);
}
