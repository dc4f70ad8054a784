using System.Globalization;
using Rapport.Data;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Conflicts;
using Rapport.Web.Shared;

namespace Rapport.Web.People;

/// <summary>A colleague as typed.</summary>
public sealed class ColleagueInput
{
    public string? Name { get; set; }
    public string? Email { get; set; }

    /// <summary>Nothing is sent for a colleague of no role.</summary>
    public List<string> Role
    {
        get;
        set => field = value ?? [];
    } = [];

    /// <summary>An id, or empty for none: an empty field is no id, and would not bind as one.</summary>
    public string? UnitId { get; set; }
    public int? Version { get; set; }

    /// <summary>The fields, as they are told where two change them.</summary>
    internal static FormShape Shape(IReadOnlyList<UnitRecord> units) =>
        new([
            new("Name", PeopleWords.Name),
            new("Email", PeopleWords.Email),
            new(
                "Role",
                PeopleWords.Roles,
                [.. RoleTexts.Each.Select(r => new Option(r.ToString(), RoleTexts.Label(r)))],
                Several: true,
                Property: "Roles"
            ),
            new(
                "UnitId",
                PeopleWords.Unit,
                [.. units.Select(u => new Option(u.Id.ToString(), u.Name))]
            ),
        ]);

    public static ColleagueInput Of(IFormCollection form) =>
        new()
        {
            Name = form["Name"],
            Email = form["Email"],
            Role = [.. form["Role"].OfType<string>().Where(r => r.Length > 0)],
            UnitId = form["UnitId"],
            Version = Overtaken.Version(form),
        };

    public static ColleagueInput Of(ColleagueRecord record) =>
        new()
        {
            Name = record.Name,
            Email = record.Email,
            Role =
            [
                .. Enum.GetValues<Roles>()
                    .Where(r => r != Roles.None && record.Roles.HasFlag(r))
                    .Select(r => r.ToString()),
            ],
            UnitId = record.UnitId?.ToString(),
            Version = record.Version,
        };

    public ColleagueDetails Details(ColleagueRecord? before, Faults faults)
    {
        var roles = Roles.None;
        foreach (var said in Role)
        {
            roles |= Choice.Of(said, Roles.None, "roles", faults);
        }
        return (before?.Details ?? new ColleagueDetails()) with
        {
            Name = Name,
            Email = Email,
            UnitId = Choice.OfId(UnitId, "unitId", faults),
            Roles = roles,
        };
    }
}

/// <summary>A unit as typed: its lead as completing wrote it.</summary>
public sealed class UnitInput
{
    public string? Name { get; set; }
    public string? Lead { get; set; }

    /// <inheritdoc cref="ColleagueInput.UnitId" />
    public string? ParentId { get; set; }
    public int? Version { get; set; }

    internal static FormShape Shape(IReadOnlyList<UnitRecord> units) =>
        new([
            new("Name", PeopleWords.Name),
            new("Lead", PeopleWords.Lead),
            new(
                "ParentId",
                PeopleWords.PartOf,
                [.. units.Select(u => new Option(u.Id.ToString(), u.Name))]
            ),
        ]);

    public static UnitInput Of(IFormCollection form) =>
        new()
        {
            Name = form["Name"],
            Lead = form["Lead"],
            ParentId = form["ParentId"],
            Version = Overtaken.Version(form),
        };

    public static async Task<UnitInput> Of(Db db, UnitRecord unit, CancellationToken cancel) =>
        new()
        {
            Name = unit.Name,
            Lead = unit.LeadId is { } lead ? await ColleagueNames.Said(db, lead, cancel) : null,
            ParentId = unit.ParentId?.ToString(),
            Version = unit.Version,
        };

    public async Task<UnitDetails> Details(Db db, Faults faults, CancellationToken cancel) =>
        new(
            Name,
            await ColleagueNames.Chosen(db, Lead, "leadId", faults, cancel),
            Choice.OfId(ParentId, "parentId", faults)
        );
}

public sealed class FirmInput
{
    public string? Name { get; set; }
    public string? Currency { get; set; }
    public string? Zone { get; set; }
    public string? Language { get; set; }
    public string? FileMegabytes { get; set; }

    /// <summary>One a line; null where the form did not ask.</summary>
    public string? ChatHosts { get; set; }

    internal static FormShape Shape =>
        new([
            new("Name", PeopleWords.FirmName),
            new("Currency", PeopleWords.Currency, World.Currencies),
            new("Zone", PeopleWords.TimeZone, World.Zones),
            new("Language", PeopleWords.Language, LanguageField.All),
            new("FileMegabytes", PeopleWords.FileMegabytes),
            new("ChatHosts", PeopleWords.ChatHosts),
        ]);

    public static FirmInput Of(IFormCollection form) =>
        new()
        {
            Name = form["Name"],
            Currency = form["Currency"],
            Zone = form["Zone"],
            Language = form["Language"],
            FileMegabytes = form["FileMegabytes"],
            ChatHosts = form["ChatHosts"],
        };

    public static FirmInput Of(Firm firm) =>
        new()
        {
            Name = firm.Name,
            Currency = firm.Currency,
            Zone = firm.Zone,
            Language = firm.Language,
            FileMegabytes = firm.FileMegabytes?.ToString(CultureInfo.InvariantCulture),
            ChatHosts = firm.ChatHostsText,
        };

    internal FirmDetails Details(Faults faults) =>
        new(Name, Currency, Zone, Language, Megabytes(faults), ChatHosts);

    private int? Megabytes(Faults faults)
    {
        if (string.IsNullOrWhiteSpace(FileMegabytes))
        {
            return null;
        }
        var known = int.TryParse(
            FileMegabytes,
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var megabytes
        );
        faults.If(!known, "fileMegabytes", Fault.NotANumber);
        return known ? megabytes : null;
    }
}

/// <summary>How one reads the screens.</summary>
public sealed class MeInput
{
    public string? Language { get; set; }
    public string? TimeZone { get; set; }
}

public sealed class PasswordInput
{
    public string? Before { get; set; }
    public string? After { get; set; }
}

public sealed class TokenInput
{
    public string? Name { get; set; }
    public bool Write { get; set; }
}

/// <summary>Why a colleague leaves with what nobody took over.</summary>
public sealed class DepartureForm
{
    public string? Reason { get; set; }
}
