namespace Rapport.Import.Reading;

/// <summary>Why a mapping was refused.</summary>
public enum MappingFault
{
    /// <summary>A part is not <c>column=field</c>, or a quote in it is not closed.</summary>
    Malformed,

    /// <summary>The file has no such column.</summary>
    UnknownColumn,

    /// <summary>The kind has no such field.</summary>
    UnknownField,

    /// <summary>Two columns for a field that takes one, or one column twice.</summary>
    Twice,
}

/// <summary>Either the mapping, or the fault with the word that it is about.</summary>
public sealed record MappingResult(Mapping? Mapping, MappingFault? Fault, string About);

/// <summary>Which column goes to which field; <paramref name="Fields"/> has a name or null for each of the header's columns.</summary>
public sealed record Mapping(
    ImportKind Kind,
    IReadOnlyList<string> Header,
    IReadOnlyList<string?> Fields
)
{
    /// <summary>The fields that the firm added, of every kind.</summary>
    public IReadOnlyList<OwnField> Own { get; init; } = [];

    /// <summary>The columns of a field, left to right.</summary>
    public IEnumerable<int> Columns(string field) =>
        Enumerable.Range(0, Fields.Count).Where(i => Fields[i] == field);

    /// <summary>The field's first value in a row that is not empty, trimmed, or null.</summary>
    public string? Value(IReadOnlyList<string> row, string field) =>
        Values(row, field).FirstOrDefault();

    /// <summary>All values of the field in a row that are not empty, trimmed.</summary>
    public IEnumerable<string> Values(IReadOnlyList<string> row, string field) =>
        Columns(field)
            .Where(i => i < row.Count)
            .Select(i => row[i].Trim())
            .Where(v => v.Length > 0);

    /// <summary>A mapping that is stated in full, such as <c>account=name,sector=industry</c>; other columns stay out.</summary>
    public static MappingResult Parse(string text, ImportKind kind, IReadOnlyList<string> header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new Mapping(kind, header, new string?[header.Count]).With(text);
    }

    /// <summary>
    /// This mapping with some columns stated otherwise: <c>column=field</c>, parted by commas; <c>column=</c> leaves it out.
    /// A column's name is matched folded and may stand in double quotes; <c>#3</c> is the third. Stated columns displace
    /// others from their field.
    /// </summary>
    public MappingResult With(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var stated = new Dictionary<int, string?>();
        foreach (var part in Parts(text))
        {
            if (part is not { } pair)
            {
                return Refused(MappingFault.Malformed, text);
            }

            var column = Column(pair.Column);
            if (column < 0)
            {
                return Refused(MappingFault.UnknownColumn, pair.Column);
            }

            var field = pair.Field.Length == 0 ? null : Schema.Field(Kind, pair.Field, Own);
            if (field is null && pair.Field.Length > 0)
            {
                return Refused(MappingFault.UnknownField, pair.Field);
            }

            if (
                (field is { Several: false } && stated.ContainsValue(field.Name))
                || !stated.TryAdd(column, field?.Name)
            )
            {
                return Refused(
                    MappingFault.Twice,
                    field is null || stated.ContainsKey(column) ? pair.Column : pair.Field
                );
            }
        }

        var fields = Fields.Select(
            (f, i) =>
                stated.TryGetValue(i, out var s) ? s
                : IsDisplaced(f, stated) ? null
                : f
        );
        return new MappingResult(this with { Fields = [.. fields] }, null, "");
    }

    private static bool IsDisplaced(string? field, Dictionary<int, string?> stated) =>
        field is not null && stated.ContainsValue(field);

    private static MappingResult Refused(MappingFault fault, string about) =>
        new(null, fault, about);

    private int Column(string name)
    {
        if (
            name.StartsWith('#')
            && int.TryParse(
                name.AsSpan(1),
                System.Globalization.NumberStyles.None,
                null,
                out var at
            )
        )
        {
            return at >= 1 && at <= Header.Count ? at - 1 : -1;
        }

        for (var i = 0; i < Header.Count; i++)
        {
            if (Header[i] == name)
            {
                return i;
            }
        }

        var key = HeaderKey.Of(name);
        return key.Length == 0
            ? -1
            : Enumerable
                .Range(0, Header.Count)
                .FirstOrDefault(i => HeaderKey.Of(Header[i]) == key, -1);
    }

    private static IEnumerable<(string Column, string Field)?> Parts(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var column = Name(text, ref at);
            if (column is null or "" || at >= text.Length || text[at] != '=')
            {
                yield return null;
                yield break;
            }

            var end = text.IndexOf(',', ++at);
            end = end < 0 ? text.Length : end;
            yield return (column, text[at..end].Trim());
            at = end + 1;
        }
    }

    // Up to the equals sign, or between double quotes in which a quote is doubled; null where they are not closed.
    private static string? Name(string text, ref int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        if (at == text.Length || text[at] != '"')
        {
            var end = text.IndexOf('=', at);
            end = end < 0 ? text.Length : end;
            var plain = text[at..end].Trim();
            at = end;
            return plain;
        }

        var name = new System.Text.StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                name.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                name.Append(text[at++]);
            }
            else
            {
                at++;
                return name.ToString();
            }
        }

        return null;
    }
}
