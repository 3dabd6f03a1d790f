using System.Text;
using AngleSharp.Html.Parser;
using Concordat.Documents.Html;
using Concordat.Documents.Model;
using Concordat.Documents.Tests.Docx;
using Concordat.Documents.Tests.Samples;
using Concordat.Documents.Xlsx;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Workbook = Concordat.Documents.Xlsx.Workbook;

namespace Concordat.Documents.Tests;

/// <summary>Owner, permitted use, rule for passing on and citation: in every kind of file, on every page and in its properties; and the partnership's own look.</summary>
public sealed class HandlingTests
{
    public const string Words = "Owner: Riverbourne Community Safety Partnership. For members of the Joint Action Group and their teams, for tasking. Ask the author before passing it on. "
        + "Cite as “Riverbourne Community Safety Partnership, Tactical assessment, October 2026, version 4”.";

    [Fact]
    public void Html_TellsItInItsProperties_AndInTheFootOfEveryPrintedPage()
    {
        using var text = new StringWriter();
        HtmlWriter.Write(SampleReport.Tactical(), text);

        Assert.Equal(Words, new HtmlParser().ParseDocument(text.ToString()).QuerySelector("meta[name=description]")!.GetAttribute("content"));
        Assert.Contains($"@bottom-left {{ content: {Css("Riverbourne Community Safety Partnership, Tactical assessment, October 2026, version 4")}", text.ToString(), StringComparison.Ordinal);
        Assert.Contains($"@bottom-right {{ content: {Css("For members of the Joint Action Group and their teams, for tasking. Ask the author before passing it on.")}", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Workbook_TellsItInItsProperties_NotesAndFoot()
    {
        using var book = Open(Sample("Riverbourne"));
        var foot = book.WorkbookPart!.WorksheetParts.First().Worksheet.GetFirstChild<HeaderFooter>()!.OddFooter!.Text;

        Assert.Equal("Owner: Riverbourne. For members. Ask first. Cite as “Riverbourne, Thefts, 31 Oct 2026”.", book.PackageProperties.Subject);
        Assert.Equal("&COFFICIAL&L&8Riverbourne, Thefts, 31 Oct 2026&R&8For members. Ask first.", foot);
        Assert.Contains("Permitted useFor members.Passing onAsk first.Cite asRiverbourne, Thefts, 31 Oct 2026", book.WorkbookPart.WorksheetParts.Last().Worksheet.InnerText, StringComparison.Ordinal);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(book));
    }

    [Fact]
    public void Workbook_WithALongName_KeepsUseAndRuleInTheFoot_WhichHolds255Characters()
    {
        using var book = Open(Sample(new string('R', 240)));

        Assert.Equal("&COFFICIAL&R&8For members. Ask first.", book.WorkbookPart!.WorksheetParts.First().Worksheet.GetFirstChild<HeaderFooter>()!.OddFooter!.Text);
    }

    [Theory]
    [InlineData("#000000", 21)]
    [InlineData("#ffffff", 1)]
    [InlineData("#767676", 4.54)]
    public void Contrast_IsThatOfTheGuidelines(string colour, double contrast) => Assert.Equal(contrast, House.ContrastWithWhite(colour), 2);

    [Fact]
    public void House_ColoursTheCover_AndItsLogoStandsForTheMark()
    {
        var report = SampleReport.Tactical() with { House = new("#5a1f4b", new([1, 2, 3], 400, 100)) };
        using var document = DocxFile.Open(report);
        using var html = new StringWriter();
        HtmlWriter.Write(report, html);
        var page = new HtmlParser().ParseDocument(html.ToString());

        var cover = document.MainDocumentPart!.Document.Body!.Elements<DocumentFormat.OpenXml.Wordprocessing.Table>().First();
        Assert.All(cover.Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>(), row =>
            Assert.Equal("5A1F4B", row.Descendants<DocumentFormat.OpenXml.Wordprocessing.TableCellProperties>().First().Shading!.Fill!.Value, ignoreCase: true));
        var size = cover.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Inline>().Single().Extent!;
        Assert.Equal((70 * 36000L, 70 * 36000L / 4), (size.Cx!.Value, size.Cy!.Value));
        Assert.Equal("data:image/png;base64,AQID", page.QuerySelector(".cover img")!.GetAttribute("src"));
        Assert.Empty(page.QuerySelectorAll(".cover svg"));
        Assert.Contains(".cover { background: #5a1f4b; }", html.ToString(), StringComparison.Ordinal);
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document));
    }

    private static Workbook Sample(string owner) => new()
    {
        Title = "Thefts",
        Author = "Imara Fenwright",
        Marking = "OFFICIAL",
        Owner = owner,
        Handling = new("For members.", "Ask first."),
        Date = new(2026, 10, 31),
        Sheets = [new("Months", [new("Month")], [["October"]])],
        Notes = [new("Range", new Paragraph("What it means."))],
    };

    private static SpreadsheetDocument Open(Workbook workbook)
    {
        var file = new MemoryStream();
        XlsxWriter.Write(workbook, file);
        file.Position = 0;
        return SpreadsheetDocument.Open(file, isEditable: false);
    }

    private static string Css(string words) => "\"" + string.Concat(words.Select(letter => $"\\{(int)letter:x6}")) + "\"";
}
