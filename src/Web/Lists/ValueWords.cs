using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Rapport.Clients;
using Rapport.Data;
using Rapport.Fields;
using Rapport.Lists;
using Rapport.People;
using Rapport.Values;
using Rapport.Web.Clients;

namespace Rapport.Web.Lists;

/// <summary>Values of one field as they are read: choices in words, people and clients by name, figures as one writes them.</summary>
public sealed class ValueWords
{
    private readonly ShownField? field;
    private readonly ListSpeech speech;
    private readonly Dictionary<Guid, string> names;

    private ValueWords(ShownField? field, ListSpeech speech, Dictionary<Guid, string> names) =>
        (this.field, this.speech, this.names) = (field, speech, names);

    /// <param name="field">Null of one that is no more: its values stand as they were kept.</param>
    /// <param name="values">All that will be asked for: whom they name is looked up at once.</param>
    internal static async Task<ValueWords> Of(
        Db db,
        ShownField? field,
        ListSpeech speech,
        IEnumerable<string?> values,
        CancellationToken cancel
    )
    {
        var ids = values
            .Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty)
            .Distinct()
            .ToList();
        var named = field?.Kind switch
        {
            FieldKind.Person => await db.Set<Colleague>()
                .Where(c => ids.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, c => c.Name, cancel),
            FieldKind.Client => await db.Set<Client>()
                .Where(c => ids.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, c => c.Name, cancel),
            _ => [],
        };
        return new ValueWords(field, speech, named);
    }

    /// <summary>Null for nothing.</summary>
    public string? this[string? value] =>
        value is null || field is null
            ? value
            : field.Kind switch
            {
                FieldKind.Choice => Said(value),
                FieldKind.Choices => string.Join(", ", FieldText.Words(value).Select(Said)),
                FieldKind.YesNo => value == FieldText.Yes ? ListWords.Yes : ListWords.No,
                FieldKind.Number when FieldText.Number(value, field.Decimals) is { } number => (
                    number / FieldText.Scale(field.Decimals)
                ).ToString(field.Plain ? "0" : $"N{field.Decimals}", CultureInfo.CurrentCulture),
                FieldKind.Money when Money.Read(value) is { } money => ClientTexts.Amount(money),
                FieldKind.Date when FieldText.Date(value) is { } date => ClientTexts.Date(date),
                FieldKind.Moment
                    when InstantPattern.ExtendedIso.Parse(value) is { Success: true } at =>
                    ClientTexts.Date(at.Value, DateTimeZone.Utc),
                FieldKind.Words => string.Join(", ", FieldText.Words(value)),
                FieldKind.Person or FieldKind.Client => Guid.TryParse(value, out var id)
                    ? names.GetValueOrDefault(id, ListWords.Unseen)
                    : value,
                _ => value,
            };

    private string Said(string key) =>
        field!.Choices!.Find(key) is { } choice ? speech.Of(choice) : key;
}
