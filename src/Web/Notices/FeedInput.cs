using System.ComponentModel.DataAnnotations;

namespace Rapport.Web.Notices;

/// <summary>For whom a feed is made, on a page.</summary>
public sealed class FeedInput
{
    /// <summary>A client as it is called or numbered; nothing for what is one's own.</summary>
    public string? Client { get; set; }
    public Guid? ClientId { get; set; }
}

/// <summary>For whom a feed is made, by a script.</summary>
/// <param name="ClientId">Null for what is one's own.</param>
public sealed record FeedDetails(Guid? ClientId);

/// <summary>A feed that was just made.</summary>
/// <param name="Address">Where calendar programs read it; it is told this once.</param>
public sealed record NewFeed(
    Guid Id,
    Guid? ClientId,
    NodaTime.Instant CreatedAt,
    [property: Required] string Address
);
