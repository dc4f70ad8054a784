using System.Globalization;
using Rapport.Clients;
using Rapport.Contacts;
using Rapport.Files;
using Rapport.Interactions;
using Rapport.Offers;
using Rapport.Web.Shared;

namespace Rapport.Web.Files;

/// <summary>What a file is in words, and where the record is on which it hangs.</summary>
public static class FileTexts
{
    private const int Kilo = 1024;

    /// <summary>"812 bytes", "14 KB", "1.2 MB".</summary>
    public static string Size(long bytes) =>
        bytes switch
        {
            1 => FileWords.Byte,
            < Kilo => FileWords.Bytes.With(bytes),
            < Kilo * Kilo => FileWords.Kilobytes.With(Number(bytes, Kilo)),
            < 1L << 30 => FileWords.Megabytes.With(Number(bytes, Kilo * Kilo)),
            _ => FileWords.Gigabytes.With(Number(bytes, 1 << 30)),
        };

    public static string Icon(string mediaType) =>
        FileType.PreviewOf(mediaType) switch
        {
            Preview.Image => "photo",
            Preview.Pdf or Preview.Text => "file-text",
            _ => "file",
        };

    /// <summary>What kind of file it is: by its name's ending, as people say it; else in words.</summary>
    public static string Kind(AttachmentRecord file) =>
        FileName.Ending(file.Name) is { Length: > 0 } ending
            ? ending.ToUpperInvariant()
            : FileWords.File;

    /// <summary>The page of the record on which files hang.</summary>
    public static string Href(this Holder holder) =>
        holder.Kind switch
        {
            nameof(Client) => $"/clients/{holder.Id}/attachments",
            nameof(Contact) => $"/contacts/{holder.Id}",
            nameof(Opportunity) => $"/opportunities/{holder.Id}",
            _ => $"/interactions/{holder.Id}",
        };

    public static Holder Holder(this AttachmentRecord file) =>
        new(file.SubjectKind, file.SubjectId);

    /// <summary>How the rail calls the area of a record.</summary>
    public static string Area(this Holder holder) =>
        holder.Kind switch
        {
            nameof(Contact) => "contacts",
            nameof(Opportunity) => "opportunities",
            _ => "clients",
        };

    private static string Number(long bytes, long unit)
    {
        var number = bytes / (double)unit;
        return number.ToString(number < 10 ? "0.#" : "0", CultureInfo.CurrentCulture);
    }
}
