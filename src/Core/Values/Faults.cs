using System.Globalization;
using System.Text;

namespace Rapport.Values;

/// <summary>Collects what is wrong with an input, field by field, so that all of it is said at once.</summary>
public sealed class Faults
{
    private readonly List<FieldFault> found = [];

    public bool Any => found.Count > 0;

    public Refusal Refusal => Refusal.Invalid(found);

    /// <summary>These, and what else was refused; of a field that is told of already, no more is said.</summary>
    public Refusal With(Refusal? further) =>
        Refusal.Invalid([
            .. found,
            .. (further?.Faults ?? []).Where(f => !found.Exists(told => told.Field == f.Field)),
        ]);

    public void Add(string field, Fault fault, string? detail = null) =>
        found.Add(new FieldFault(field, fault, detail));

    public void If(bool wrong, string field, Fault fault, string? detail = null)
    {
        if (wrong)
        {
            Add(field, fault, detail);
        }
    }

    /// <summary>What was typed means no one alone: tells whom it may mean, as each is written to be found.</summary>
    public void Unclear(string field, IReadOnlyCollection<string> maybe) =>
        Add(
            field,
            maybe.Count == 0 ? Fault.Unknown : Fault.Unclear,
            maybe.Count == 0 ? null : string.Join(", ", maybe)
        );

    /// <summary>Trimmed text, or null when nothing is left. Tells of a missing, overlong or unprintable one.</summary>
    public string? Text(string field, string? text, int atMost, bool required = false)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed) || (required && !Shows(trimmed)))
        {
            If(required, field, Fault.Required);
            return null;
        }
        If(
            trimmed.Length > atMost,
            field,
            Fault.TooLong,
            atMost.ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        If(
            trimmed.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')),
            field,
            Fault.ControlCharacters
        );
        return trimmed;
    }

    /// <summary>Accents without a letter and characters of no width leave a name that nobody can read or choose.</summary>
    private static bool Shows(string text) =>
        text.EnumerateRunes()
            .Any(r =>
                Rune.GetUnicodeCategory(r)
                    is not (
                        UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.EnclosingMark
                        or UnicodeCategory.Format
                        or UnicodeCategory.SpaceSeparator
                    )
            );
}
