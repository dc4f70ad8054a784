using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Reports;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Shared;

namespace Rapport.Web.Audit;

/// <summary>Entries of the audit in the reader's words: who, what, from what to what.</summary>
public static class AuditTexts
{
    /// <summary>Longer texts are told by their beginning; the record itself has them whole.</summary>
    private const int MostShown = 160;

    /// <summary>What follows from other properties, or says nothing to a reader.</summary>
    private static readonly HashSet<string> Untold = new(StringComparer.Ordinal)
    {
        "AttestationObject",
        "ClientDataJson",
        "CreatedAt",
        "EmailConfirmed",
        "Hash",
        "LockoutEnabled",
        "NormalizedEmail",
        "NormalizedUserName",
        "Number",
        "PhoneNumber",
        "PhoneNumberConfirmed",
        "Position",
        "ProviderDisplayName",
        "PublicKey",
        "RecordedAt",
        "SignCount",
        "UserName",
    };

    public static bool IsTold(string property) => !Untold.Contains(property);

    public static string Kind(string kind) => Find("Kind_" + kind) ?? kind;

    public static string? Field(string property) => Find("Field_" + property);

    public static string Label(this Deed deed) => Find("Deed" + deed) ?? deed.ToString();

    public static string Label(this Flaw flaw) => Find("Flaw" + flaw) ?? flaw.ToString();

    public static Tone Tone(this Deed deed) =>
        deed switch
        {
            Deed.Added => Shared.Tone.Good,
            Deed.Removed => Shared.Tone.Bad,
            _ => Shared.Tone.Plain,
        };

    /// <summary>The colleague, also behind a token or an import; or the program itself.</summary>
    public static string Who(this TrailEntry entry) =>
        (entry.Actor, entry.By) switch
        {
            (ActorKind.System, null) => AuditWords.ByProgram,
            (ActorKind.System, { } by) => AuditWords.ByProgramFor.With(by),
            (ActorKind.Token, { } by) => AuditWords.ByToken.With(by),
            (_, { } by) => by,
            _ => AuditWords.ByUnknown,
        };

    /// <summary>Each thing that an entry tells, as a sentence; what was erased or said in confidence by that alone.</summary>
    public static IEnumerable<string> Says(this TrailEntry entry, DateTimeZone zone) =>
        entry.Told switch
        {
            Told.Erased => [AuditWords.Erased],
            Told.Withheld => [AuditWords.Withheld],
            _ => entry.Changes.Where(c => IsTold(c.Property)).Select(c => Say(entry, c, zone)),
        };

    private static string Say(TrailEntry entry, TrailChange change, DateTimeZone zone)
    {
        var field = Field(change.Property) ?? change.Property;
        if (change.Part is { } part)
        {
            field = $"{Kind(part)}, {field}";
        }
        var kind = change.Part ?? entry.Kind;
        var after = Value(kind, change.Property, change.After, zone) ?? AuditWords.Nothing;
        return entry.Deed == Deed.Changed
            ? AuditWords.FromTo.With(
                field,
                Value(kind, change.Property, change.Before, zone) ?? AuditWords.Nothing,
                after
            )
            : AuditWords.Is.With(field, after);
    }

    private static string? Value(string kind, string property, string? value, DateTimeZone zone)
    {
        if (value is null)
        {
            return null;
        }
        if (value.Length == 0)
        {
            return AuditWords.Gone;
        }
        if (AuditValues.Word(kind, property, value) is { } word)
        {
            return word;
        }
        if (value is "true" or "false")
        {
            return value == "true" ? AuditWords.Yes : AuditWords.No;
        }
        if (InstantPattern.ExtendedIso.Parse(value) is { Success: true } instant)
        {
            var at = instant.Value;
            return $"{ClientTexts.Date(at, zone)} {Moments.Time(at, zone)}";
        }
        if (LocalDatePattern.Iso.Parse(value) is { Success: true } date)
        {
            return ClientTexts.Date(date.Value);
        }
        if (
            property.EndsWith("Minor", StringComparison.Ordinal)
            && long.TryParse(value, CultureInfo.InvariantCulture, out var minor)
        )
        {
            return minor.ToString("N0", CultureInfo.CurrentCulture);
        }
        return value.Length <= MostShown ? value : value[..MostShown] + "…";
    }

    private static string? Find(string key) =>
        AuditWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
