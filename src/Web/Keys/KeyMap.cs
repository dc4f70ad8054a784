using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Rapport.People;
using Rapport.Web.Access;

namespace Rapport.Web.Keys;

/// <summary>What keys.js is told once on each page: every act that the reader may do, its keys and its words.</summary>
internal static class KeyMap
{
    /// <summary>Few differ: by language, roles, and who chose keys of her own.</summary>
    private const int MostKept = 500;

    private static readonly ConcurrentDictionary<(string, Roles, string?), string> Kept = new();

    /// <summary>JSON without a sign that HTML would read as markup.</summary>
    public static string Of(Me me)
    {
        if (Kept.Count > MostKept)
        {
            Kept.Clear();
        }
        return Kept.GetOrAdd(
            (CultureInfo.CurrentUICulture.Name, me.Roles, me.Keys),
            _ => Write(me)
        );
    }

    /// <summary>The keys that an act has for a colleague; empty for none.</summary>
    public static string Keys(this KeyAct act, KeyChoices choices) =>
        choices.Keys.GetValueOrDefault(act.Name, act.Usual);

    /// <summary>As somebody reads and types them: Ctrl+K.</summary>
    public static string Said(this string keys) =>
        keys.Replace(KeyStrokes.Mod, KeyWords.Ctrl + "+", StringComparison.Ordinal);

    private static string Write(Me me)
    {
        var choices = KeyChoices.Read(me.Keys);
        var acts = KeyActs
            .Of(me)
            .Select(a => new
            {
                name = a.Name,
                keys = Working(a.Keys(choices), choices),
                group = a.Group().ToString(),
                scope = a.Scope.ToString().ToLowerInvariant(),
                deed = a.Deed.ToString().ToLowerInvariant(),
                label = a.Label(),
                href = a.Address,
            });
        var words = new
        {
            title = KeyWords.Title,
            change = KeyWords.Change,
            off = choices.Plain ? null : KeyWords.PlainAreOff,
            close = Shared.SharedWords.Close,
            open = KeyWords.Open,
            then = KeyWords.Then,
            ctrl = KeyWords.Ctrl,
            palette = KeyWords.Palette,
            palettePrompt = KeyWords.PalettePrompt,
            actions = KeyWords.Actions,
            recent = KeyWords.Recent,
            found = KeyWords.Found,
            everything = KeyWords.Everything,
            count = KeyWords.Count,
            search = KeyWords.Search,
            noList = KeyWords.NoList,
            first = KeyWords.IsFirst,
            last = KeyWords.IsLast,
            unreached = KeyWords.Unreached,
            groups = Enum.GetValues<KeyGroup>().ToDictionary(g => g.ToString(), g => g.Label()),
        };
        // The usual encoder also writes < > & and ' as \u003C and so on.
        return JsonSerializer.Serialize(new { acts, words }, Options);
    }

    private static string Working(string keys, KeyChoices choices) =>
        choices.Plain || !KeyStrokes.ArePlain(keys) ? keys : "";

    private static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };
}
