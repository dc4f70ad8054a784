using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Mail;

namespace Rapport.Web.Mail;

/// <summary>A mail as the worker gets it, one a line; <c>mail/src/worker.ts</c> reads it.</summary>
/// <param name="MessageId">The same whenever it is given out, so that a server or reader knows the second for the first.</param>
internal sealed record MailLine(
    Guid Id,
    string MessageId,
    string From,
    string To,
    string Subject,
    string Text,
    string? Html,
    string? Calendar,
    string? Method
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of(TakenMail mail, MailSetting setting) =>
        JsonSerializer.Serialize(
            new MailLine(
                mail.Id,
                $"<{mail.Id:N}@{setting.From.Host}>",
                setting.From.ToString(),
                mail.To,
                mail.Subject,
                mail.Text,
                mail.Html,
                mail.Calendar,
                mail.CalendarMethod
            ),
            Json
        );
}

/// <summary>What the worker says of a mail, one a line.</summary>
internal sealed record OutcomeLine(Guid Id, MailOutcome Outcome, string? Detail)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Null for a line that is none of ours.</summary>
    public static OutcomeLine? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<OutcomeLine>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
