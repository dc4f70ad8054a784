using System.Collections;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Rapport.Web.Clients;
using Rapport.Web.Shared;

namespace Rapport.Web.Conflicts;

/// <summary>A row of a form's repeated part, by the names of its fields.</summary>
/// <param name="Id">Of the record behind it; null for a new one.</param>
public sealed record StateRow(string? Id, IReadOnlyDictionary<string, string> Fields)
{
    public string? this[string name] => Fields.GetValueOrDefault(name);

    public bool Says(StateRow other, IReadOnlyList<FormColumn> columns) =>
        columns.All(c => (this[c.Name] ?? "") == (other[c.Name] ?? ""));
}

/// <summary>What stands in a form: each field by its name, nothing as empty; one that was not sent is missing.</summary>
public sealed record FormState(
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyList<StateRow> Rows
)
{
    /// <summary>The field that carries what the form was opened with.</summary>
    public const string Opened = "_opened";

    /// <summary>Stands between the values of one field.</summary>
    public const char Between = '\u001f';

    public string? this[string name] => Fields.GetValueOrDefault(name);

    /// <summary>As the form shows a record.</summary>
    /// <param name="input">Has a property for each field.</param>
    public static FormState Of(FormShape shape, object input, IEnumerable<FormRow>? rows = null) =>
        new(
            shape.Fields.ToDictionary(f => f.Name, f => Shown(f, input), StringComparer.Ordinal),
            [.. (rows ?? []).Select(r => Row(shape, r))]
        );

    /// <summary>As it was sent.</summary>
    public static FormState Of(FormShape shape, IFormCollection form)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in shape.Fields)
        {
            if (field.Several || field.Type == FormShape.Checkbox)
            {
                fields[field.Name] = Joined(form[field.Name]);
            }
            else if (form.TryGetValue(field.Name, out var sent))
            {
                fields[field.Name] = Plain(sent.ToString());
            }
        }
        var rows = shape.List is { } list ? FormRows.Read(form, list) : [];
        FormRows.DropEmpty(rows, shape.Columns ?? []);
        return new(fields, [.. rows.Select(r => Row(shape, r))]);
    }

    /// <summary>What a form says it was opened with; null when it says nothing that can be read.</summary>
    public static FormState? OpenedWith(IFormCollection form)
    {
        try
        {
            return form[Opened].ToString() is { Length: > 0 } said
                ? JsonSerializer.Deserialize<FormState>(said)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>As a hidden field carries it.</summary>
    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>As a form would send it, on top of what else was sent.</summary>
    public IEnumerable<KeyValuePair<string, StringValues>> AsSent(FormShape shape)
    {
        foreach (var field in shape.Fields.Where(f => Fields.ContainsKey(f.Name)))
        {
            yield return new(
                field.Name,
                field.Several && Fields[field.Name].Length > 0
                    ? Fields[field.Name].Split(Between)
                    : Fields[field.Name]
            );
        }
        foreach (var (at, row) in Rows.Index())
        {
            yield return new($"{shape.List}[{at}].{FormRow.Id}", row.Id ?? "");
            foreach (var (name, value) in row.Fields)
            {
                yield return new($"{shape.List}[{at}].{name}", value);
            }
        }
    }

    private static StateRow Row(FormShape shape, FormRow row) =>
        new(
            row[FormRow.Id],
            shape.Columns!.ToDictionary(
                c => c.Name,
                // As a choice is shown where nothing was chosen.
                c => Plain(row[c.Name] ?? c.Options?[0].Value ?? ""),
                StringComparer.Ordinal
            )
        );

    private static string Shown(FormColumn field, object input)
    {
        var parts = field.Name.Split('.');
        var value = input.GetType().GetProperty(parts[0])!.GetValue(input);
        return value switch
        {
            WeekInput week => Plain(
                week.Typed.FirstOrDefault(d => WeekInput.Field(parts[0], d.Key) == field.Name).Value
                    ?? ""
            ),
            IReadOnlyDictionary<string, string> named => Plain(
                named.GetValueOrDefault(field.Name) ?? ""
            ),
            true => "true",
            string list when field.Several => Joined(ClientInput.Split(list)),
            string text => Plain(text),
            IEnumerable several => Joined(several.OfType<string>()),
            _ => "",
        };
    }

    private static string Joined(IEnumerable<string?> values) =>
        string.Join(
            Between,
            values.OfType<string>().Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)
        );

    /// <summary>A browser sends other line ends than are kept, and nobody sees a space at an end.</summary>
    private static string Plain(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}
