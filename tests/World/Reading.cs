using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Api = Rapport.Web.Hosting.Json;

namespace Rapport.Tests.World;

/// <summary>What a page or the API answered, as a person or a script reads it.</summary>
public static class Reading
{
    /// <summary>What stands in a field of a form; null when there is no such field.</summary>
    public static string? Typed(this IDocument page, string name) =>
        page.QuerySelector($"[name='{name}']") switch
        {
            null => null,
            { LocalName: "select" } field => field
                .QuerySelector("option[selected]")
                ?.GetAttribute("value")
                ?? "",
            { LocalName: "textarea" } field => field.TextContent,
            var field => field.GetAttribute("value") ?? "",
        };

    /// <summary>What is said to be wrong beside a field; null when nothing is.</summary>
    public static string? Wrong(this IDocument page, string name) =>
        page.QuerySelector($"#f-{name}-error")?.TextContent.Trim();

    /// <summary>The words of the page itself, without what stands around every page.</summary>
    public static string Said(this IDocument page) => page.QuerySelector("main")!.TextContent;

    public static async Task<JsonNode> Json(this HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>The fields that a refusal names, in order.</summary>
    public static async Task<IEnumerable<string>> Faults(this HttpResponseMessage answer) =>
        (await answer.Json())["errors"]!.AsObject().Select(e => e.Key).Order();

    /// <summary>The version in the tag of an answer.</summary>
    public static int Version(this HttpResponseMessage answer) =>
        int.Parse(
            answer.Headers.ETag!.Tag.Trim('"').Split('-')[0],
            System.Globalization.CultureInfo.InvariantCulture
        );

    public static async Task<JsonNode> Read(this HttpClient script, string path)
    {
        using var answer = await script.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
        return await answer.Json();
    }

    public static Task<HttpResponseMessage> Send(
        this HttpClient script,
        string path,
        object said
    ) => script.PostAsJsonAsync(new Uri(path, UriKind.Relative), said, Api.Options);

    /// <param name="version">On which the change was made; null to say none.</param>
    public static async Task<HttpResponseMessage> Patch(
        this HttpClient script,
        string path,
        int? version,
        object said
    )
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Patch,
            new Uri(path, UriKind.Relative)
        )
        {
            Content = JsonContent.Create(said, options: Api.Options),
        };
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }
        return await script.SendAsync(request);
    }
}
