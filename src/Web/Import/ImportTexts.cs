using System.Globalization;
using NodaTime.Text;
using Rapport.Fields;
using Rapport.Import;
using Rapport.Import.Reading;
using Rapport.Values;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Import;

/// <summary>Kinds, states, fates and reasons in the reader's words.</summary>
internal static class ImportTexts
{
    public static string Label(this ImportKind kind) => Word("Kind" + kind);

    public static string Label(this ImportState state) => Word("State" + state);

    public static string Label(this Fate fate) => Word("One" + fate);

    /// <summary>What became of the row, or of what it made or changed beside its own record, with what that is.</summary>
    public static string Became(this FateRecord row) =>
        row.Part == 0
            ? row.Fate.Label()
            : (row.Fate == Fate.New ? ImportWords.OneBeside : ImportWords.OneBesideChanged).With(
                Word("Beside" + row.Kind)
            );

    /// <summary>Of the firm's own fields, the key.</summary>
    public static string Field(string name) =>
        Find("Field_" + name)
        ?? (
            name.StartsWith(CustomValues.At, StringComparison.Ordinal)
                ? name[CustomValues.At.Length..]
                : name
        );

    public static Tone Tone(this Fate fate) =>
        fate switch
        {
            Fate.New => Shared.Tone.Good,
            Fate.Updates => Shared.Tone.Info,
            Fate.Refused => Shared.Tone.Bad,
            _ => Shared.Tone.Plain,
        };

    public static Tone Tone(this ImportState state) =>
        state switch
        {
            ImportState.Done => Shared.Tone.Good,
            ImportState.Uploaded or ImportState.Checked => Shared.Tone.Warn,
            ImportState.Undone => Shared.Tone.Plain,
            _ => Shared.Tone.Info,
        };

    /// <summary>Why a row was refused or is to be looked at; null where there is nothing to say.</summary>
    public static string? Why(this FateRecord row) => Why(row.Reason, row.Detail);

    public static string? Why(RowReason? said, string? detail)
    {
        if (said is not { } reason)
        {
            return null;
        }
        if (reason == RowReason.LeftOut)
        {
            return ImportWords.WhyLeftOut.With(LeftOut(detail ?? ""));
        }
        if (reason == RowReason.NameMissing && LeftOut(detail ?? "") is { Length: > 0 } name)
        {
            return ImportWords.WhyNameLeftOut.With(name);
        }
        if (reason == RowReason.DateOpen && detail?.Split('|') is [var field, var order])
        {
            return Word($"Why{reason}{order}").With(Field(field));
        }
        if (reason == RowReason.InTheFuture && detail is not null)
        {
            return ImportWords.WhyInTheFutureAt.With(detail);
        }
        var about = (detail ?? "").Split('\n', 2);
        var near = about.Length > 1 && about[1].Length > 0 ? Find($"Why{reason}Near") : null;
        return (near ?? Word("Why" + reason)).With(about[0], about.Length > 1 ? about[1] : "");
    }

    /// <summary>Each field that the row changes, from what to what; fields that say nothing to a reader by name alone.</summary>
    public static IEnumerable<string> ChangedFields(this FateRecord row)
    {
        if (row.Fate != Fate.Updates || row.Changes is not { } changes)
        {
            yield break;
        }
        foreach (var (property, before, after) in FieldChange.All(changes))
        {
            var name = char.ToLowerInvariant(property[0]) + property[1..];
            var field = Find("Field_" + name) ?? Find("Field_" + Stem(name));
            if (field is null)
            {
                continue;
            }
            yield return name.EndsWith("Id", StringComparison.Ordinal)
            || name.EndsWith("Minor", StringComparison.Ordinal)
                ? field
                : ImportWords.ChangeFromTo.With(
                    field,
                    before ?? ImportWords.Nothing,
                    after ?? ImportWords.Nothing
                );
        }
    }

    /// <summary>What the row says, field by field, where there is no record yet that would show it.</summary>
    public static IReadOnlyList<string> Says(this FateRecord row) =>
        row.Fate is Fate.New or Fate.Refused && row.Changes is { } said
            ?
            [
                .. FieldChange
                    .All(said)
                    .Where(f => f.After != row.Label)
                    .OrderBy(f => IsForMachines(f.Property))
                    .Select(Said),
            ]
            : [];

    /// <summary>A date that is written otherwise stands with how it was read.</summary>
    private static string Said(FieldChange field) =>
        field.Before is { } written
        && LocalDatePattern.Iso.Parse(field.After ?? "") is { Success: true, Value: var date }
            ? ImportWords.RowSaysRead.With(Field(field.Property), written, ClientTexts.Date(date))
            : ImportWords.RowSaysField.With(
                Field(field.Property),
                (field.After ?? "").ReplaceLineEndings(" ")
            );

    private static bool IsForMachines(string field) =>
        field is ClientFields.Number or ClientFields.System or ClientFields.ExternalId
        || field.EndsWith("Key", StringComparison.Ordinal);

    /// <summary>Where the record is looked at that a row made or changed; null where there is none, or none yet.</summary>
    public static string? Href(this FateRecord row, bool dry) =>
        row is not { SubjectId: { } id, Undone: not Undo.Taken }
        || row.Fate == Fate.Refused
        || (dry && row.Fate == Fate.New)
            ? null
            : row.Kind switch
            {
                nameof(Rapport.Clients.Client) => $"/clients/{id}",
                nameof(Rapport.Contacts.Contact) => $"/contacts/{id}",
                nameof(Rapport.Interactions.Interaction) => $"/interactions/{id}",
                nameof(Rapport.Offers.Opportunity) => $"/opportunities/{id}",
                nameof(Rapport.People.Colleague) => $"/settings/colleagues/{id}",
                _ => null,
            };

    /// <summary>Where what was imported is looked at, in the reader's words.</summary>
    public static (string Href, string Text) Next(this ImportKind kind) =>
        kind switch
        {
            ImportKind.Contacts => ("/contacts", ImportWords.NextContacts),
            ImportKind.Opportunities => ("/opportunities", ImportWords.NextOpportunities),
            ImportKind.Interactions => ("/clients", ImportWords.NextInteractions),
            ImportKind.Colleagues => ("/settings/colleagues", ImportWords.NextColleagues),
            _ => ("/clients", ImportWords.NextClients),
        };

    private static string Stem(string name) =>
        name.EndsWith("Minor", StringComparison.Ordinal) ? name[..^5]
        : name.EndsWith("Id", StringComparison.Ordinal) ? name[..^2]
        : name;

    private static string LeftOut(string detail) =>
        string.Join(
            "; ",
            detail
                .Split('\n')
                .Select(line => line.Split('|', 3))
                .Where(parts => parts.Length == 3)
                .Select(parts =>
                    $"{Field(parts[0])} “{parts[2]}” ({new FieldFault(parts[0], Enum.Parse<Fault>(parts[1])).Words()})"
                )
        );

    private static string Word(string key) => Find(key) ?? key;

    private static string? Find(string key) =>
        ImportWords.ResourceManager.GetString(key, CultureInfo.CurrentUICulture);
}
