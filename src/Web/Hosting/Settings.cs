using Rapport.Data;

namespace Rapport.Web.Hosting;

/// <summary>What the program is told by its surroundings: the RAPPORT_… variables, all optional.</summary>
/// <param name="Folder">RAPPORT_DATA: where the database, keys and files are.</param>
/// <param name="Urls">RAPPORT_URLS: where it serves, separated by semicolons.</param>
/// <param name="Postgres">RAPPORT_DATABASE: a PostgreSQL connection string; SQLite in the folder without it.</param>
public sealed record Settings(string Folder, string Urls, string? Postgres)
{
    public DbPlace Place => new(Postgres, Folder);

    /// <summary>Where attached files are kept; null for the folder.</summary>
    public string? Files { get; init; }

    /// <summary>RAPPORT_METRICS=token: the program's figures are for a token alone, also on the machine itself.</summary>
    public bool MetricsByTokenOnly { get; init; }

    /// <summary>RAPPORT_SMTP_URL: the server by which mail goes out, with name and password; nothing is sent without it.</summary>
    public string? Smtp { get; init; }

    /// <summary>RAPPORT_MAIL_FROM: in whose name.</summary>
    public string? MailFrom { get; init; }

    /// <summary>RAPPORT_PUBLIC_URL: where colleagues open it, for links in mails that no request asked for.</summary>
    public string? PublicUrl { get; init; }

    public static Settings FromEnvironment() =>
        new(
            Path.GetFullPath(Read("RAPPORT_DATA") ?? "data"),
            Read("RAPPORT_URLS") ?? "http://127.0.0.1:5080",
            Read("RAPPORT_DATABASE")
        )
        {
            Files = Read("RAPPORT_FILES"),
            Smtp = Read("RAPPORT_SMTP_URL"),
            MailFrom = Read("RAPPORT_MAIL_FROM"),
            PublicUrl = Read("RAPPORT_PUBLIC_URL"),
            MetricsByTokenOnly = Read("RAPPORT_METRICS") == "token",
        };

    private static string? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
