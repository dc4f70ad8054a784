using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rapport.Web.Hosting;

/// <summary>
/// Several words of a closed list at once, such as a colleague's roles, are a list of those words. There is no word for
/// none of them: the list is empty.
/// </summary>
internal sealed class WordLists : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsEnum && typeToConvert.IsDefined(typeof(FlagsAttribute), inherit: false);

    public override JsonConverter CreateConverter(
        Type typeToConvert,
        JsonSerializerOptions options
    ) => (JsonConverter)Activator.CreateInstance(typeof(WordsOf<>).MakeGenericType(typeToConvert))!;

    /// <summary>Each word with what it stands for, in the order it is declared in.</summary>
    public static IEnumerable<(string Word, Enum Value)> Words(Type list) =>
        Enum.GetValues(list)
            .Cast<Enum>()
            .Where(value => Convert.ToInt64(value, null) != 0)
            .Select(value => (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), value));

    private sealed class WordsOf<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly List<(string Word, Enum Value)> All = [.. Words(typeof(T))];

        public override T Read(
            ref Utf8JsonReader reader,
            Type typeToConvert,
            JsonSerializerOptions options
        )
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException("Several words are written as a list");
            }
            var said = 0L;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                said |= Convert.ToInt64(Value(ref reader), null);
            }
            return (T)Enum.ToObject(typeof(T), said);
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var (word, _) in All.Where(w => value.HasFlag(w.Value)))
            {
                writer.WriteStringValue(word);
            }
            writer.WriteEndArray();
        }

        private static Enum Value(ref Utf8JsonReader reader)
        {
            var word = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return All.Find(w =>
                    string.Equals(w.Word, word, StringComparison.OrdinalIgnoreCase)
                ).Value
                ?? throw new JsonException("This is no word of the list");
        }
    }
}
