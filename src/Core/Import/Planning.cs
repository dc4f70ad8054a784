using Rapport.Import.Reading;

namespace Rapport.Import;

/// <summary>Makes the plan of a file out of its first rows: what it is, what its columns mean, how they are written.</summary>
public static class Planning
{
    /// <summary>Enough that days after the twelfth show which number is the month.</summary>
    private const int SampleRows = 2000;

    /// <summary>The likeliest plan for a file that was opened.</summary>
    /// <param name="kind">What it is, where that is known; else it is guessed.</param>
    /// <param name="own">The fields that the firm added.</param>
    public static ImportPlan Guess(
        CsvFile file,
        Stream stream,
        ImportKind? kind,
        string currency,
        string zone,
        IReadOnlyList<OwnField>? own = null
    )
    {
        var sample = file.Sample(stream, SampleRows);
        var header = Header(file);
        var mapping = kind is { } known
            ? HeaderGuess.Of(known, header, sample, own)
            : HeaderGuess.Of(header, sample, own).Mapping;
        return For(file, mapping, sample, currency, zone);
    }

    /// <summary>The plan with another mapping: formats are found anew, for what the columns are now.</summary>
    public static ImportPlan Remap(ImportPlan plan, Stream stream, Mapping mapping) =>
        For(plan.File, mapping, plan.File.Sample(stream, SampleRows), plan.Currency, plan.Zone);

    private static ImportPlan For(
        CsvFile file,
        Mapping mapping,
        IReadOnlyList<IReadOnlyList<string>> sample,
        string currency,
        string zone
    )
    {
        // A file that we wrote says exactly what it means: points, ISO dates, whole amounts.
        var ours = Exports.Wrote(mapping.Header);
        var habit = Habit.Of(
            file.Dialect,
            Cells(mapping, sample, DateFormat.IsDate, FieldType.Date),
            Cells(mapping, sample, NumberFormat.IsNumber, FieldType.Number, FieldType.Money)
        );
        return new ImportPlan(
            mapping.Kind,
            file,
            mapping.Header,
            mapping.Fields,
            [.. mapping.Fields.Select((_, i) => Column(mapping, i, sample, habit, ours))],
            currency,
            zone,
            Spelling.Split(
                mapping
                    .Columns(OpportunityFields.Product)
                    .Where(_ => mapping.Kind == ImportKind.Opportunities)
                    .SelectMany(i => sample.Select(r => r[i].Trim()))
            )
        )
        {
            Own = mapping.Own,
        };
    }

    private static string[] Header(CsvFile file) =>
        file.Header.Count > 0
            ? [.. file.Header]
            : [.. Enumerable.Range(1, file.Columns).Select(i => $"#{i}")];

    private static ColumnPlan Column(
        Mapping mapping,
        int at,
        IReadOnlyList<IReadOnlyList<string>> sample,
        Habit habit,
        bool ours
    )
    {
        var field = Field(mapping, at);
        var cells = sample.Select(r => r[at]);
        return field?.Type switch
        {
            FieldType.Date => new(
                ours ? new DateFormat(DateOrder.DayFirst) : habit.Of(DateGuess.Of(cells)),
                null,
                1
            ),
            FieldType.Number => new(
                null,
                ours ? new NumberFormat('.') : habit.Of(NumberGuess.Of(cells)),
                1
            ),
            FieldType.Money when ours => new(null, new NumberFormat('.'), 1),
            FieldType.Money => Money(mapping, at, sample, habit),
            _ => new(null, null, 1),
        };
    }

    private static ColumnPlan Money(
        Mapping mapping,
        int at,
        IReadOnlyList<IReadOnlyList<string>> sample,
        Habit habit
    )
    {
        var format = habit.Of(NumberGuess.Of(sample.Select(r => r[at])));
        var heads = mapping.Columns(ClientFields.Employees).FirstOrDefault(-1);
        var counted = heads < 0 ? format : habit.Of(NumberGuess.Of(sample.Select(r => r[heads])));
        var perHead =
            heads < 0
                ? []
                : sample.Select(r =>
                    (format.Read(r[at])?.Value ?? 0, counted.Read(r[heads])?.Value ?? 0)
                );
        return new ColumnPlan(null, format, MoneyScale.Of(mapping.Header[at], perHead));
    }

    private static Field? Field(Mapping mapping, int at) =>
        mapping.Fields[at] is { } name ? Schema.Field(mapping.Kind, name, mapping.Own) : null;

    /// <summary>All cells of columns of these types, and of those without a meaning that hold nothing else.</summary>
    private static List<string> Cells(
        Mapping mapping,
        IReadOnlyList<IReadOnlyList<string>> sample,
        Func<string, bool> shaped,
        params FieldType[] types
    ) =>
        [
            .. Enumerable
                .Range(0, mapping.Fields.Count)
                .Where(at =>
                    mapping.Fields[at] is null
                        ? sample.All(r => string.IsNullOrWhiteSpace(r[at]) || shaped(r[at]))
                        : Field(mapping, at) is { } field && types.Contains(field.Type)
                )
                .SelectMany(at => sample.Select(r => r[at])),
        ];
}
