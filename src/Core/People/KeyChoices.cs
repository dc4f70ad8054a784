using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.People;

/// <summary>What a colleague chose of the keys of the screens; what is not named is as it comes.</summary>
/// <param name="Keys">The keys of an act by the act's name; empty where it has none.</param>
/// <param name="Plain">Whether keys without Ctrl or ⌘ work at all: who speaks to the machine, or slips, turns them off.</param>
public sealed record KeyChoices(IReadOnlyDictionary<string, string> Keys, bool Plain = true)
{
    public const int Longest = 4000;

    public static readonly KeyChoices None = new(new Dictionary<string, string>());

    /// <summary>What cannot be read any more is as if nothing had been chosen.</summary>
    public static KeyChoices Read(string? written)
    {
        if (string.IsNullOrEmpty(written))
        {
            return None;
        }
        try
        {
            return JsonSerializer.Deserialize<KeyChoices>(written) is { Keys: not null } read
                ? read
                : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <summary>Null where nothing was chosen.</summary>
    [JsonIgnore]
    public string? Written =>
        Plain && Keys.Count == 0
            ? null
            : JsonSerializer.Serialize(
                this with
                {
                    Keys = new SortedDictionary<string, string>(
                        Keys.ToDictionary(),
                        StringComparer.Ordinal
                    ),
                }
            );
}
