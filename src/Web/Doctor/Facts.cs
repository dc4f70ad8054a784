using NodaTime;
using Rapport.Audit;
using Rapport.Data;
using Rapport.Files;
using Rapport.Search;

namespace Rapport.Web.Doctor;

/// <summary>All that is looked at, as it was found; what it means is for <see cref="Judgement"/> to say.</summary>
/// <param name="SettingFaults">What cannot be read of the RAPPORT_… variables, each with its reason.</param>
/// <param name="Chromium">Where a browser is that prints pages; null when there is none.</param>
public sealed record Facts(
    Instant Now,
    IReadOnlyList<string> SettingFaults,
    FolderFacts Folder,
    IReadOnlyList<AddressFacts> Addresses,
    string? Chromium,
    DatabaseFacts Database
)
{
    /// <summary>What came of trying the store of files; null where they lie in the data folder, or the setting cannot be read.</summary>
    public StoreProbe? Store { get; init; }

    /// <summary>What is known of sending mail; null where it is off, or its settings cannot be read.</summary>
    public MailFacts? Mail { get; init; }

    /// <summary>Somebody serves, so that what nobody does now will not be done by itself.</summary>
    public bool IsServed => Addresses.Any(a => a.Serves);
}

/// <param name="Place">The server's host and port.</param>
/// <param name="Away">Why it cannot be reached; null when it can.</param>
/// <param name="Node">Node, which runs the mail worker, can be started.</param>
/// <param name="Home">Where links in mails lead; null where that is not set.</param>
public sealed record MailFacts(string Place, string? Away, bool Node, string? Home = null);

/// <param name="Denied">Why nothing can be written there; null when it can.</param>
/// <param name="Free">Bytes.</param>
/// <param name="Open">It can be entered by others than the program's user.</param>
/// <param name="OpenKeys">Files with secrets that others may read or write.</param>
public sealed record FolderFacts(
    string Path,
    string? Denied,
    long Free,
    bool Open,
    IReadOnlyList<string> OpenKeys
);

/// <param name="Serves">Rapport answers there.</param>
/// <param name="Taken">Somebody else does.</param>
public sealed record AddressFacts(string Url, bool Serves, bool Taken);

/// <param name="Away">Why it cannot be reached; null when it can, and only then the rest is known.</param>
/// <param name="Ahead">Migrations that it has and that this program does not know.</param>
/// <param name="Pending">Migrations that it lacks; nothing more is looked at then.</param>
public sealed record DatabaseFacts(
    string Place,
    string? Away,
    EngineState? Engine = null,
    IReadOnlyList<string>? Ahead = null,
    IReadOnlyList<string>? Pending = null,
    ContentFacts? Contents = null
)
{
    /// <summary>What is said by NOTIFY comes to who listens; so it is where there is one node.</summary>
    public bool Hears { get; init; } = true;
}

/// <param name="Newest">When the newest entry of the audit was written.</param>
/// <param name="KeyFault">Why the key that signs the chain cannot be read; null when it can, or is not made yet.</param>
/// <param name="Left">Jobs that are not over and that nobody holds.</param>
/// <param name="Failed">Jobs that gave up lately, each with its reason.</param>
public sealed record ContentFacts(
    Instant? Newest,
    ChainState Chain,
    bool HasKey,
    string? KeyFault,
    IndexState Index,
    int Left,
    IReadOnlyList<string> Failed,
    OutboxFacts Outbox,
    ScheduleStore? Schedule
)
{
    /// <summary>Recurring work that failed when it ran last, each with its reason.</summary>
    public IReadOnlyList<string> FailedRuns { get; init; } = [];
}

/// <param name="Tried">Those that failed before and are tried again later.</param>
public sealed record OutboxFacts(int Waiting, Instant? Oldest, int Tried);
