using Rapport.Data;
using Rapport.Fields;
using Rapport.Values;

namespace Rapport.Lists;

/// <summary>What a field is to hold from now on.</summary>
/// <param name="Value">As <see cref="FieldText"/> reads it; null to empty the field.</param>
/// <param name="Why">For acts that ask for a reason.</param>
/// <param name="Version">The version that the change was made on; null when the caller does not care.</param>
public sealed record FieldSaid(string? Value, string? Why = null, int? Version = null);

/// <summary>
/// Sets one field of one record, by the act that the record's own page uses, with all its rules. Answers why not, or
/// null when it is done.
/// </summary>
public delegate Task<Refusal?> SetField(Db db, Guid id, FieldSaid said, CancellationToken cancel);
