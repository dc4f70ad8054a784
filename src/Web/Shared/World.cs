using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Rapport.Fields;
using Rapport.Values;
using Rapport.Web.Contacts;

namespace Rapport.Web.Shared;

/// <summary>
/// What the world keeps codes of, to choose from in the reader's language: "Euro (EUR)", "German", "Berlin". What is sent
/// and kept is the code.
/// </summary>
internal static class World
{
    private static readonly ConcurrentDictionary<string, Choices> ByLanguage = new(
        StringComparer.Ordinal
    );

    private static readonly string[] Continents =
    [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];

    private sealed record Choices(
        IReadOnlyList<Option> Currencies,
        IReadOnlyList<Option> Languages,
        IReadOnlyList<Option> Zones
    );

    public static IReadOnlyList<Option> Currencies => InReadersLanguage.Currencies;

    public static IReadOnlyList<Option> Languages => InReadersLanguage.Languages;

    /// <summary>Places by their continent; what else the world's list of zones holds is history and bare offsets.</summary>
    public static IReadOnlyList<Option> Zones => InReadersLanguage.Zones;

    /// <summary>A code in words, as the forms name it; one that they do not offer stands as it is.</summary>
    public static string Said(CodeOf what, string code) =>
        what switch
        {
            CodeOf.Currency => Label(Currencies, code),
            CodeOf.Language => Label(Languages, code),
            CodeOf.Zone => Zone(code),
            _ => ContactTexts.Channel(code),
        };

    private static string Label(IReadOnlyList<Option> options, string code) =>
        options.FirstOrDefault(o => o.Value == code)?.Label ?? code;

    /// <summary>A zone as the forms name it; one that they do not offer is named likewise: "UTC".</summary>
    public static string Zone(string id) =>
        Place(id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    private static Choices InReadersLanguage =>
        ByLanguage.GetOrAdd(
            CultureInfo.CurrentUICulture.Name,
            language =>
                new(
                    ByLabel(
                        Rapport.Values.Currencies.Regions.Select(c => new Option(
                            c.Key,
                            $"{Raised(new RegionInfo($"{Neutral(language)}-{c.Value}").CurrencyNativeName)} ({c.Key})"
                        ))
                    ),
                    ByLabel(
                        Known.Languages.Select(code => new Option(
                            code,
                            Raised(CultureInfo.GetCultureInfo(code).DisplayName)
                        ))
                    ),
                    [.. Continents.SelectMany(Places)]
                )
        );

    private static IEnumerable<Option> Places(string continent)
    {
        var name =
            SharedWords.ResourceManager.GetString("Zone" + continent, CultureInfo.CurrentUICulture)
            ?? continent;
        return DateTimeZoneProviders
            .Tzdb.Ids.Where(id => id.StartsWith(continent + "/", StringComparison.Ordinal))
            .Select(id => new Option(id, Place(id[(continent.Length + 1)..]), name))
            .OrderBy(o => o.Label, StringComparer.CurrentCultureIgnoreCase);
    }

    /// <summary>"Argentina/Buenos_Aires" begins with what one looks for: "Buenos Aires, Argentina".</summary>
    private static string Place(string below) =>
        string.Join(", ", below.Replace('_', ' ').Split('/').Reverse());

    private static IReadOnlyList<Option> ByLabel(IEnumerable<Option> options) =>
        [.. options.OrderBy(o => o.Label, StringComparer.CurrentCultureIgnoreCase)];

    private static string Raised(string name) =>
        name.Length == 0 ? name : char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];

    private static string Neutral(string language) => language.Split('-')[0];
}
