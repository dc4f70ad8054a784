namespace Rapport.Fields;

/// <summary>What there is to know of a field to read and to write a value of it.</summary>
public interface IField
{
    string Key { get; }
    FieldKind Kind { get; }

    /// <summary>What a choice is one of; null of a kind that has none.</summary>
    Choices? Choices { get; }

    /// <summary>Of a number: how many figures stand after the point.</summary>
    int Decimals { get; }
}
