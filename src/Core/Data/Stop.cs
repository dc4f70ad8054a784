using Rapport.Values;

namespace Rapport.Data;

/// <summary>Something that stands before an act, and holds it back or wants a reason for it.</summary>
/// <param name="Id">Of the record that stands there, such as a play.</param>
/// <param name="Name">What it is called, in the words of the firm.</param>
/// <param name="Why">Why it stands there.</param>
/// <param name="Asks">What it asks of whoever acts.</param>
/// <param name="WantsReason">With a reason the act passes; else it does not.</param>
public sealed record Stop(Guid Id, string Name, string? Why, string Asks, bool WantsReason)
{
    /// <summary>The field by which a reason is given.</summary>
    public const string Field = "reason";

    public Refusal Refusal =>
        Refusal.Invalid(Field, WantsReason ? Fault.WantsReason : Fault.HeldBack, Name);
}

/// <summary>Ends a save that was stopped, from within; <see cref="Db.Commit(CancellationToken)"/> answers it as a value.</summary>
internal sealed class StoppedException(Stop by) : Exception($"Stopped by {by.Name}")
{
    public Stop By => by;
}
