using Rapport.Data;

namespace Rapport.Web.Metrics;

public enum MetricType
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>An instrument that is shown: where it is found, how it is called, and which of its tags become labels.</summary>
/// <param name="Tags">Each tag with the label that it becomes; others are added up.</param>
internal sealed record Measure(
    string Meter,
    string Instrument,
    string Name,
    MetricType Type,
    string Help,
    params (string Tag, string Label)[] Tags
)
{
    /// <summary>What a label says where its tag was not given.</summary>
    public string Without { get; init; } = "";
}

/// <summary>All that /metrics shows of instruments. What is not here is not listened to.</summary>
internal static class Shown
{
    private const string Http = "Microsoft.AspNetCore.Hosting";
    private const string Ef = "Microsoft.EntityFrameworkCore";
    private const string Runtime = "System.Runtime";

    public static readonly string[] Meters = [Http, Ef, Runtime, Measures.MeterName];

    public static readonly Measure[] All =
    [
        new(
            Http,
            "http.server.request.duration",
            "http_server_request_duration_seconds",
            MetricType.Histogram,
            "How long requests took.",
            ("http.request.method", "method"),
            ("http.route", "route"),
            ("http.response.status_code", "status")
        )
        {
            Without = "no route",
        },
        new(
            Ef,
            "microsoft.entityframeworkcore.queries",
            "rapport_database_queries_total",
            MetricType.Counter,
            "Queries sent to the database."
        ),
        new(
            Ef,
            "microsoft.entityframeworkcore.savechanges",
            "rapport_database_saves_total",
            MetricType.Counter,
            "Saves sent to the database."
        ),
        Own(Measures.Commits.Name, "rapport_commits_total", "Transactions that changed something."),
        Own(
            Measures.ImportRows.Name,
            "rapport_import_rows_total",
            "Rows of files that came to a fate, dry runs included.",
            "fate"
        ),
        Own(
            Measures.FileBytes.Name,
            "rapport_file_bytes_total",
            "Bytes of files that came to be kept."
        ),
        Own(
            Measures.JobsEnded.Name,
            "rapport_jobs_ended_total",
            "Jobs that came to an end.",
            "state"
        ),
        Own(
            Measures.SignInsRefused.Name,
            "rapport_sign_ins_refused_total",
            "Sign-ins that were refused.",
            "by"
        ),
        new(
            Measures.MeterName,
            Measures.WriteWait.Name,
            "rapport_write_wait_seconds",
            MetricType.Histogram,
            "How long writers waited for their turn on SQLite."
        ),
        new(
            Measures.MeterName,
            Measures.LiveDelay.Name,
            "rapport_live_delay_seconds",
            MetricType.Histogram,
            "From a commit until a browser that listens is told of it."
        ),
        new(
            Runtime,
            "dotnet.process.memory.working_set",
            "process_resident_memory_bytes",
            MetricType.Gauge,
            "Memory of the process."
        ),
        new(
            Runtime,
            "dotnet.process.cpu.time",
            "process_cpu_seconds_total",
            MetricType.Counter,
            "Processor time of the process.",
            ("cpu.mode", "mode")
        ),
        new(
            Runtime,
            "dotnet.gc.collections",
            "dotnet_gc_collections_total",
            MetricType.Counter,
            "Garbage collections.",
            ("gc.heap.generation", "generation")
        ),
        new(
            Runtime,
            "dotnet.gc.pause.time",
            "dotnet_gc_pause_seconds_total",
            MetricType.Counter,
            "Time that garbage collections stopped the program."
        ),
        new(
            Runtime,
            "dotnet.gc.heap.total_allocated",
            "dotnet_gc_allocated_bytes_total",
            MetricType.Counter,
            "Memory that was asked for."
        ),
        new(
            Runtime,
            "dotnet.thread_pool.queue.length",
            "dotnet_thread_pool_queue_length",
            MetricType.Gauge,
            "Work that waits for a thread."
        ),
    ];

    private static Measure Own(
        string instrument,
        string name,
        string help,
        params string[] labels
    ) =>
        new(
            Measures.MeterName,
            instrument,
            name,
            MetricType.Counter,
            help,
            [.. labels.Select(l => (l, l))]
        );
}
