using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Rapport.Values;

namespace Rapport.Web.Api;

/// <summary>Which page of a list is asked for.</summary>
/// <param name="After">Null where the list begins.</param>
public sealed record AskedPage<T>(T? After, int Size)
    where T : class;

/// <summary>Where a list goes on: the sort key and id of the last item, written so that it fits into an address.</summary>
public static class Cursor
{
    public const int Most = 100;
    public const int Usual = 50;

    /// <summary>A place of another list lacks what this one is ordered by.</summary>
    private static readonly JsonSerializerOptions Whole = new(Hosting.Json.Options)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>
    /// What the address of a list of the API asks for. A script that goes on from nowhere, or counts on more than it
    /// gets, is told so: beginning again in silence would have it walk in circles.
    /// </summary>
    public static Result<AskedPage<T>> Asked<T>(string? cursor, int? limit)
        where T : class
    {
        var faults = new Faults();
        var after = Read<T>(cursor);
        faults.If(after is null && !string.IsNullOrEmpty(cursor), "cursor", Fault.Unknown);
        faults.If(limit < 1, "limit", Fault.TooSmall);
        faults.If(limit > Most, "limit", Fault.TooLarge);
        return faults.Any ? faults.Refusal : new AskedPage<T>(after, limit ?? Usual);
    }

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
            return JsonSerializer.Deserialize<T>(WebEncoders.Base64UrlDecode(cursor), Whole);
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }
}
