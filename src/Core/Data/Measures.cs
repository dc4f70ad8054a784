using System.Diagnostics.Metrics;

namespace Rapport.Data;

/// <summary>What the program counts of itself. Costs nothing while nobody listens, and little when somebody does.</summary>
public static class Measures
{
    public const string MeterName = "Rapport";

    private static readonly Meter Meter = new(MeterName);

    public static readonly Counter<long> Commits = Meter.CreateCounter<long>(
        "rapport.commits",
        description: "Transactions that changed something."
    );

    public static readonly Histogram<double> WriteWait = Meter.CreateHistogram<double>(
        "rapport.write_wait",
        "s",
        "How long a writer waited for its turn on SQLite."
    );

    public static readonly Counter<long> ImportRows = Meter.CreateCounter<long>(
        "rapport.import_rows",
        description: "Rows of files that came to a fate, dry runs included."
    );

    public static readonly Counter<long> FileBytes = Meter.CreateCounter<long>(
        "rapport.file_bytes",
        description: "Bytes of files that were not kept yet and came to be."
    );

    public static readonly Counter<long> JobsEnded = Meter.CreateCounter<long>(
        "rapport.jobs_ended",
        description: "Jobs that came to their end, by how."
    );

    public static readonly Counter<long> SignInsRefused = Meter.CreateCounter<long>(
        "rapport.sign_ins_refused",
        description: "Sign-ins that were refused, by the way that was tried."
    );

    public static readonly UpDownCounter<long> LiveStreams = Meter.CreateUpDownCounter<long>(
        "rapport.live_streams",
        description: "Browsers that listen for what happens."
    );

    public static readonly Histogram<double> LiveDelay = Meter.CreateHistogram<double>(
        "rapport.live_delay",
        "s",
        "From a commit until a browser that listens is told of it."
    );
}
