namespace Rapport.Lists;

/// <summary>What could stand at a place of a phrase.</summary>
internal enum Expected
{
    Field,
    Not,
    Open,
    Close,
    Joining,
    Comma,

    /// <summary>Of the field that was read last.</summary>
    Comparison,
    Value,
    Count,
    Unit,
    AgoOrAhead,

    /// <summary>The next word of one that has several, such as "is empty".</summary>
    Rest,
}

/// <summary>
/// Goes through the words of a phrase, and remembers what was looked for behind the last of them: that is what completing
/// offers.
/// </summary>
internal abstract class PhraseCursor(List<PhraseToken> tokens)
{
    protected List<PhraseToken> Tokens { get; } = tokens;

    /// <summary>What would have been taken where the words end.</summary>
    public HashSet<Expected> Expecting { get; } = [];

    /// <summary>The words that would have gone on what was begun, such as "with" after "starts".</summary>
    public List<string> Rest { get; } = [];

    protected int At { get; private set; }

    /// <summary>Whether the values that are read may move with the day.</summary>
    protected abstract bool Moves { get; }

    protected string? Value()
    {
        if (Next(Expected.Value) is not { Kind: TokenKind.Word or TokenKind.Quoted } value)
        {
            return null;
        }
        At++;
        if (value.Kind == TokenKind.Quoted || !PhraseValue.IsNumber(value.Text))
        {
            return value.Text;
        }
        if (Peek() is { Kind: TokenKind.Word } currency && PhraseValue.IsCurrency(currency.Text))
        {
            At++;
            return $"{value.Text} {currency.Text}";
        }
        if (At == Tokens.Count && PhraseValue.IsCount(value.Text) && Moves)
        {
            Expecting.Add(Expected.Unit);
        }
        if (!PhraseValue.IsCount(value.Text) || Unit(value.Text, true) is null)
        {
            return value.Text;
        }
        var unit = Tokens[At++].Text;
        Next(Expected.AgoOrAhead);
        return Takes(PhraseValue.Ago) ? PhraseValue.Moved(value.Text, unit, true)
            : Takes(PhraseValue.Ahead) ? PhraseValue.Moved(value.Text, unit, false)
            : null;
    }

    protected string? Length(bool back)
    {
        if (
            Next(Expected.Count) is not { Kind: TokenKind.Word } count
            || !PhraseValue.IsCount(count.Text)
        )
        {
            return null;
        }
        At++;
        if (Next(Expected.Unit) is null || Unit(count.Text, back) is not { } length)
        {
            return null;
        }
        At++;
        return length;
    }

    private string? Unit(string count, bool back) =>
        Peek() is { Kind: TokenKind.Word } unit ? PhraseValue.Moved(count, unit.Text, back) : null;

    protected bool Takes(string word, Expected expected)
    {
        if (At == Tokens.Count)
        {
            Expecting.Add(expected);
        }
        return Takes(word);
    }

    /// <summary>The word that has to follow.</summary>
    protected bool Goes(string word)
    {
        Offer(word, true);
        return Takes(word);
    }

    protected void Offer(string word, bool still)
    {
        if (At == Tokens.Count && still)
        {
            Expecting.Add(Expected.Rest);
            Rest.Add(word);
        }
    }

    protected bool Takes(string word)
    {
        if (At < Tokens.Count && Tokens[At].Is(word))
        {
            At++;
            return true;
        }
        return false;
    }

    protected PhraseToken? Next(Expected expected)
    {
        if (At == Tokens.Count)
        {
            Expecting.Add(expected);
            return null;
        }
        return Tokens[At];
    }

    private PhraseToken? Peek() => At < Tokens.Count ? Tokens[At] : null;

    protected void Step() => At++;
}
