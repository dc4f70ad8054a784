using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Rapport.Bench;

/// <summary>How long kept lists take to open, at their beginning, on the next page and far down.</summary>
internal static partial class Lists
{
    private const int MostStatements = 8;
    private const double MostMilliseconds = 100;

    /// <summary>So many pages down is far.</summary>
    private const int Deep = 12;

    /// <summary>How often each page of a view is asked for.</summary>
    private const int Times = 34;

    /// <summary>What each view sent to the database, by firm: it must not grow with the firm.</summary>
    private static readonly Dictionary<string, HashSet<double>> Sent = [];

    public static void Measure(Server server, Firm firm, string cookie, string where, Table table)
    {
        if (ListViews.Missing() is { Count: > 0 } missing)
        {
            throw new InvalidOperationException($"No view shows {string.Join(", ", missing)}");
        }
        using var http = Browser(server, cookie);
        var all = new List<double>();
        foreach (var (name, view) in ListViews.All)
        {
            table.Try(where, name, () => all.AddRange(Open(name, view)));
        }
        if (all.Count > 0)
        {
            all.Sort();
            table.Add(where, "lists, all views: p50", At(all, 0.5), "ms", null);
            table.Add(where, "lists, all views: p99", At(all, 0.99), "ms", MostMilliseconds);
        }

        List<double> Open(string name, string view)
        {
            var pages = Pages(http, ListViews.Address(view, firm.Fattest));
            var times = new List<double>();
            using var caller = new Caller(server.Port);
            foreach (var (place, page) in pages.Index())
            {
                // A browser reads on by the next rows alone.
                var request = Caller.Get(
                    page,
                    place == 0
                        ? cookie
                        : cookie + "\r\nHX-Request: true\r\nHX-Request-Type: partial"
                );
                for (var n = -3; n < Times; n++)
                {
                    var watch = Stopwatch.StartNew();
                    var status = caller.Ask(request).Status;
                    if (status != 200)
                    {
                        throw new InvalidOperationException($"{page} answered {status}");
                    }
                    // The first few warm up what this view alone needs.
                    if (n >= 0)
                    {
                        times.Add(watch.Elapsed.TotalMilliseconds);
                    }
                }
            }
            times.Sort();
            var sent = server.Statements(_ => Caller.Get(pages[0], cookie), firm.Token(0));
            (Sent.TryGetValue(name, out var before) ? before : Sent[name] = []).Add(sent);
            var what = $"list, {name}";
            table.Add(where, $"{what}: p50", At(times, 0.5), "ms", null);
            table.Add(where, $"{what}: p99", At(times, 0.99), "ms", MostMilliseconds);
            table.Add(where, $"{what}: statements", sent, "", MostStatements);
            return times;
        }
    }

    /// <summary>Whether each view sends as many statements for a small firm as for a large one.</summary>
    public static void Compare(Table table) =>
        table.Add(
            "all firms",
            "lists that send more for a larger firm",
            Sent.Values.Count(s => s.Count > 1),
            "of " + Sent.Count,
            0
        );

    /// <summary>The first page, the second, and one far down or the last.</summary>
    private static List<string> Pages(HttpClient http, string address)
    {
        var pages = new List<string> { address };
        while (pages.Count <= Deep && Next(http, pages[^1]) is { } next)
        {
            pages.Add(next);
        }
        return pages.Count <= 3 ? pages : [pages[0], pages[1], pages[^1]];
    }

    private static string? Next(HttpClient http, string page)
    {
        var link = After().Match(http.GetStringAsync(page).GetAwaiter().GetResult());
        return link.Success ? WebUtility.HtmlDecode(link.Groups["href"].Value) : null;
    }

    private static HttpClient Browser(Server server, string cookie)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{server.Port}"),
        };
        http.DefaultRequestHeaders.Add(
            "Cookie",
            cookie[(cookie.IndexOf("Cookie: ", StringComparison.Ordinal) + 8)..]
        );
        return http;
    }

    private static double At(List<double> sorted, double part) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];

    [GeneratedRegex("<a[^>]*href=\"(?<href>/[^\"]*after=[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex After();
}
