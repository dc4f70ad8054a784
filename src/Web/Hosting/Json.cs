using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Rapport.Values;

namespace Rapport.Web.Hosting;

/// <summary>How the API writes: camel case, enums by name, instants as ISO 8601 in UTC, dates as ISO 8601.</summary>
public static class Json
{
    public static readonly JsonSerializerOptions Options = Configured();

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        // What nobody reads was meant all the same: it is refused by its name.
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.Converters.Add(new WordLists());
        options.Converters.Add(
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
        );
        options.Converters.Add(new InstantConverter());
        options.Converters.Add(new DateConverter());
        options.Converters.Add(new QuarterConverter());
    }

    private static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            OffsetDateTimePattern.ExtendedIso.Parse(reader.GetString() ?? "")
                is { Success: true } parsed
                ? parsed.Value.ToInstant()
                : throw new JsonException("An instant is written 2026-01-31T09:30:00Z");

        public override void Write(
            Utf8JsonWriter writer,
            Instant value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue(InstantPattern.ExtendedIso.Format(value));
    }

    private sealed class DateConverter : JsonConverter<LocalDate>
    {
        public override LocalDate Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            LocalDatePattern.Iso.Parse(reader.GetString() ?? "") is { Success: true } parsed
                ? parsed.Value
                : throw new JsonException("A date is written 2026-01-31");

        public override void Write(
            Utf8JsonWriter writer,
            LocalDate value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }

    private sealed class QuarterConverter : JsonConverter<Quarter>
    {
        public override Quarter Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        ) =>
            Quarter.Read(reader.GetString())
            ?? throw new JsonException("A quarter is written 2026-Q1");

        public override void Write(
            Utf8JsonWriter writer,
            Quarter value,
            JsonSerializerOptions options
        ) => writer.WriteStringValue(value.ToString());
    }
}
