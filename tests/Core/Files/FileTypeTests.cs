using System.Text;
using Rapport.Files;

namespace Rapport.Tests.Core.Files;

public sealed class FileTypeTests
{
    [Theory]
    [InlineData("photo.pdf", "\u0089PNG\r\n\u001a\n", "image/png")]
    [InlineData("photo.jpg", "\u00ff\u00d8\u00ff\u00e0", "image/jpeg")]
    [InlineData("photo", "GIF89a....", "image/gif")]
    [InlineData("photo", "RIFF....WEBPVP8 ", "image/webp")]
    [InlineData("report.png", "%PDF-1.7", "application/pdf")]
    [InlineData("a.zip", "PK\u0003\u0004", "application/zip")]
    [InlineData("a.pdf", "PK\u0003\u0004", "application/zip")]
    [InlineData("mail.msg", "\u00d0\u00cf\u0011\u00e0", "application/vnd.ms-outlook")]
    [InlineData("notes.txt", "Grüße", "text/plain")]
    [InlineData("rows.csv", "a,b\n1,2", "text/csv")]
    [InlineData("picture.png", "<!DOCTYPE html><p>", "text/html")]
    [InlineData("picture.png", "  <svg xmlns=''>", "image/svg+xml")]
    [InlineData("notes.txt", "hello <script>alert(1)</script>", "text/html")]
    [InlineData("notes.txt", "a\0b", "application/octet-stream")]
    public void A_file_is_what_its_bytes_are(string name, string start, string type) =>
        Assert.Equal(type, FileType.Of(name, Encoding.Latin1.GetBytes(start)));

    [Theory]
    [InlineData("setup.exe", "")]
    [InlineData("SETUP.EXE", "")]
    [InlineData("run.sh", "")]
    [InlineData("macro.vbs", "")]
    [InlineData("invoice.pdf", "MZ\u0090")]
    [InlineData("invoice.pdf", "\u007fELF")]
    [InlineData("invoice.pdf", "#!/bin/sh\n")]
    [InlineData("invoice.pdf", "\u00ef\u00bb\u00bf#!/bin/sh\n")]
    [InlineData("invoice.pdf", "\u00ca\u00fe\u00ba\u00be")]
    [InlineData("picture.png", "<?php echo 1;")]
    public void What_can_run_is_known_by_name_and_by_bytes(string name, string start) =>
        Assert.True(FileType.CanRun(name, Encoding.Latin1.GetBytes(start)));

    [Theory]
    [InlineData("report.pdf", "%PDF-1.7")]
    [InlineData("com.txt", "words")]
    [InlineData("exe", "words")]
    [InlineData("Müller.exe.pdf", "%PDF-1.7")]
    public void What_people_send_each_other_is_taken(string name, string start) =>
        Assert.False(FileType.CanRun(name, Encoding.Latin1.GetBytes(start)));

    [Theory]
    [InlineData("image/png", Preview.Image)]
    [InlineData("image/svg+xml", Preview.Text)]
    [InlineData("text/html", Preview.Text)]
    [InlineData("application/pdf", Preview.Pdf)]
    [InlineData("application/zip", Preview.None)]
    public void Only_pictures_of_dots_are_shown_as_pictures(string type, Preview preview) =>
        Assert.Equal(preview, FileType.PreviewOf(type));
}
