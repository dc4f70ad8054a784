using System.ComponentModel.DataAnnotations;
using NodaTime;
using Rapport.People;

namespace Rapport.Interactions;

/// <summary>What may be said of something that happened.</summary>
public record EntryDetails
{
    public Touchpoint Touchpoint { get; init; } = Touchpoint.Engagement;
    public Channel Channel { get; init; } = Channel.Note;
    public Direction Direction { get; init; }

    /// <summary>When it happened; now when it is not given.</summary>
    public Instant? Occurred { get; init; }
    public int? Minutes { get; init; }

    /// <summary>What happened, in one line.</summary>
    [Required]
    public string? Subject { get; init; }
    public string? Body { get; init; }
    public IReadOnlyList<ParticipantDetails>? Participants { get; init; }
}

/// <summary>An entry of the handbook, with the client it is of and the people it is for.</summary>
public sealed record InteractionDetails : EntryDetails
{
    /// <summary>May be left out where the contacts who took part tell it.</summary>
    public Guid? ClientId { get; init; }
    public Audience Audience { get; init; } = Audience.Inside;

    /// <summary>Colleagues who may read an entry for named people, beside its author.</summary>
    public IReadOnlyList<Guid>? Named { get; init; }
}

/// <summary>An entry told anew, and to whom from now on: it, and with it all that it corrects.</summary>
public sealed record CorrectionDetails : EntryDetails
{
    public CorrectionDetails() { }

    public CorrectionDetails(EntryDetails said)
        : base(said) { }

    /// <summary>As before when it is not given.</summary>
    public Audience? Audience { get; init; }

    /// <summary>
    /// Colleagues who may read an entry for named people, beside those who wrote it and its corrections; those of before
    /// when they are not given.
    /// </summary>
    public IReadOnlyList<Guid>? Named { get; init; }
}

/// <summary>One who took part: one of the three. A name that exactly one person there carries becomes that person.</summary>
public sealed record ParticipantDetails(Guid? ContactId, Guid? ColleagueId, string? Name);
