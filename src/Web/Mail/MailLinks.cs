using Rapport.Web.Hosting;

namespace Rapport.Web.Mail;

/// <summary>Links into the program for mails that no request asked for; none where it is not said where it is opened.</summary>
/// <param name="Home">As in <c>https://rapport.firm.example/</c>; null where it is not known.</param>
public sealed record MailLinks(Uri? Home)
{
    public static MailLinks Of(Settings settings) =>
        new(settings.PublicUrl is { } said ? Read(said) : null);

    /// <summary>What cannot be read; null where it can, or is not set.</summary>
    public static string? Fault(Settings settings) =>
        settings.PublicUrl is { } said && Read(said) is null
            ? $"RAPPORT_PUBLIC_URL holds {said}, which is no address such as https://rapport.firm.example."
            : null;

    /// <summary>The address of a page.</summary>
    /// <param name="path">As in <c>/notices</c>; null leads nowhere.</param>
    public string? To(string? path) =>
        Home is null || path is null ? null : new Uri(Home, path).AbsoluteUri;

    private static Uri? Read(string said) =>
        Uri.TryCreate(said, UriKind.Absolute, out var home)
        && home
            is {
                Scheme: "http" or "https",
                AbsolutePath: "/",
                Query: "",
                Fragment: "",
                UserInfo: ""
            }
            ? home
            : null;
}
