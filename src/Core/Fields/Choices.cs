using System.Collections;
using Rapport.Values;

namespace Rapport.Fields;

/// <summary>Of what the world, or we, keep codes by which a record names one.</summary>
public enum CodeOf
{
    Language,
    Currency,
    Zone,

    /// <summary>By what a person is reached.</summary>
    Reach,
}

/// <summary>One of what a field may hold: a member of an enum, or what the firm wrote down.</summary>
/// <param name="Key">By which filters, the API and imports name it; it stays when the choice is renamed.</param>
public sealed record Choice(string Key)
{
    /// <summary>Of an enum: pages have its words.</summary>
    public Enum? Member { get; init; }

    /// <summary>Of what the firm wrote down: as it is called there.</summary>
    public string? Name { get; init; }

    /// <summary>That its key is a code, and of what: pages have the words of it.</summary>
    public CodeOf? Code { get; init; }
    public Guid Id { get; init; }

    /// <summary>At which place a record keeps it: one for each choice, so that two who hold the same hold it once.</summary>
    public int Ordinal { get; init; }

    /// <summary>No longer offered; what holds it, keeps it.</summary>
    public bool Dropped { get; init; }

    public override string ToString() => Name ?? Key;
}

/// <summary>What a field may be one of, in the order in which it is offered and sorted.</summary>
public sealed class Choices : IReadOnlyList<Choice>
{
    private readonly Choice[] all;

    public static readonly Choices None = new([]);

    private Choices(IEnumerable<Choice> all) => this.all = [.. all];

    public int Count => all.Length;

    public Choice this[int index] => all[index];

    public static Choices Of(Type members) =>
        new(
            Enum.GetValues(members)
                .Cast<Enum>()
                .Select(m => new Choice(FieldText.Write(m)) { Member = m })
        );

    public static Choices Of(IEnumerable<Choice> written) => new(written);

    public static Choices Of(CodeOf what, IEnumerable<string> codes) =>
        new(codes.Select(c => new Choice(c) { Code = what }));

    /// <summary>By key, else by name however it is written. By a name alone of an enum: a number would be taken for a place.</summary>
    public Choice? Find(string? text) =>
        text is null
            ? null
            : Array.Find(all, c => c.Key.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? Array.Find(all, c => c.Name is { } name && Folded.Key(name) == Folded.Key(text));

    /// <summary>The choice of a code that a record holds, offered or not.</summary>
    public Choice OfCode(string code) =>
        Array.Find(all, c => c.Key == code) ?? new Choice(code) { Code = all[0].Code };

    public Choice? Find(Guid id) => Array.Find(all, c => c.Id == id);

    public IEnumerator<Choice> GetEnumerator() => all.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => all.GetEnumerator();
}
