using NodaTime;
using NodaTime.Text;
using Rapport.Contacts;
using Rapport.Values;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.Contacts;

/// <summary>A contact as she was typed; her points are rows of their own.</summary>
public sealed record ContactInput
{
    /// <summary>The name of the rows in the form.</summary>
    public const string Points = "Points";

    /// <summary>The client as completing writes it; only where she is added and none is given.</summary>
    public string? Client { get; init; }
    public string? Name { get; init; }
    public string? GivenName { get; init; }
    public string? FamilyName { get; init; }
    public string? JobTitle { get; init; }
    public string? Department { get; init; }
    public string? ReportsTo { get; init; }
    public string? Joined { get; init; }
    public string? Language { get; init; }
    public string? TimeZone { get; init; }
    public IReadOnlyList<string> Channels { get; init; } = [];
    public WeekInput ReachHours { get; init; } = WeekInput.None;
    public bool OffHoursAllowed { get; init; }
    public string? Influence { get; init; }
    public string? Stance { get; init; }
    public string? Interest { get; init; }
    public string? Wants { get; init; }
    public string? Fears { get; init; }
    public string? NotesPurpose { get; init; }
    public string? NotesUntil { get; init; }

    public static IReadOnlyList<FormColumn> Columns =>
        [
            new("Kind", ContactWords.PointKind, ContactTexts.Options<PointKind>(k => k.Label())),
            new("Value", ContactWords.PointValue),
        ];

    /// <summary>The fields, as they are told where two change them.</summary>
    /// <param name="above">Those to whom she may report.</param>
    public static FormShape Shape(IReadOnlyList<Option> above) =>
        new(
            [
                new("Name", ContactWords.Name),
                new("JobTitle", ContactWords.JobTitle),
                new("GivenName", ContactWords.GivenName),
                new("FamilyName", ContactWords.FamilyName),
                new("Department", ContactWords.Department),
                new("ReportsTo", ContactWords.ReportsTo, above),
                new("Joined", ContactWords.Joined, Type: "date"),
                new(
                    "Channels",
                    ContactWords.SectionReach,
                    [.. Contact.ReachChannels.Select(c => new Option(c, ContactTexts.Channel(c)))],
                    Several: true
                ),
                new("Language", ContactWords.Language, World.Languages),
                new("TimeZone", ContactWords.TimeZone, World.Zones),
                .. FormShape.Week("ReachHours", ContactWords.ReachHours),
                new("OffHoursAllowed", ContactWords.OffHours, Type: FormShape.Checkbox),
                new(
                    "Influence",
                    ContactWords.Influence,
                    ContactTexts.Options<Influence>(i => i.Label())
                ),
                new("Stance", ContactWords.Stance, ContactTexts.Options<Stance>(s => s.Label())),
                new("Interest", ContactWords.Interest),
                new("Wants", ContactWords.Wants),
                new("Fears", ContactWords.Fears),
                new("NotesPurpose", ContactWords.NotesPurpose),
                new("NotesUntil", ContactWords.NotesUntil, Type: "date"),
            ],
            Points,
            Columns,
            ContactWords.RowPoint
        );

    public static ContactInput Of(ContactDetails said) =>
        new()
        {
            Name = said.Name,
            GivenName = said.GivenName,
            FamilyName = said.FamilyName,
            JobTitle = said.JobTitle,
            Department = said.Department,
            ReportsTo = said.ReportsToId?.ToString(),
            Joined = Typed(said.Joined),
            Language = said.Language,
            TimeZone = said.TimeZone,
            Channels = said.Channels ?? [],
            ReachHours = WeekInput.Of(said.ReachHours),
            OffHoursAllowed = said.OffHoursAllowed,
            Influence = said.Influence?.ToString(),
            Stance = said.Stance?.ToString(),
            Interest = said.Interest,
            Wants = said.Wants,
            Fears = said.Fears,
            NotesPurpose = said.NotesPurpose,
            NotesUntil = Typed(said.NotesUntil),
        };

    public static ContactInput Of(IFormCollection form)
    {
        return new()
        {
            Client = Text("Client"),
            Name = Text("Name"),
            GivenName = Text("GivenName"),
            FamilyName = Text("FamilyName"),
            JobTitle = Text("JobTitle"),
            Department = Text("Department"),
            ReportsTo = Text("ReportsTo"),
            Joined = Text("Joined"),
            Language = Text("Language"),
            TimeZone = Text("TimeZone"),
            Channels = [.. form["Channels"].OfType<string>().Where(c => c.Length > 0).Distinct()],
            ReachHours = WeekInput.Read(form, "ReachHours"),
            OffHoursAllowed = form["OffHoursAllowed"] == "true",
            Influence = Text("Influence"),
            Stance = Text("Stance"),
            Interest = Text("Interest"),
            Wants = Text("Wants"),
            Fears = Text("Fears"),
            NotesPurpose = Text("NotesPurpose"),
            NotesUntil = Text("NotesUntil"),
        };

        string? Text(string name) =>
            form[name].ToString() is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
    }

    /// <summary>What one is given first of somebody new: a mail address and a number.</summary>
    public static List<FormRow> FirstRows =>
        [
            .. new[] { PointKind.Email, PointKind.Mobile }.Select(kind => new FormRow(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["Kind"] = kind.ToString(),
                }
            )),
        ];

    public static List<FormRow> Rows(ContactDetails said) =>
        [
            .. (said.Points ?? []).Select(p => new FormRow(
                new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [FormRow.Id] = p.Id?.ToString() ?? "",
                    ["Kind"] = p.Kind?.ToString() ?? "",
                    ["Value"] = p.Value ?? "",
                }
            )),
        ];

    /// <summary>What is said. Of a name left as it was while its parts changed, the parts are believed.</summary>
    public ContactDetails ToDetails(
        Guid? clientId,
        IReadOnlyList<FormRow> points,
        ContactDetails? before,
        Faults faults
    ) =>
        new()
        {
            ClientId = clientId,
            GivenName = GivenName,
            FamilyName = FamilyName,
            Name = IsOldName(before) ? null : Name,
            JobTitle = JobTitle,
            Department = Department,
            Points =
            [
                .. points.Select(p => new PointDetails(
                    p.Record,
                    Choice.Of<PointKind>(p["Kind"]) ?? PointKind.Email,
                    p["Value"]
                )),
            ],
            Language = Language,
            TimeZone = TimeZone,
            Channels = Channels,
            ReachHours = ReachHours.Said("reachHours", faults),
            OffHoursAllowed = OffHoursAllowed,
            Influence = Choice.Of<Influence>(Influence),
            Stance = Choice.Of<Stance>(Stance),
            Interest = Interest,
            Wants = Wants,
            Fears = Fears,
            NotesPurpose = NotesPurpose,
            NotesUntil = Date("notesUntil", NotesUntil, faults),
            ReportsToId = Guid.TryParse(ReportsTo, out var above) ? above : null,
            Joined = Date("joined", Joined, faults),
        };

    public static LocalDate? Date(string field, string? typed, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var date = LocalDatePattern.Iso.Parse(typed.Trim());
        faults.If(!date.Success, field, Fault.NotADate);
        return date.Success ? date.Value : null;
    }

    private bool IsOldName(ContactDetails? before) =>
        before is not null
        && Name == before.Name
        && (GivenName, FamilyName) != (before.GivenName, before.FamilyName)
        && (GivenName ?? FamilyName) is not null;

    private static string? Typed(LocalDate? date) =>
        date is { } d ? LocalDatePattern.Iso.Format(d) : null;
}
