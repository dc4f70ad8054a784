using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rapport.Bench;

/// <summary>Makes firms, starts the program and the limit program beside it, asks both, and prints what came out.</summary>
internal static partial class Benchmarks
{
    private const int Connections = 8;

    /// <summary>Statements that one request may send: quality.md.</summary>
    private const int MostOfApi = 8;
    private const int MostOfHandbook = 16;

    /// <summary>One pair alone and the rest together.</summary>
    private const int MergedPairs = 301;
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(4);
    private static readonly string[] Words =
    [
        "export",
        "schicht",
        "invoice 2026",
        "workshop",
        "kasse",
    ];

    /// <param name="args">
    /// <c>--full</c> adds firm L on PostgreSQL; <c>--only S</c> runs one size, <c>--plays</c> the plays alone,
    /// <c>--words</c> what is owed alone, <c>--lists L</c> the lists alone, of this size on PostgreSQL.
    /// </param>
    public static async Task<int> Run(string[] args)
    {
        var only = args is ["--only", var size] ? size : null;
        var table = new Table();
        switch (args)
        {
            case ["--lists", var listed]:
                await OfLists(listed, table);
                return Told(table);
            case ["--plays"]:
                await OfPlays(table);
                return Told(table);
            case ["--words"]:
                await OfWords(table);
                return Told(table);
        }
        if (only is null)
        {
            await OfPlays(table);
            await OfWords(table);
        }
        var handbooks = new Dictionary<(string Engine, string Size), double>();
        (string Size, bool Postgres)[] firms =
            only is not null ? [(only, false), (only, true)]
            : args.Contains("--full") ? [("S", false), ("M", false), ("S", true), ("L", true)]
            : [("S", false), ("M", false), ("S", true)];
        foreach (var (name, postgres) in firms)
        {
            await using var firm = await Firm.Make(name, postgres);
            handbooks[(firm.Engine, name)] = await Measure(firm, table);
            if (name == "S")
            {
                await Verify(firm, table);
            }
        }
        foreach (var ((engine, name), time) in handbooks.Where(h => h.Key.Size != "S"))
        {
            if (handbooks.TryGetValue((engine, "S"), out var small))
            {
                table.Add(
                    $"{name} against S, {engine}",
                    "handbook page, median",
                    time / small,
                    "×",
                    1.5
                );
            }
        }
        if (handbooks.Count > 1)
        {
            Lists.Compare(table);
        }
        return Told(table);
    }

    /// <summary>A figure that falls short is said, not failed: another machine has other figures.</summary>
    private static int Told(Table table)
    {
        table.Print();
        return table.Broken ? 1 : 0;
    }

    private static async Task OfPlays(Table table)
    {
        await PlayTimes.Measure(postgres: false, table);
        await PlayTimes.Measure(postgres: true, table);
    }

    private static async Task OfWords(Table table)
    {
        await WordTimes.Measure(postgres: false, table);
        await WordTimes.Measure(postgres: true, table);
    }

    private static async Task OfLists(string size, Table table)
    {
        await using var firm = await Firm.Make(size, postgres: true);
        await ListRows.Write(firm, MergedPairs);
        using var server = await Server.Start(firm);
        var cookie = await Firm.SignIn(server);
        Lists.Measure(server, firm, cookie, $"firm {firm.Size}, {firm.Engine}", table);
    }

