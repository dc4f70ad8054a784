using System.Globalization;
using NodaTime;

namespace Rapport.Values;

/// <summary>Checks of codes that the world keeps: zones, languages, links, mail addresses, telephone numbers.</summary>
public static class Known
{
    private static readonly HashSet<string> LanguageCodes = new(
        CultureInfo
            .GetCultures(CultureTypes.NeutralCultures)
            .Select(c => c.TwoLetterISOLanguageName)
            .Where(c => c.Length == 2),
        StringComparer.Ordinal
    );

    /// <summary>The two letters of every language that has them.</summary>
    public static IReadOnlyCollection<string> Languages => LanguageCodes;

    public static bool Zone(string? id) =>
        id is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null;

    public static bool Language(string? code) => code is not null && LanguageCodes.Contains(code);

    /// <summary>One at sign with something on both sides, a dot behind it, no space: what can be a mail address at all.</summary>
    public static bool Email(string? address)
    {
        if (
            address is null
            || address.Length > 254
            || address.Any(char.IsWhiteSpace)
            || address.Any(char.IsControl)
        )
        {
            return false;
        }
        var at = address.LastIndexOf('@');
        return at > 0
            && at < address.Length - 3
            && address.IndexOf('.', at) > at + 1
            && !address.EndsWith('.')
            && address.IndexOf(',') < 0;
    }

    /// <summary>At least three digits, and besides only what people write between them.</summary>
    public static bool Phone(string? number) =>
        number is { Length: <= 60 }
        && number.Count(char.IsAsciiDigit) >= 3
        && number.All(c =>
            char.IsLetterOrDigit(c) || " +-./()#,;:".Contains(c, StringComparison.Ordinal)
        );

    public static bool Link(string? link) =>
        link is { Length: <= 300 }
        && !link.Any(char.IsWhiteSpace)
        && Uri.TryCreate(
            link.Contains("://", StringComparison.Ordinal) ? link : "https://" + link,
            UriKind.Absolute,
            out var uri
        )
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Host.Contains('.', StringComparison.Ordinal);

    /// <summary>The host of a link, small and without "www.", by which two addresses are of one website; null for no link.</summary>
    public static string? Domain(string? link)
    {
        if (!Link(link?.Trim()))
        {
            return null;
        }
        var text = link!.Trim();
        var host = new Uri(
            text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text
        ).IdnHost.ToLowerInvariant();
        return host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
    }

    /// <summary>The key by which a mail address is matched.</summary>
    public static string EmailKey(string address) => Folded.Key(address);

    /// <summary>The key by which a telephone number is matched: its digits, "00" at the front being a plus.</summary>
    public static string PhoneKey(string number)
    {
        var digits = new string([.. number.Where(char.IsAsciiDigit)]);
        return number.TrimStart().StartsWith('+') ? "+" + digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..]
            : digits;
    }

    /// <summary>The key of what is looked for among numbers: by its digits, where it has any.</summary>
    public static string PhoneSought(string text) =>
        text.Any(char.IsAsciiDigit) ? PhoneKey(text) : Folded.Key(text);

    /// <summary>
    /// The digits of a number as they are dialled within its country, so that "+49 471 1234" and "0471 1234" are one; of
    /// its own length only, since nobody says which country the second means.
    /// </summary>
    public static string PhoneCore(string number)
    {
        var key = PhoneKey(number);
        var digits = key.TrimStart('+');
        var within =
            key.StartsWith('+') && CountryCodes.Of(digits) is { } code
                ? digits[code.Length..]
                : digits;
        return within.TrimStart('0');
    }

    /// <summary>Behind the at sign of a mail address, folded; null for none.</summary>
    public static string? MailDomain(string address) =>
        EmailKey(address) is var key
        && key.LastIndexOf('@') is > 0 and var at
        && at < key.Length - 1
            ? key[(at + 1)..]
            : null;

    /// <summary>Where anybody has a mail address: it says nothing of whom one works for.</summary>
    public static bool IsOpenMail(string domain) => OpenMail.Contains(domain);

    private static readonly HashSet<string> OpenMail = new(StringComparer.Ordinal)
    {
        "aol.com",
        "gmail.com",
        "gmx.at",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "live.com",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "t-online.de",
        "web.de",
        "yahoo.com",
        "yahoo.de",
        "yahoo.es",
    };
}
