using System.Text;
using Rapport.Values;

namespace Rapport.Import.Reading;

/// <summary>
/// Folds a header to lower-case words parted by single spaces: "E-mail 1 - Value", "billingCity" and "deal_stage" become
/// "email 1 value", "billing city" and "deal stage".
/// </summary>
public static class HeaderKey
{
    /// <summary>The key; empty where the header has neither letter nor digit.</summary>
    public static string Of(string header)
    {
        ArgumentNullException.ThrowIfNull(header);
        var spaced = new StringBuilder(header.Length + 8);
        var last = ' ';
        foreach (var c in header.Normalize(NormalizationForm.FormC))
        {
            var splits =
                (char.IsUpper(c) && char.IsLower(last))
                || (char.IsAsciiDigit(c) && char.IsLetter(last))
                || (char.IsLetter(c) && char.IsAsciiDigit(last));
            if (splits)
            {
                spaced.Append(' ');
            }

            spaced.Append(char.IsLetterOrDigit(c) ? c : ' ');
            last = c;
        }

        var key = $" {Folded.Key(spaced.ToString())} ";
        return key.Replace(" e mail ", " email ", StringComparison.Ordinal).Trim();
    }

    /// <summary>The key's words without numbers, so that "email 2 address" is "email address".</summary>
    public static string[] Words(string key) =>
        [
            .. key.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(w => !w.All(char.IsAsciiDigit)),
        ];
}
