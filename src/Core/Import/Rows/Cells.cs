using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Rapport.Data;
using Rapport.Import.Reading;
using Rapport.Values;

namespace Rapport.Import.Rows;

/// <summary>
/// One row by its fields. A value that cannot be taken is left out and remembered, so that it costs the value and not
/// the row.
/// </summary>
internal sealed class Cells(ImportPlan plan, IReadOnlyList<string> row)
{
    private static readonly HashSet<string> Nothing = new(StringComparer.Ordinal)
    {
        "null",
        "NULL",
        "\\N",
        "NaN",
        "nan",
        "#N/A",
    };

    private const int SaidLength = 120;
    private const int LeftOutLength = 60;

    private readonly List<string> leftOut = [];

    public ImportPlan Plan => plan;

    /// <summary>What was left out, one "field|fault|value" a line; null when nothing was.</summary>
    public string? LeftOut => leftOut.Count == 0 ? null : string.Join('\n', leftOut);

    /// <summary>A hash of what all mapped columns say; a word in other letters, small or capital, says the same.</summary>
    public Guid Content
    {
        get
        {
            var said = new StringBuilder();
            for (var i = 0; i < plan.Fields.Count; i++)
            {
                if (plan.Fields[i] is not null)
                {
                    said.Append(row[i].Trim()).Append('\u001F');
                }
            }
            return Hash(said.ToString().ToUpperInvariant());
        }
    }

    /// <summary>
    /// What all mapped columns say, briefly, as a row remembers changes: from nothing to what stands there, and of a date
    /// that is written otherwise from how it is written to how it was read.
    /// </summary>
    public string? Said
    {
        get
        {
            var said = new Dictionary<string, string?[]>();
            foreach (var name in plan.Fields.OfType<string>().Distinct())
            {
                if (string.Join("; ", Raws(name)) is { Length: > 0 } text)
                {
                    var shown =
                        text.Length > SaidLength ? Shortened.To(text, SaidLength) + "…" : text;
                    said[name] =
                        AsRead(name) is { } read && !text.StartsWith(read, StringComparison.Ordinal)
                            ? [shown, read]
                            : [null, shown];
                }
            }
            return said.Count == 0 ? null : JsonSerializer.Serialize(said, StoredValue.Plain);
        }
    }

    /// <summary>
    /// The first field with a date whose day and month could be the other way round, where the file does not settle which
    /// comes first, and the order in which it was read: "field|order". Null where there is none.
    /// </summary>
    public string? OpenDate =>
        plan
            .Fields.OfType<string>()
            .Where(f => plan.Columns[plan.At(f)[0]].Dates is { Unclear: true })
            .Where(f => Raw(f) is { } raw && DateFormat.IsOpen(raw))
            .Select(f => $"{f}|{plan.Columns[plan.At(f)[0]].Dates!.Order}")
            .FirstOrDefault();

