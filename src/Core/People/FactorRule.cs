using NodaTime;
using Rapport.Data;

namespace Rapport.People;

/// <summary>Whoever has this role needs a second factor. No row, no need.</summary>
public sealed class FactorRule : Row
{
    public static readonly EventName Changed = new(
        "factor_rule.changed",
        "The firm changed of which roles it asks a second factor."
    );

    public const int MostGraceDays = 90;

    public Roles Role { get; init; }

    /// <summary>How long one may go on without, from when one is first asked.</summary>
    public int GraceDays { get; set; }
    public Instant Since { get; init; }
}
