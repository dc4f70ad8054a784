using System.Net.Sockets;
using Npgsql;
using Rapport.Data;
using Rapport.Files;
using Rapport.Values;
using Rapport.Web.Hosting;
using Rapport.Web.Mail;

namespace Rapport.Web.Doctor;

/// <summary>
/// Gathers the facts about the machine. Reads; what it writes is one empty file, and a small object where files are kept
/// in a bucket, both removed at once.
/// </summary>
public static class Examination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(10);

    private static readonly string[] Chromiums =
    [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ];

    public static async Task<Facts> Of(Settings settings, CancellationToken cancel)
    {
        var faults = Faults(settings).ToList();
        var addresses = new List<AddressFacts>();
        foreach (var url in settings.Urls.Split(';').Where(u => AddressOf(u) is not null))
        {
            addresses.Add(await Address(url, AddressOf(url)!, cancel));
        }
        return new Facts(
            new MicrosecondClock().GetCurrentInstant(),
            faults,
            Folder(settings.Folder),
            addresses,
            Chromium(),
            await DatabaseExamination.Of(settings, cancel)
        )
        {
            Store = await Store(settings, cancel),
            Mail = await Mail(settings, cancel),
        };
    }

    private static async Task<StoreProbe?> Store(Settings settings, CancellationToken cancel)
    {
        if (settings.Files is not { } said || FileStores.Fault(said) is not null)
        {
            return null;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(StorePatience);
        using var store = (S3Store)FileStores.Of(settings);
        return await store.Probe(patience.Token);
    }

    private static async Task<MailFacts?> Mail(Settings settings, CancellationToken cancel)
    {
        if (MailSetting.Of(settings) is not { } mail)
        {
            return null;
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        string? away = null;
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(mail.Smtp.Host, mail.Port, patience.Token);
        }
        catch (Exception silent)
            when (silent is SocketException or OperationCanceledException
                && !cancel.IsCancellationRequested
            )
        {
            away = silent is SocketException ? silent.Message : "It does not answer.";
        }
        return new MailFacts(
            mail.Place,
            away,
            OnPath("node") is not null,
            MailLinks.Of(settings).To("/")
        );
    }

    private static IEnumerable<string> Faults(Settings settings)
    {
        if (MailSetting.Fault(settings) is { } mute)
        {
            yield return mute;
        }
        if (MailLinks.Fault(settings) is { } nowhere)
        {
            yield return nowhere;
        }
        foreach (var url in settings.Urls.Split(';').Where(u => AddressOf(u) is null))
        {
            yield return $"RAPPORT_URLS holds {url}, which is no address such as http://127.0.0.1:5080.";
        }
        if (settings.Files is { } files && FileStores.Fault(files) is { } no)
        {
            yield return no;
        }
        if (settings.Postgres is { } postgres && Malformed(postgres) is { } why)
        {
            yield return $"RAPPORT_DATABASE is no connection string: {why}";
        }
    }

    /// <summary>Why it is no connection string; the string itself holds a password and is not repeated.</summary>
    internal static string? Malformed(string postgres)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(postgres);
            return null;
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            return wrong.Message;
        }
    }

    // "+" and "*" are Kestrel's words for every address of the machine.
    private static Uri? AddressOf(string url) =>
        Uri.TryCreate(
            url.Trim().Replace("//+", "//127.0.0.1").Replace("//*", "//127.0.0.1"),
            UriKind.Absolute,
            out var address
        ) && address.Scheme is "http" or "https"
            ? address
            : null;

    private static async Task<AddressFacts> Address(
        string url,
        Uri address,
        CancellationToken cancel
    )
    {
        var host = address.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            var answer = await http.GetStringAsync(
                new UriBuilder(address) { Host = host, Path = "/healthz" }.Uri,
                cancel
            );
            return new AddressFacts(url, answer == "ok", answer != "ok");
        }
        catch (Exception silent)
            when (silent is HttpRequestException or TaskCanceledException
                && !cancel.IsCancellationRequested
            )
        {
            return new AddressFacts(url, false, await IsTaken(host, address.Port, cancel));
        }
    }

    private static async Task<bool> IsTaken(string host, int port, CancellationToken cancel)
    {
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(host, port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static FolderFacts Folder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return new FolderFacts(folder, "it does not exist", 0, false, []);
        }
        try
        {
            var probe = Path.Combine(folder, $".doctor-{Guid.NewGuid():N}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            return new FolderFacts(folder, denied.Message, 0, false, []);
        }
        var keys = Path.Combine(folder, "keys");
        return new FolderFacts(
            folder,
            null,
            new DriveInfo(folder).AvailableFreeSpace,
            IsOpen(folder, UnixFileMode.GroupExecute | UnixFileMode.OtherExecute),
            Directory.Exists(keys)
                ?
                [
                    .. Directory
                        .EnumerateFiles(keys)
                        .Where(key => IsOpen(key, Others))
                        .Order(StringComparer.Ordinal),
                ]
                : []
        );
    }

    private const UnixFileMode Others =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite;

    private static bool IsOpen(string path, UnixFileMode to) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & to) != UnixFileMode.None;

    private static string? Chromium()
    {
        var named = Environment.GetEnvironmentVariable("RAPPORT_CHROMIUM");
        return named is { Length: > 0 }
            ? File.Exists(named)
                ? named
                : null
            : Chromiums.Select(OnPath).FirstOrDefault(found => found is not null);
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
