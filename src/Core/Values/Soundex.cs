namespace Rapport.Values;

/// <summary>
/// How a word sounds, roughly: its first letter and three digits (R. C. Russell's patent 1,261,167 of 1918, by the rules
/// of the US National Archives). Good for finding what may be alike, not for judging it.
/// </summary>
public static class Soundex
{
    private const int Length = 4;

    /// <param name="word">Folded; what is no Latin letter is passed over.</param>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        Span<char> code = ['0', '0', '0', '0'];
        var (at, before) = (0, '0');
        foreach (var letter in word)
        {
            if (letter is < 'a' or > 'z')
            {
                continue;
            }
            var digit = Digit(letter);
            if (at == 0)
            {
                code[at++] = char.ToUpperInvariant(letter);
            }
            else if (digit != '0' && digit != before)
            {
                code[at++] = digit;
            }
            if (at == Length)
            {
                break;
            }
            // Between two letters of one sound, h and w leave it one; a vowel parts it.
            before = letter is 'h' or 'w' ? before : digit;
        }
        return at == 0 ? "" : new string(code);
    }

    private static char Digit(char letter) =>
        letter switch
        {
            'b' or 'f' or 'p' or 'v' => '1',
            'c' or 'g' or 'j' or 'k' or 'q' or 's' or 'x' or 'z' => '2',
            'd' or 't' => '3',
            'l' => '4',
            'm' or 'n' => '5',
            'r' => '6',
            _ => '0',
        };
}
