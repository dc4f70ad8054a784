using System.Text.Json;
using System.Text.Json.Nodes;
using Rapport.Values;
using Rapport.Web.Hosting;

namespace Rapport.Web.Api;

/// <summary>JSON merge patch, RFC 7396: what is named replaces, null clears, the rest stays.</summary>
internal static class MergePatch
{
    /// <summary>The details with the patch applied; a refusal names the field that does not fit or is unknown.</summary>
    public static Result<T> Apply<T>(T before, JsonElement patch)
        where T : class
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return Refusal.Invalid("", Fault.Unknown);
        }
        var merged = JsonSerializer.SerializeToNode(before, Json.Options)!.AsObject();
        foreach (var field in patch.EnumerateObject())
        {
            if (!merged.ContainsKey(field.Name))
            {
                return Refusal.Invalid(field.Name, Fault.Unknown);
            }
            merged[field.Name] = Merge(merged[field.Name], field.Value);
        }
        try
        {
            var said = merged.Deserialize<T>(Json.Options)!;
            return Gaps.In(said) is { } refusal ? refusal : said;
        }
        catch (JsonException wrong)
        {
            return Refusal.Invalid(Unread.Field(wrong) ?? "", Fault.Unknown);
        }
    }

    private static JsonNode? Merge(JsonNode? target, JsonElement patch)
    {
        if (patch.ValueKind != JsonValueKind.Object)
        {
            return patch.ValueKind == JsonValueKind.Null
                ? null
                : JsonNode.Parse(patch.GetRawText());
        }
        var merged = target as JsonObject ?? [];
        foreach (var field in patch.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.Null)
            {
                merged.Remove(field.Name);
            }
            else
            {
                merged[field.Name] = Merge(merged[field.Name]?.DeepClone(), field.Value);
            }
        }
        return merged;
    }
}
