using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Rapport.Web.Api;

/// <summary>Where a list goes on: the sort key and id of the last item, written so that it fits into an address.</summary>
public static class Cursor
{
    public const int Most = 100;
    public const int Usual = 50;

    public static string Write<T>(T place) =>
        WebEncoders.Base64UrlEncode(
            JsonSerializer.SerializeToUtf8Bytes(place, Hosting.Json.Options)
        );

    /// <summary>Null when there is none or it is not one of ours; the list then begins at its beginning.</summary>
    public static T? Read<T>(string? cursor)
        where T : class
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return null;
        }
        try
        {
            return JsonSerializer.Deserialize<T>(
                WebEncoders.Base64UrlDecode(cursor),
                Hosting.Json.Options
            );
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>How many to give: at least one, at most a hundred.</summary>
    public static int Limit(int? asked) => Math.Clamp(asked ?? Usual, 1, Most);
}
