using System.Text;
using Microsoft.Playwright;

namespace Rapport.Browser;

/// <summary>A PDF is looked at in a frame that is nobody's.</summary>
public sealed class PdfPreviewTests(Browser browser, DemoDatabase database)
    : IClassFixture<DemoDatabase>
{
    [Fact(Timeout = Patience.Fact)]
    public async Task The_first_ten_pages_are_drawn_where_nothing_of_ours_can_be_reached()
    {
        await using var morning = await Begin();
        var reached = new List<string>();
        morning.Page.Request += (_, request) =>
        {
            if (
                request.Frame != morning.Page.MainFrame
                && !request.Url.StartsWith("blob:", StringComparison.Ordinal)
            )
            {
                reached.Add(new Uri(request.Url).AbsolutePath);
            }
        };

        var frame = await Shown(morning, "twelve.pdf", Pdf(12));

        await Assertions.Expect(frame.Locator("canvas")).ToHaveCountAsync(10);
        await Assertions
            .Expect(frame.Locator("#status"))
            .ToHaveTextAsync("The first 10 of 12 pages. Save the file to see all of them.");
        await Assertions
            .Expect(frame.GetByRole(AriaRole.Img, new() { Name = "Page 1 of 12" }))
            .ToBeVisibleAsync();
        await Assertions.Expect(frame.Locator("canvas").First).ToHaveTextAsync("Offer page 1");
        // Something was drawn, and it is not white alone.
        Assert.True(
            await frame
                .Locator("canvas")
                .First.EvaluateAsync<bool>(
                    "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((dot, at) => at % 4 === 0 && dot < 100)"
                )
        );
        Assert.Equal(
            "null",
            await frame.Locator("body").EvaluateAsync<string>("() => self.origin")
        );
        Assert.All(
            reached,
            path =>
                Assert.Matches(
                    "^/(attachments/.+/preview|pdf-frame[.]js|lib/pdf([.]worker)?[.]min[.]mjs)$",
                    path
                )
        );
    }

    [Theory(Timeout = Patience.Fact)]
    [InlineData("broken.pdf", "This PDF cannot be read.")]
    [InlineData("locked.pdf", "This PDF is protected by a password.")]
    public async Task What_cannot_be_shown_says_so(string name, string says)
    {
        await using var morning = await Begin();

        var frame = await Shown(
            morning,
            name,
            name == "locked.pdf"
                ? Pdf(1, locked: true)
                : Encoding.ASCII.GetBytes("%PDF-1.7\nnothing of the kind")
        );

        await Assertions.Expect(frame.Locator("#status")).ToContainTextAsync(says);
        await Assertions.Expect(frame.Locator("canvas")).ToHaveCountAsync(0);
    }

    private static async Task<IFrameLocator> Shown(Morning morning, string name, byte[] bytes)
    {
        var page = morning.Page;
        await morning.Go("/clients?q=Halden");
        await page.Locator("tbody a").First.ClickAsync();
        await page.Arrive("**/clients/*-*");
        await page.GotoAsync(page.Url.Split('#')[0] + "/attachments");
        await Assertions.Expect(page.Locator("file-field:defined")).ToHaveCountAsync(1);
        await page.Locator("main file-field input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = name,
                    MimeType = "application/pdf",
                    Buffer = bytes,
                }
            );
        await page.Locator("main form.attach .form-actions button").Last.ClickAsync();
        await page.Locator("#files a", new() { HasText = name }).First.ClickAsync();
        await page.Arrive("**/attachments/*-*");
        return page.FrameLocator("iframe.preview");
    }

    /// <summary>Pages with a line of text each.</summary>
    private static byte[] Pdf(int pages, bool locked = false)
    {
        var objects = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>",
            $"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(0, pages).Select(n => $"{4 + 2 * n} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        };
        for (var n = 0; n < pages; n++)
        {
            var draw =
                $"0 0 0 rg 60 60 200 20 re f BT /F 24 Tf 72 720 Td (Offer page {n + 1}) Tj ET";
            objects.Add(
                $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
            );
            objects.Add($"<< /Length {draw.Length} >>\nstream\n{draw}\nendstream");
        }
        if (locked)
        {
            var key = new string('7', 64);
            objects.Add($"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >>");
        }
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (at, one) in objects.Index())
        {
            places.Add(text.Length);
            text.Append(null, $"{at + 1} 0 obj\n{one}\nendobj\n");
        }
        var table = text.Length;
        text.Append(null, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            text.Append(null, $"{place:D10} 00000 n \n");
        }
        var lockedBy = locked ? $" /Encrypt {objects.Count} 0 R /ID [<00> <00>]" : "";
        text.Append(
            null,
            $"trailer\n<< /Size {objects.Count + 1} /Root 1 0 R{lockedBy} >>\nstartxref\n{table}\n%%EOF\n"
        );
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private Task<Morning> Begin() =>
        Morning.Begin(browser, database, "ana@brindlehawe.example", new());
}
