namespace Rapport.Web.Conflicts;

/// <summary>A form as it was sent, with what was chosen where two had changed the same.</summary>
public sealed record Sent(
    FormShape Shape,
    FormState? Opened,
    FormState Mine,
    IReadOnlyList<string> Unchosen
)
{
    /// <summary>The fields that name what was asked.</summary>
    public const string Ask = "_ask";

    /// <summary>The choices are called by this and the key of what is asked.</summary>
    public const string Take = "_take.";
    public const string Theirs = "theirs";
    public const string Own = "mine";

    public static Sent Read(FormShape shape, IFormCollection form)
    {
        var (opened, mine) = (FormState.OpenedWith(form), FormState.Of(shape, form));
        var asked = form[Ask].OfType<string>().ToList();
        foreach (var key in asked.Where(k => form[Take + k] == Theirs))
        {
            mine = WithTheirs(mine, opened, key);
        }
        return new(
            shape,
            opened,
            mine,
            [.. asked.Where(k => form[Take + k].ToString() is not (Theirs or Own))]
        );
    }

    /// <summary>The form with the choices made, as if it had been filled in so.</summary>
    public IFormCollection Settled(IFormCollection form)
    {
        var fields = form.Where(f => !f.Key.StartsWith(Shape.List + "[", StringComparison.Ordinal))
            .ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        foreach (var (name, value) in Mine.AsSent(Shape))
        {
            fields[name] = value;
        }
        return new FormCollection(fields);
    }

    private static FormState WithTheirs(FormState mine, FormState? opened, string key)
    {
        var parts = key.Split('/');
        if (mine.Fields.ContainsKey(key) && opened is not null)
        {
            return mine with { Fields = With(mine.Fields, key, opened[key]) };
        }
        var there = opened?.Rows.FirstOrDefault(r => r.Id == parts[0]);
        if (parts.Length == 2)
        {
            return mine with
            {
                Rows =
                [
                    .. mine.Rows.Select(r =>
                        r.Id == parts[0]
                            ? r with
                            {
                                Fields = With(r.Fields, parts[1], there?[parts[1]]),
                            }
                            : r
                    ),
                ],
            };
        }
        var others = mine.Rows.Where(r => r.Id != key);
        return mine with { Rows = there is null ? [.. others] : [.. others, there] };
    }

    private static Dictionary<string, string> With(
        IReadOnlyDictionary<string, string> fields,
        string name,
        string? value
    ) => new(fields, StringComparer.Ordinal) { [name] = value ?? "" };
}
