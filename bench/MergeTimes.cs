using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Rapport.Bench;

/// <summary>How long it takes until two records are one, and many pairs; their jobs among it.</summary>
internal static class MergeTimes
{
    public static async Task Measure(
        Server server,
        Firm firm,
        IReadOnlyList<Guid> pairs,
        string where,
        Table table
    )
    {
        using var http = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{server.Port}/api/v1/"),
        };
        http.DefaultRequestHeaders.Add("Authorization", firm.Token(0)["Authorization: ".Length..]);
        var one = await Merge(http, [pairs[0]]);
        table.Add(where, "merge of one pair of contacts", one.TotalMilliseconds, "ms", null);
        var rest = pairs.Skip(1).ToList();
        var many = await Merge(http, rest);
        table.Add(
            where,
            $"merge of {rest.Count} pairs of contacts",
            rest.Count / many.TotalSeconds,
            "pairs/s",
            null
        );
    }

    /// <summary>From the moment it is said to go until the last pair is one.</summary>
    private static async Task<TimeSpan> Merge(HttpClient http, IReadOnlyList<Guid> pairs)
    {
        var asked = await Post(http, "merge-batches", new { of = "contacts", ids = pairs });
        var batch = $"merge-batches/{(string)asked["id"]!}";
        var watch = Stopwatch.StartNew();
        await Post(http, $"{batch}/run", new { });
        while (watch.Elapsed < TimeSpan.FromMinutes(10))
        {
            var now = (await http.GetFromJsonAsync<JsonNode>(batch))!;
            if ((string?)now["state"] == "done")
            {
                return watch.Elapsed;
            }
            await Task.Delay(20);
        }
        throw new InvalidOperationException("A merge did not come to its end");
    }

    private static async Task<JsonNode> Post(HttpClient http, string path, object said)
    {
        using var answer = await http.PostAsJsonAsync(path, said);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException(
                $"{path} answered {(int)answer.StatusCode}: {text}"
            );
    }
}
