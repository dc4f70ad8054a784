namespace Rapport.Import.Reading;

/// <summary>What a cell looks like; a hint for guesses, not a check.</summary>
public static class Shapes
{
    /// <summary>One address, with one @ and a dot after it.</summary>
    public static bool IsEmail(string cell)
    {
        var text = cell.AsSpan().Trim();
        var at = text.IndexOf('@');
        return at > 0
            && at == text.LastIndexOf('@')
            && text[at..].LastIndexOf('.') is var dot and > 1
            && at + dot < text.Length - 1
            && !text.Contains(' ');
    }

    /// <summary>An address of the web, or a bare domain.</summary>
    public static bool IsUrl(string cell)
    {
        var text = cell.Trim();
        if (
            text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        )
        {
            return true;
        }

        var host = text.Split('/')[0];
        var dot = host.LastIndexOf('.');
        return dot > 0
            && host.Length - dot is >= 3 and <= 12
            && host.All(c => char.IsLetterOrDigit(c) || c is '.' or '-')
            && host[(dot + 1)..].All(char.IsLetter);
    }

    /// <summary>Seven digits or more among the signs that phone numbers are written with; an extension may follow.</summary>
    public static bool IsPhone(string cell)
    {
        var text = cell.Trim();
        var extension = text.IndexOf('x', StringComparison.OrdinalIgnoreCase);
        var main =
            extension > 6
                ? text[..extension].Replace("e", "", StringComparison.OrdinalIgnoreCase)
                : text;
        return main.Count(char.IsDigit) is >= 6 and <= 17
            && main.All(c => char.IsDigit(c) || c is '+' or '(' or ')' or ' ' or '-' or '/' or '.');
    }
}
