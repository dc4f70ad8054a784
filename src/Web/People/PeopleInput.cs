using Rapport.Data;
using Rapport.People;
using Rapport.Values;
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
