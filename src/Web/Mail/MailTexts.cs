using System.Globalization;
using Rapport.Mail;
using Rapport.Web.Shared;

namespace Rapport.Web.Mail;

/// <summary>What is written in mails, in the language of whom it is for.</summary>
internal static class MailTexts
{
    /// <summary>Reads words in a language, whoever asks; in the one of the program where it is null.</summary>
    public static T In<T>(string? language, Func<T> words)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            if (language is not null)
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
                    CultureInfo.GetCultureInfo(language);
            }
            return words();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    public static string Label(this MailState state) =>
        state switch
        {
            MailState.Delivered => MailWords.Delivered,
            MailState.Refused => MailWords.Refused,
            MailState.Expired => MailWords.Expired,
            _ => MailWords.Waiting,
        };

    public static Tone Tone(this MailState state) =>
        state switch
        {
            MailState.Delivered => Shared.Tone.Good,
            MailState.Waiting => Shared.Tone.Plain,
            _ => Shared.Tone.Bad,
        };
}
