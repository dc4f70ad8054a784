using Rapport.Clients;
using Rapport.Data;
using Rapport.People;
using Rapport.Reports;
using Rapport.Values;
using Rapport.Web.Interactions;

namespace Rapport.Web.Audit;

/// <summary>The address of the audit: how it is narrowed, as it was typed, and where it goes on.</summary>
public sealed record AuditQuery(
    string? Who = null,
    string? Kind = null,
    string? Client = null,
    string? From = null,
    string? To = null,
    string? After = null
)
{
    public const string Path = "/settings/audit";

    public bool IsNarrowed => (this with { After = null }).Href(Path) != Path;

    /// <summary>What is meant; a fault for who or whose is not found, since an empty trail would look as if nothing was done.</summary>
    public async Task<Result<TrailFilter>> Filter(
        Db db,
        NodaTime.DateTimeZone zone,
        CancellationToken cancel
    )
    {
        var faults = new Faults();
        Guid? by = null;
        if (!string.IsNullOrWhiteSpace(Who))
        {
            by = await ColleagueNames.Meant(db, Who, cancel, alsoLeft: true);
            faults.If(by is null, "who", Fault.Unknown);
        }
        Guid? client = null;
        if (!string.IsNullOrWhiteSpace(Client))
        {
            client = await ClientNames.Meant(db, Client, cancel);
            faults.If(client is null, "client", Fault.Unknown);
        }
        return faults.Any
            ? faults.Refusal
            : new TrailFilter(
                by,
                string.IsNullOrWhiteSpace(Kind) ? null : Kind,
                client,
                Start(Moments.Date(From)),
                Start(Moments.Date(To)?.PlusDays(1))
            );

        NodaTime.Instant? Start(NodaTime.LocalDate? day) =>
            day is { } date ? zone.AtStartOfDay(date).ToInstant() : null;
    }

    /// <summary>The same as an address below a path.</summary>
    public string Href(string path) =>
        path
        + QueryString.Create(
            new Dictionary<string, string?>
            {
                ["who"] = Who,
                ["kind"] = Kind,
                ["client"] = Client,
                ["from"] = From,
                ["to"] = To,
                ["after"] = After,
            }.Where(p => !string.IsNullOrWhiteSpace(p.Value))
        );
}
