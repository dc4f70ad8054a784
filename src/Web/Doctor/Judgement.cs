using System.Globalization;
using NodaTime;
using Rapport.Files;

namespace Rapport.Web.Doctor;

/// <summary>What the facts about the machine mean. Pure: facts in, findings out.</summary>
public static class Judgement
{
    private const long Little = 1L << 30;
    private const long TooLittle = 100L << 20;

    public static IEnumerable<Finding> Of(Facts facts) =>
        [
            .. Settings(facts),
            .. Folder(facts.Folder),
            .. Store(facts.Store),
            .. Mail(facts.Mail),
            .. Addresses(facts),
            .. DatabaseJudgement.Of(facts),
            facts.Chromium is { } chromium
                ? Finding.Fine("chromium", $"Pages are printed by {chromium}.")
                : Finding.Fine(
                    "chromium",
                    "None found; pages are printed by the reader's browser."
                ),
        ];

    private static IEnumerable<Finding> Settings(Facts facts) =>
        facts.SettingFaults.Count == 0
            ? [Finding.Fine("settings", "All can be read.")]
            : facts.SettingFaults.Select(fault =>
                Finding.Wrong("settings", fault, "Correct the variable and start again.")
            );

    private static IEnumerable<Finding> Folder(FolderFacts folder)
    {
        if (folder.Denied is { } why)
        {
            yield return Finding.Wrong(
                "data folder",
                $"Nothing can be written to {folder.Path}: {why}",
                "Give it to the user who runs Rapport, or set RAPPORT_DATA to one that is his."
            );
            yield break;
        }
        var free = $"{folder.Path} has {Size(folder.Free)} free.";
        yield return folder.Free switch
        {
            < TooLittle => Finding.Wrong("data folder", free, "Make room before writes fail."),
            < Little => Finding.Known("data folder", free, "Make room soon."),
            _ => Finding.Fine("data folder", free),
        };
        if (folder.Open)
        {
            yield return Finding.Known(
                "data folder",
                "Other users of this machine can enter it.",
                $"chmod 700 {folder.Path}"
            );
        }
        foreach (var key in folder.OpenKeys)
        {
            yield return Finding.Wrong(
                "keys",
                $"{key} can be read or written by others, who could then sign in as anybody or forge the audit.",
                $"chmod 600 {key}, and think about who has seen it."
            );
        }
        if (folder.OpenKeys.Count == 0)
        {
            yield return Finding.Fine("keys", "Nobody else can read them.");
        }
    }

    private static IEnumerable<Finding> Store(StoreProbe? store) =>
        store switch
        {
            null => [],
            { Failed: null } =>
            [
                Finding.Fine(
                    "files",
                    $"{store.Place} takes files, gives them back and lets them go."
                ),
            ],
            { Failed: StoreStep.Reach } =>
            [
                Finding.Wrong(
                    "files",
                    $"{store.Place} cannot be reached: {store.Why}",
                    "Look at the endpoint and region in RAPPORT_FILES, and at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
                ),
            ],
            { Failed: StoreStep.Write } =>
            [
                Finding.Wrong(
                    "files",
                    $"Nothing can be written to {store.Place}: {store.Why}",
                    "Make the bucket, or let the key of AWS_ACCESS_KEY_ID put objects into it."
                ),
            ],
            { Failed: StoreStep.Read } =>
            [
                Finding.Wrong(
                    "files",
                    $"What was written to {store.Place} cannot be read: {store.Why}",
                    "Let the key of AWS_ACCESS_KEY_ID get objects of the bucket."
                ),
            ],
            _ =>
            [
                Finding.Wrong(
                    "files",
                    $"Nothing can be removed from {store.Place}: {store.Why}",
                    "Let the key of AWS_ACCESS_KEY_ID delete objects of the bucket; erased and removed files stay there until it may."
                ),
            ],
        };

    private static IEnumerable<Finding> Mail(MailFacts? mail)
    {
        if (mail is null)
        {
            yield return Finding.Fine(
                "mail",
                "Off; links are handed over by hand until RAPPORT_SMTP_URL and RAPPORT_MAIL_FROM are set."
            );
            yield break;
        }
        if (!mail.Node)
        {
            yield return Finding.Wrong(
                "mail",
                "Node cannot be found, which runs the mail worker.",
                "Install Node 20 or newer; mails wait until then."
            );
        }
        if (mail.Away is { } why)
        {
            yield return Finding.Wrong(
                "mail",
                $"{mail.Place} cannot be reached: {why}",
                "Look at RAPPORT_SMTP_URL and at the network; mails wait meanwhile."
            );
        }
        if (mail is { Node: true, Away: null })
        {
            yield return Finding.Fine(
                "mail",
                mail.Home is { } home
                    ? $"It goes out by {mail.Place}; its links lead to {home}."
                    : $"It goes out by {mail.Place}. Mails of the morning have no links until RAPPORT_PUBLIC_URL is set."
            );
        }
    }

    private static IEnumerable<Finding> Addresses(Facts facts) =>
        facts.Addresses.Select(address =>
            address switch
            {
                { Serves: true } => Finding.Fine("address", $"Rapport serves on {address.Url}."),
                { Taken: true } => Finding.Wrong(
                    "address",
                    $"Something that is not Rapport has {address.Url}.",
                    "End it, or set RAPPORT_URLS to a free address."
                ),
                _ => Finding.Fine("address", $"{address.Url} is free; nobody serves there."),
            }
        );

    private static string Size(long bytes) =>
        bytes >= Little
            ? (bytes / (double)Little).ToString("0.#", CultureInfo.InvariantCulture) + " GB"
            : (bytes >> 20).ToString(CultureInfo.InvariantCulture) + " MB";
}
