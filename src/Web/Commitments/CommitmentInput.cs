using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Commitments;
using Rapport.Data;
using Rapport.Interactions;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Access;
using Rapport.Web.Conflicts;
using Rapport.Web.Interactions;
using Rapport.Web.Lists;
using Rapport.Web.Shared;

namespace Rapport.Web.Commitments;

/// <summary>The address of a list of commitments: what is filtered, sorted and shown.</summary>
/// <param name="Adding">The field of a condition that is being added.</param>
/// <param name="View">The kept view that it was opened as.</param>
public sealed record CommitmentQuery(
    string? Q = null,
    Stand? Stands = null,
    Favour? Favour = null,
    bool? Mine = null,
    Guid? Play = null,
    Guid? Team = null,
    string? Filter = null,
    string? Sort = null,
    string? Columns = null,
    string? After = null,
    string? Adding = null,
    string? View = null
)
{
    public string Href(string path) => Links(path).Href;

    public ListLinks Links(string path) =>
        new(
            path,
            ListSaid.Of(
                (ListSaid.Words, Q),
                (
                    CommitmentFilter.Stands,
                    Stands is { } stand and not Stand.Open ? $"{stand}" : null
                ),
                (CommitmentList.Favour, Favour?.ToString()),
                (CommitmentFilter.Mine, Mine == true ? "true" : null),
                (CommitmentFilter.Play, Play?.ToString()),
                (CommitmentFilter.Team, Team?.ToString()),
                (ListSaid.Filter, Filter),
                (ListSaid.Sort, Sort),
                (ListSaid.Columns, Columns),
                (ListLinks.View, View)
            )
        );

    public bool Narrows =>
        Stands is not (null or Stand.All)
        || Favour is not null
        || Mine == true
        || Play is not null
        || Team is not null
        || !string.IsNullOrWhiteSpace(Q)
        || !string.IsNullOrWhiteSpace(Filter);

    public CommitmentFilter Quick =>
        new(null, Q, Stands ?? Stand.Open, Favour, Mine == true, Play, Team);
}

/// <summary>A due time as it was typed: a day, and an hour where that matters.</summary>
public sealed class DueInput
{
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture(
        "HH:mm"
    );

    /// <summary>The day typed, or the moment where an hour was typed too; both null where nothing was.</summary>
    public static (Instant? At, LocalDate? On) Read(
        string? day,
        string? hour,
        DateTimeZone zone,
        Faults faults
    )
    {
        if (string.IsNullOrWhiteSpace(day))
        {
            return (null, null);
        }
        if (Moments.Date(day.Trim()) is not { } date)
        {
            faults.Add("due", Fault.NotADate);
            return (null, null);
        }
        if (string.IsNullOrWhiteSpace(hour))
        {
            return (null, date);
        }
        var time = Hour.Parse(hour.Trim());
        faults.If(!time.Success, "due", Fault.NotADate);
        return time.Success
            ? ((date + time.Value).InZoneLeniently(zone).ToInstant(), null)
            : (null, date);
    }
}

/// <summary>A commitment as it was typed.</summary>
public sealed class CommitmentInput
{
    /// <summary>Where one was, and goes back to.</summary>
    public string? Back { get; set; }
    public string? Text { get; set; }
    public string? ClientId { get; set; }
    public string? Client { get; set; }
    public string? Favour { get; set; }
    public string? Contact { get; set; }
    public string? Owner { get; set; }
    public string? Backup { get; set; }
    public string? Day { get; set; }
    public string? Hour { get; set; }
    public string? Target { get; set; }

    /// <summary>What it is about: the key of a list, and the record's id.</summary>
    public string? SubjectKind { get; set; }
    public string? SubjectId { get; set; }
    public int? Version { get; set; }

    /// <summary>What of it is changed by its form, as it is told where two change it.</summary>
    /// <param name="contacts">People of the client.</param>
    public static FormShape Shape(IEnumerable<PersonAround> contacts) =>
        new([
            new("Text", CommitmentWords.Text),
            new(
                "Contact",
                CommitmentWords.Contact,
                [.. contacts.Select(c => new Option(c.Id.ToString(), c.Label))],
                Property: "ContactId"
            ),
            new("Target", CommitmentWords.Target, Type: "date", Property: "TargetOn"),
            new("Backup", CommitmentWords.Backup, Property: "BackupId"),
        ]);

    public static CommitmentInput Of(IFormCollection form)
    {
        return new()
        {
            Text = Said("Text"),
            Contact = Said("Contact"),
            Target = Said("Target"),
            Backup = Said("Backup"),
            Version = Overtaken.Version(form),
        };

        string? Said(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
    }

    public static CommitmentInput From(CommitmentRecord record) =>
        new()
        {
            Text = record.Text,
            Contact = record.ContactId?.ToString(),
            Backup = record.Backup,
            Target = record.TargetOn is { } on ? LocalDatePattern.Iso.Format(on) : null,
            Version = record.Version,
        };

    public async Task<CommitmentDetails> Details(
        Db db,
        DateTimeZone zone,
        Faults faults,
        CancellationToken cancel
    )
    {
        var (at, on) = DueInput.Read(Day, Hour, zone, faults);
        var favour = Choice.Of(Favour, Rapport.Commitments.Favour.Client, "favour", faults);
        var client = Guid.TryParse(ClientId, out var id)
            ? id
            : await ClientNames.Chosen(db, Client, "clientId", faults, cancel);
        return new CommitmentDetails
        {
            Text = Text,
            ClientId = client,
            Favour = favour,
            ContactId = Guid.TryParse(Contact, out var contact) ? contact : null,
            OwnerId = await ColleagueNames.Chosen(db, Owner, "ownerId", faults, cancel),
            BackupId = await ColleagueNames.Chosen(db, Backup, "backupId", faults, cancel),
            Due = at,
            DueOn = on,
            TargetOn = Date(Target, "targetOn", faults),
            SubjectKind = SubjectKind,
            SubjectId = Choice.OfId(SubjectId, "subjectId", faults),
        };
    }

    public async Task<CommitmentChange> Change(
        Db db,
        CommitmentRecord before,
        Faults faults,
        CancellationToken cancel
    ) =>
        new()
        {
            Text = Text,
            ContactId = Guid.TryParse(Contact, out var contact) ? contact : null,
            BackupId =
                Backup == before.Backup
                    ? before.BackupId
                    : await ColleagueNames.Chosen(db, Backup, "backupId", faults, cancel),
            TargetOn = Date(Target, "targetOn", faults),
        };

    private static LocalDate? Date(string? typed, string field, Faults faults)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var date = Moments.Date(typed.Trim());
        faults.If(date is null, field, Fault.NotADate);
        return date;
    }
}

/// <summary>What is done with a commitment, as it was typed.</summary>
public sealed class CommitmentActInput
{
    public string? Back { get; set; }
    public string? Outcome { get; set; }
    public string? Evidence { get; set; }
    public string? Reason { get; set; }
    public string? Day { get; set; }
    public string? Hour { get; set; }
    public string? Agreed { get; set; }
    public string? Text { get; set; }
    public string? Contact { get; set; }
    public string? Owner { get; set; }
}
