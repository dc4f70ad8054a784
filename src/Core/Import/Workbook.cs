using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Rapport.Import;

/// <summary>
/// Writes one sheet as XLSX (Office Open XML, ECMA-376, part 1), row by row: its length costs no memory. Texts stand in
/// their cells; nothing is a formula, so nothing has to be neutralised.
/// </summary>
internal static class Workbook
{
    /// <summary>What a cell may hold (ECMA-376 leaves it to Excel, which says 32,767).</summary>
    private const int LongestText = 32_767;
    private const uint Plain = 0;
    private const uint Bold = 1;
    private const uint Dated = 2;
    private const uint Timed = 3;

    public static void Write(
        Stream stream,
        IReadOnlyList<string> heads,
        IReadOnlyList<ExportType> types,
        IEnumerable<IReadOnlyList<string>> rows
    )
    {
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        var styles = book.AddNewPart<WorkbookStylesPart>();
        styles.Stylesheet = Styles();
        var sheet = book.AddNewPart<WorksheetPart>();
        using (var writer = OpenXmlWriter.Create(sheet))
        {
            writer.WriteStartElement(new Worksheet());
            writer.WriteElement(FrozenHead());
            writer.WriteStartElement(new SheetData());
            WriteRow(writer, heads, _ => ExportType.Text, Bold);
            foreach (var row in rows)
            {
                WriteRow(writer, row, i => types[i], Plain);
            }
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
            new Sheets(
                new Sheet
                {
                    Id = book.GetIdOfPart(sheet),
                    SheetId = 1,
                    Name = "Rapport",
                }
            )
        );
    }

    private static void WriteRow(
        OpenXmlWriter writer,
        IReadOnlyList<string> texts,
        Func<int, ExportType> type,
        uint style
    )
    {
        writer.WriteStartElement(new DocumentFormat.OpenXml.Spreadsheet.Row());
        for (var i = 0; i < texts.Count; i++)
        {
            writer.WriteElement(CellOf(texts[i], type(i), style));
        }
        writer.WriteEndElement();
    }

    private static Cell CellOf(string text, ExportType type, uint style) =>
        text.Length == 0
            ? new Cell()
            : type switch
            {
                ExportType.Number => new Cell { CellValue = new CellValue(text) },
                ExportType.Date => Serial(text, Dated),
                ExportType.Moment => Serial(text, Timed),
                _ => new Cell
                {
                    DataType = CellValues.InlineString,
                    StyleIndex = style,
                    InlineString = new InlineString(
                        new Text(Fit(text)) { Space = SpaceProcessingModeValues.Preserve }
                    ),
                },
            };

    /// <summary>Days since the end of 1899, as spreadsheets count them.</summary>
    private static Cell Serial(string text, uint style) =>
        new()
        {
            StyleIndex = style,
            CellValue = new CellValue(
                DateTime
                    .Parse(text, CultureInfo.InvariantCulture)
                    .ToOADate()
                    .ToString(CultureInfo.InvariantCulture)
            ),
        };

    /// <summary>XML 1.0 has no characters for most controls; a pair that is cut in two is none either.</summary>
    private static string Fit(string text)
    {
        var clean = string.Concat(text.Where(c => !char.IsControl(c) || c is '\n' or '\t'));
        if (clean.Length <= LongestText)
        {
            return clean;
        }
        return clean[
            ..(char.IsHighSurrogate(clean[LongestText - 1]) ? LongestText - 1 : LongestText)
        ];
    }

    private static SheetViews FrozenHead() =>
        new(
            new SheetView(
                new Pane
                {
                    VerticalSplit = 1,
                    TopLeftCell = "A2",
                    ActivePane = PaneValues.BottomLeft,
                    State = PaneStateValues.Frozen,
                }
            )
            {
                WorkbookViewId = 0,
            }
        );

    private static Stylesheet Styles() =>
        new(
            new NumberingFormats(
                new NumberingFormat { NumberFormatId = 164, FormatCode = "yyyy-mm-dd" },
                new NumberingFormat { NumberFormatId = 165, FormatCode = "yyyy-mm-dd hh:mm" }
            ),
            new Fonts(new Font(), new Font(new Bold())),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 })
            ),
            new Borders(new Border()),
            new CellFormats(
                new CellFormat(),
                new CellFormat { FontId = 1, ApplyFont = true },
                new CellFormat { NumberFormatId = 164, ApplyNumberFormat = true },
                new CellFormat { NumberFormatId = 165, ApplyNumberFormat = true }
            )
        );
}