    private static async Task<double> Measure(Firm firm, Table table)
    {
        var where = $"firm {firm.Size}, {firm.Engine}";
        var pairs = await ListRows.Write(firm, MergedPairs);
        using var server = await Server.Start(firm);
        table.Add(where, "start to first page", server.First.TotalSeconds, "s", 3);
        await Task.Delay(TimeSpan.FromSeconds(2));
        table.Add(where, "resident memory after the first page", server.Megabytes, "MB", 250);
        using (var limit = await Server.Limit(firm))
        {
            Beside(
                "one record",
                n => $"/api/v1/clients/{Any(firm, n)}",
                n => $"/record/{Any(firm, n)}"
            );
            Beside("list of 100", _ => "/api/v1/clients?limit=100", _ => "/list");

            void Beside(string what, Func<int, string> ours, Func<int, string> bare)
            {
                table.Try(where, what, () => Race(what, ours, bare));
                Count(what, n => Ask(ours(n), n), MostOfApi);
            }

            void Race(string what, Func<int, string> ours, Func<int, string> bare)
            {
                var best = Caller.Throughput(limit, n => Ask(bare(n), n), Connections, Span);
                var real = Caller.Throughput(server, n => Ask(ours(n), n), Connections, Span);
                table.Add(
                    where,
                    $"{what}: {real.PerSecond:F0}/s against {best.PerSecond:F0}/s",
                    real.PerSecond / best.PerSecond,
                    "of the limit",
                    0.5,
                    atLeast: true
                );
                table.Add(where, $"{what}: CPU, the limit's {best.Cpu:F2}", real.Cpu, "ms", null);
            }
        }
        var cookie = await Firm.SignIn(server);
        var handbook = double.NaN;
        Page(
            "handbook page",
            n => $"/clients/{Any(firm, n)}",
            MostOfHandbook,
            p50 => handbook = p50
        );
        Page("handbook page, fattest client", _ => $"/clients/{firm.Fattest}", MostOfHandbook);
        Page("client list", _ => "/clients", MostOfApi);
        table.Try(where, "lists", () => Lists.Measure(server, firm, cookie, where, table));
        Speed("search", Search, 0.95, 100);
        Count("search", Search, MostOfApi);
        Speed("create an interaction", Create, 0.99, 40);
        table.Try(
            where,
            "interactions created",
            () =>
            {
                var made = Caller.Throughput(server, Create, Connections, Span);
                table.Add(
                    where,
                    "interactions created, eight at a time",
                    made.PerSecond,
                    "/s",
                    null
                );
            }
        );
        table.Try(where, "page weight", () => Weigh(server, cookie, firm, where, table));
        await MergeTimes.Measure(server, firm, pairs, where, table);
        await Import(firm, server.First, where, table);
        return handbook;

        byte[] Ask(string path, int n) => Caller.Get(path, firm.Token(n));

        byte[] Search(int n) =>
            Ask($"/api/v1/search?q={Uri.EscapeDataString(Words[n % Words.Length])}", n);

        byte[] Create(int n) =>
            Caller.Post(
                "/api/v1/interactions",
                firm.Token(n),
                $$"""{"clientId":"{{Any(firm, n)}}","touchpoint":"delivery","channel":"call","subject":"Asked about the export","body":"Two questions."}"""
            );

        void Page(
            string what,
            Func<int, string> path,
            int statements,
            Action<double>? median = null
        )
        {
            table.Try(where, what, () => Look(what, path, median));
            Count(what, n => Caller.Get(path(n), cookie), statements);
        }

        void Count(string what, Func<int, byte[]> request, int most) =>
            table.Try(
                where,
                what,
                () =>
                    table.Add(
                        where,
                        $"{what}: statements, who asks among them",
                        server.Statements(request, firm.Token(0)),
                        "",
                        most
                    )
            );

        void Look(string what, Func<int, string> path, Action<double>? median)
        {
            var (times, cpu) = Caller.Latency(server, n => Caller.Get(path(n), cookie), 400);
            table.Add(where, $"{what}: p50", At(times, 0.5), "ms", 10);
            table.Add(where, $"{what}: p99", At(times, 0.99), "ms", 40);
            table.Add(where, $"{what}: CPU", cpu, "ms", 2);
            median?.Invoke(At(times, 0.5));
        }

        void Speed(string what, Func<int, byte[]> request, double part, double bar) =>
            table.Try(where, what, () => Time(what, request, part, bar));

        void Time(string what, Func<int, byte[]> request, double part, double bar)
        {
            var (times, cpu) = Caller.Latency(server, request, 200);
            table.Add(
                where,
                string.Create(CultureInfo.InvariantCulture, $"{what}: p{part * 100:0}"),
                At(times, part),
                "ms",
                bar
            );
            table.Add(where, $"{what}: CPU", cpu, "ms", null);
        }
    }

    /// <summary>New clients from a file by the command line, the start of the program taken off.</summary>
    private static async Task Import(Firm firm, TimeSpan start, string where, Table table)
    {
        const int rows = 60_000;
        var file = Path.Combine(firm.Folder, "clients.csv");
        await File.WriteAllLinesAsync(
            file,
            Enumerable
                .Range(0, rows)
                .Select(n =>
                    $"Imported {n * 7919L % 1000003} Ltd,Trade,{n % 900},import{n}.example,Leeds,{n}"
                )
                .Prepend("name,industry,employees,website,city,id")
        );
        var watch = Stopwatch.StartNew();
        await Server.Command(firm, null, "import", file, "--as", "clients", "--dry-run");
        var dry = watch.Elapsed;
        watch.Restart();
        await Server.Command(firm, null, "import", file, "--as", "clients");
        table.Add(
            where,
            $"import of {rows} clients (dry run {dry.TotalSeconds:F1} s)",
            rows / (watch.Elapsed - start).TotalSeconds,
            "rows/s",
            5000,
            atLeast: true
        );
    }

    /// <summary>A million entries of the audit walked along by the command line, its start among it; nothing else seals then.</summary>
    private static async Task Verify(Firm firm, Table table)
    {
        const int entries = 1_000_000;
        await Server.Command(firm, null, "audit", "verify", "--json");
        await AuditRows.Write(firm, entries);
        var watch = Stopwatch.StartNew();
        await Server.Command(firm, null, "audit", "verify", "--json");
        table.Add(
            $"firm {firm.Size}, {firm.Engine}",
            $"audit verify, {entries:N0} entries",
            watch.Elapsed.TotalSeconds,
            "s",
            60
        );
    }

    /// <summary>What a browser without a cache takes in for a page with all it refers to, and for the next page.</summary>
    private static void Weigh(Server server, string cookie, Firm firm, string where, Table table)
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{server.Port}"),
        };
        using var caller = new Caller(server.Port);
        var page = caller.Ask(Caller.Get($"/clients/{firm.Clients[^1]}", cookie)).Length;
        var signIn = http.GetStringAsync("/sign-in").GetAwaiter().GetResult();
        var parts = References().Matches(signIn).Select(m => m.Groups["path"].Value).Distinct();
        var all = page + parts.Sum(p => caller.Ask(Caller.Get(p, cookie)).Length);
        table.Add(where, "page weight, first visit", all / 1000.0, "kB", 200);
        table.Add(where, "page weight, next page", page / 1000.0, "kB", 20);
    }

    /// <summary>Clients in an order that jumps about, so that no page is asked twice in a row.</summary>
    private static Guid Any(Firm firm, int n) =>
        firm.Clients[(int)((n * 7919L) % firm.Clients.Length)];

    private static double At(double[] sorted, double part) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * part))];

    [GeneratedRegex(
        "(?:src|href)=\"(?<path>/[^\"#]+\\.(?:css|js|woff2|svg)[^\"#]*)",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex References();
}