    public static Guid Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return new Guid(hash[..16]);
    }

    /// <summary>Whether nothing stands in any mapped column but this field's.</summary>
    public bool SayOnly(string field) =>
        plan.Fields.OfType<string>().Where(f => f != field).All(f => !Raws(f).Any());

    public string? Raw(string field) => Raws(field).FirstOrDefault();

    public IEnumerable<string> Raws(string field)
    {
        foreach (var at in plan.At(field))
        {
            var value = row[at].Trim();
            if (value.Length > 0 && !Nothing.Contains(value))
            {
                yield return value;
            }
        }
    }

    public string? Text(string field, int atMost) => Checked(field, Raw(field), atMost);

    /// <summary>The field's values from all its columns, a line each.</summary>
    public string? Lines(string field, int atMost) =>
        Checked(
            field,
            Raws(field).ToList() is { Count: > 0 } all ? string.Join(", ", all) : null,
            atMost
        );

    public string? Text(string field, int atMost, Func<string, bool> good, Fault fault)
    {
        var text = Text(field, atMost);
        return text is null || good(text) ? text : Leave<string>(field, fault, text);
    }

    /// <summary>All values of all columns of the field, parted where a cell holds several.</summary>
    public IEnumerable<string> List(string field) => Raws(field).SelectMany(CellText.ReadList);

    /// <summary>Things of several parts, as they stand a line each.</summary>
    public IEnumerable<CellLine> Things(string field) => Raws(field).SelectMany(CellText.ReadLines);

    /// <summary>The id of another record, of the file's own system where the cell names none.</summary>
    public (string System, string Id)? Key(string field, string system)
    {
        var (id, reference) = Reference.Read(Raw(field));
        return reference?.Key ?? (id is { Length: <= 200 } ? (system, id) : null);
    }

    public WeeklyHours? Hours(string field) =>
        Raw(field) is not { } raw ? null
        : WeeklyHours.TryParse(raw, out var hours) ? hours
        : Leave<WeeklyHours>(field, Fault.NotASpan, raw);

    public int? Whole(string field, int least, int most)
    {
        if (Raw(field) is not { } raw)
        {
            return null;
        }
        var number = Numbers(field)?.Read(raw)?.Value;
        return number is { } n && decimal.Truncate(n) == n && n >= least && n <= most
            ? (int)n
            : Drop<int>(field, Fault.NotANumber, raw);
    }

    public decimal? Decimal(string field) =>
        Raw(field) is { } raw && Numbers(field)?.Read(raw) is { Percent: false } number
            ? number.Value
            : null;

    public Money? Amount(string field, string? currency)
    {
        if (Raw(field) is not { } raw)
        {
            return null;
        }
        var scale = plan.Columns[plan.At(field)[0]].Scale;
        if (Numbers(field)?.Read(raw) is not { Percent: false } number)
        {
            return Drop<Money>(field, Fault.NotAMoney, raw);
        }
        var code = number.Currency ?? currency ?? plan.Currency;
        if (!Currencies.IsCode(code))
        {
            return Drop<Money>(field, Fault.NotACurrency, raw);
        }
        try
        {
            return Money.FromMajor(number.Value * scale, code);
        }
        catch (OverflowException)
        {
            return Drop<Money>(field, Fault.TooLarge, raw);
        }
    }

    /// <summary>A date as it was read, ISO; null where the field is no date, or holds none.</summary>
    private string? AsRead(string field) =>
        plan.At(field) is [var at, ..]
        && plan.Columns[at].Dates is { } dates
        && Raw(field) is { } raw
        && dates.Read(raw) is { } read
            ? LocalDatePattern.Iso.Format(read.Date)
            : null;

    public LocalDate? Date(string field) => Read(field)?.Date;

    /// <summary>A moment; a day without a time is its noon, so that it is that day in most of the world.</summary>
    public Instant? Moment(string field)
    {
        if (Read(field) is not { } read)
        {
            return null;
        }
        var local = read.Date + (read.Time ?? new LocalTime(12, 0));
        return MicrosecondClock.Whole(
            read.Offset is { } offset
                ? local.WithOffset(offset).ToInstant()
                : local.InZoneLeniently(DateTimeZoneProviders.Tzdb[plan.Zone]).ToInstant()
        );
    }

    /// <summary>Whether the moment has not come yet; a day without a time has, once it began.</summary>
    public bool IsToCome(string field, Instant now) =>
        Read(field) is { Time: null, Offset: null } day
            ? day.Date > now.InZone(DateTimeZoneProviders.Tzdb[plan.Zone]).Date
            : Moment(field) is { } moment && Interactions.Said.IsToCome(moment, now);

    /// <summary>One of a fixed set by the words that programs use for it.</summary>
    public T? OneOf<T>(string field, Func<string, T?> read)
        where T : struct
    {
        if (Raw(field) is not { } raw)
        {
            return null;
        }
        return read(HeaderKey.Of(raw)) ?? Drop<T>(field, Fault.Unknown, raw);
    }

    public T? Leave<T>(string field, Fault fault, string value)
        where T : class
    {
        Remember(field, fault, value);
        return null;
    }

    private T? Drop<T>(string field, Fault fault, string value)
        where T : struct
    {
        Remember(field, fault, value);
        return null;
    }

    private void Remember(string field, Fault fault, string value) =>
        leftOut.Add($"{field}|{fault}|{Shown(value)}");

    /// <summary>On one line; a character that cannot be seen stands as its number.</summary>
    private static string Shown(string value) =>
        string.Concat(
            (
                value.Length > LeftOutLength ? Shortened.To(value, LeftOutLength) + "…" : value
            ).Select(c =>
                char.IsWhiteSpace(c) ? " "
                : char.IsControl(c) ? $"U+{(int)c:X4}"
                : $"{c}"
            )
        );

    private string? Checked(string field, string? text, int atMost)
    {
        var faults = new Faults();
        var good = faults.Text(field, text, atMost);
        return faults.Any ? Leave<string>(field, faults.Refusal.Faults[0].Fault, text!) : good;
    }

    private ReadDate? Read(string field)
    {
        if (Raw(field) is not { } raw)
        {
            return null;
        }
        var dates = plan.Columns[plan.At(field)[0]].Dates ?? new DateFormat(DateOrder.DayFirst);
        return dates.Read(raw) ?? Drop<ReadDate>(field, Fault.NotADate, raw);
    }

    private NumberFormat? Numbers(string field) => plan.Columns[plan.At(field)[0]].Numbers;
}
