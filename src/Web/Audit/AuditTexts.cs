using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Interactions;
using Rapport.Web.Nouns;
using Rapport.Web.Shared;

namespace Rapport.Web.Audit;

/// <summary>One thing that changed, in the reader's words.</summary>
/// <param name="Before">Null for nothing.</param>
public sealed record ToldChange(string Field, string? Before, string? After);

/// <summary>Entries of the audit in the reader's words: who, what, from what to what.</summary>
public static class AuditTexts
{
    /// <summary>Longer texts are told by their beginning; the record itself has them whole.</summary>
    private const int MostShown = 160;

    /// <summary>Among its likes: the figure says nothing to a reader, that it moved does.</summary>
    private const string Place = "Position";

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
        Place,
        "ProviderDisplayName",
        "PublicKey",
        "RecordedAt",
        "SignCount",
        "UserName",
    };

    public static bool IsTold(string property) => !Untold.Contains(property);

    public static string Kind(string kind) =>
        Find("Kind_" + kind) ?? Noun.OfKind(kind)?.One ?? kind;

    public static string? Field(string kind, string property) =>
        Find("Field_" + property) ?? Noun.OfKind(kind)?.Field(property);

    public static string Label(this Deed deed) => Find("Deed" + deed) ?? deed.ToString();

    public static string Label(this Flaw flaw) => Find("Flaw" + flaw) ?? flaw.ToString();

    public static string Label(this Finding finding) =>
        finding is { Flaw: Flaw.Moved, Belongs: { } place }
            ? AuditWords.MovedFrom.With(place)
            : finding.Flaw.Label();

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
        entry.Silence() is { } silence
            ? [silence]
            : entry
                .Tells(zone)
                .Select(t =>
                    entry.Deed == Deed.Changed
                        ? AuditWords.FromTo.With(
                            t.Field,
                            Shortened(t.Before) ?? AuditWords.Nothing,
                            Shortened(t.After) ?? AuditWords.Nothing
                        )
                        : AuditWords.Is.With(t.Field, Shortened(t.After) ?? AuditWords.Nothing)
                );

    /// <summary>Why an entry tells nothing, or all there is to tell of it; null when its changes do.</summary>
    public static string? Silence(this TrailEntry entry) =>
        entry.Told switch
        {
            Told.Erased => AuditWords.Erased,
            Told.Unreadable => AuditWords.Unreadable,
            Told.Withheld => AuditWords.Withheld,
            Told.Walled => AuditWords.Walled,
            _ when entry.Changes.Count > 0 && entry.Changes.All(c => c.Property == Place) =>
                AuditWords.Placed,
            _ => null,
        };

    /// <summary>Each thing that an entry tells, from what to what.</summary>
    public static IEnumerable<ToldChange> Tells(this TrailEntry entry, DateTimeZone zone) =>
        entry
            .Changes.Where(c => IsTold(c.Property) && !IsInAmount(c, entry.Changes))
            // Whose part it is stands above it.
            .Where(c => entry.RowId == entry.RootId || c.Property != entry.Root?.Kind + "Id")
            .Select(c => Tell(entry, c, zone));

    private static ToldChange Tell(TrailEntry entry, TrailChange change, DateTimeZone zone)
    {
        var kind = change.Part ?? entry.Kind;
        var field = Field(kind, change.Property) ?? change.Property;
        return new ToldChange(
            change.Part is { } part ? $"{Kind(part)}, {field}" : field,
            Value(kind, change.Property, change.Before, change.Was, zone),
            Value(kind, change.Property, change.After, change.Is, zone)
        );
    }

    /// <summary>A currency that the amount beside it is told in.</summary>
    private static bool IsInAmount(TrailChange change, IReadOnlyList<TrailChange> all) =>
        all.Any(c =>
            c.Part == change.Part && TrailChange.CurrencyOf(c.Property) == change.Property
        );

    private static string? Shortened(string? value) =>
        value is { Length: > MostShown } ? value[..MostShown] + "…" : value;

    /// <summary>A value as the audit writes it, in words; null for none.</summary>
    /// <param name="currency">Of an amount, where it is known.</param>
    public static string? Value(
        string kind,
        string property,
        string? value,
        string? currency,
        DateTimeZone zone
    )
    {
        if (value is null)
        {
            return null;
        }
        if (value.Length == 0)
        {
            return AuditWords.Gone;
        }
        if (
            (
                AuditValues.Word(kind, property, value)
                ?? Noun.OfKind(kind)?.Choice(property, value)
            ) is
            { } word
        )
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
        return
            TrailChange.CurrencyOf(property) is not null
            && long.TryParse(value, CultureInfo.InvariantCulture, out var minor)
            ? currency is null
                ? AuditWords.InSmallestUnit.With(minor.ToString("N0", CultureInfo.CurrentCulture))
                : ClientTexts.Amount(new Money(minor, currency), exact: true)
            : value;
    }

    private static string? Find(string key) =>
        AuditWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
