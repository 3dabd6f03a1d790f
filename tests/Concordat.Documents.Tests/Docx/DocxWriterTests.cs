using System.Globalization;
using Concordat.Documents.Charts;
using Concordat.Documents.Docx;
using Concordat.Documents.Model;
using Concordat.Documents.Tests.Samples;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Drawing.Wordprocessing;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit.Abstractions;
using Chart = Concordat.Documents.Charts.Chart;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Concordat.Documents.Tests.Docx;

public sealed class DocxWriterTests(ITestOutputHelper output)
{
    [Fact]
    public void Write_WholeReport_HasNoValidatorErrors()
    {
        using var document = DocxFile.OpenSample();

        var errors = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).ToList();

        foreach (var error in errors) output.WriteLine($"{error.Part?.Uri} {error.Path?.XPath} {error.Description}");
        Assert.Empty(errors);
    }

    [Fact]
    public void Write_SameReportTwice_GivesSameBytes() =>
        Assert.Equal(DocxFile.Bytes(SampleReport.Tactical()), DocxFile.Bytes(SampleReport.Tactical()));

    [Fact]
    public void Write_ToStreamThatCannotSeek_GivesAFileThatOpens()
    {
        using var kept = new MemoryStream();
        using (var oneWay = new OneWayStream(kept)) DocxWriter.Write(SampleReport.Tactical(), oneWay);

        using var document = WordprocessingDocument.Open(new MemoryStream(kept.ToArray()), isEditable: false);

        Assert.Equal("Tactical assessment, October 2026", document.PackageProperties.Title);
    }

    [Fact]
    public void Write_Properties_HoldTitleAuthorMarkingAndDate()
    {
        using var document = DocxFile.OpenSample();

        Assert.Equal("Imara Fenwright, community safety analyst", document.PackageProperties.Creator);
        Assert.Equal("OFFICIAL-SENSITIVE", document.PackageProperties.Keywords);
        Assert.Equal(HandlingTests.Words, document.PackageProperties.Subject);
        Assert.Equal(new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc), document.PackageProperties.Created!.Value.ToUniversalTime());
    }

    [Fact]
    public void Write_EveryPage_CarriesTheMarkingAtHeadAndFoot()
    {
        using var document = DocxFile.OpenSample();
        var main = document.MainDocumentPart!;
        var sections = main.Document.Descendants<SectionProperties>().ToList();

        var cover = main.Document.Body!.Elements<W.Table>().First();
        Assert.Equal(2, sections.Count);
        Assert.StartsWith("OFFICIAL-SENSITIVE", cover.InnerText, StringComparison.Ordinal);
        Assert.Contains("OFFICIAL-SENSITIVE", Foot(main, sections[0]), StringComparison.Ordinal);
        Assert.Equal("OFFICIAL-SENSITIVE", ((HeaderPart)main.GetPartById(sections[1].GetFirstChild<HeaderReference>()!.Id!)).Header.InnerText);
        Assert.Contains("Riverbourne Community Safety Partnership, Tactical assessment, October 2026, version 4", Foot(main, sections[1]), StringComparison.Ordinal);
        Assert.Contains("for tasking. Ask the author before passing it on.", Foot(main, sections[1]), StringComparison.Ordinal);
        Assert.EndsWith("OFFICIAL-SENSITIVE", Foot(main, sections[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Styles_AreNamedAndEveryOneUsedExists()
    {
        using var document = DocxFile.OpenSample();
        var main = document.MainDocumentPart!;
        var styles = main.StyleDefinitionsPart!.Styles!.Elements<W.Style>().ToList();
        var ids = styles.Select(style => style.StyleId!.Value!).ToHashSet();

        var used = main.Document.Descendants<ParagraphStyleId>().Select(style => style.Val!.Value!).Distinct().ToList();

        Assert.All(used, id => Assert.Contains(id, ids));
        foreach (var name in new[] { "Title", "heading 1", "heading 2", "heading 3", "Finding", "caption", "Source", "Table", "Marking" })
            Assert.Contains(styles, style => style.StyleName!.Val == name);
        Assert.Equal("en-GB", main.StyleDefinitionsPart.Styles.Descendants<Languages>().First().Val!.Value);
    }

    [Fact]
    public void Write_NumberedSections_NumberThemselvesAndTheirFindings()
    {
        using var document = DocxFile.OpenSample();
        var headings = Paragraphs(document, "Heading1").ToList();
        var findings = Paragraphs(document, "Finding").ToList();

        bool IsOutOfNumbering(W.Paragraph paragraph) => paragraph.ParagraphProperties!.NumberingProperties?.NumberingId?.Val?.Value == 0;

        Assert.Equal(["What we decided last time", "Decisions and actions", "Method and data"], headings.Where(IsOutOfNumbering).Select(h => h.InnerText));
        Assert.Equal(["Theft from vehicles", "Bicycle theft at the station", "Wards and places"], headings.Where(h => !IsOutOfNumbering(h)).Select(h => h.InnerText));
        Assert.Equal("Counts at Station approach have stopped rising since the patrols began.", Assert.Single(findings, IsOutOfNumbering).InnerText);
    }

    [Fact]
    public void Write_Contents_ListsEverySectionAndIsUpdatedOnOpening()
    {
        using var document = DocxFile.OpenSample();
        var entries = Paragraphs(document, "TOC1").ToList();
        var bookmarks = document.MainDocumentPart!.Document.Descendants<BookmarkStart>().Select(start => start.Name!.Value!).ToHashSet();

        Assert.Equal(6, entries.Count);
        Assert.Contains("1 Theft from vehicles", entries[1].InnerText, StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Contains(entry.GetFirstChild<W.Hyperlink>()!.Anchor!.Value!, bookmarks));
        Assert.True(document.MainDocumentPart.DocumentSettingsPart!.Settings!.GetFirstChild<UpdateFieldsOnOpen>()!.Val!.Value);
        Assert.True(entries[0].Descendants<FieldChar>().First().Dirty!.Value);
    }

    [Fact]
    public void Write_Contents_GuessesThePagesThatAWordProcessorFinds()
    {
        using var document = DocxFile.OpenSample();

        var pages = Paragraphs(document, "TOC1").Select(entry => entry.GetFirstChild<W.Hyperlink>()!.Descendants<W.Text>().Last().Text);

        // As LibreOffice 7.4 laid the sample out with Liberation Sans, which has the widths of Arial.
        Assert.Equal(["3", "4", "6", "7", "10", "11"], pages);
    }

    [Fact]
    public void Write_Tables_RepeatTheirHeaderAndKeepRowsWhole()
    {
        using var document = DocxFile.OpenSample();
        var tables = document.MainDocumentPart!.Document.Descendants<W.Table>().Where(table => table.Descendants<TableStyle>().Any(style => style.Val == "ReportTable")
            && table.Descendants<TableLook>().First().FirstRow!.Value).ToList();

        Assert.Equal(5, tables.Count);
        Assert.All(tables, table =>
        {
            Assert.NotNull(table.Elements<W.TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
            Assert.All(table.Elements<W.TableRow>(), row => Assert.NotNull(row.TableRowProperties!.GetFirstChild<CantSplit>()));
            Assert.NotEmpty(table.Descendants<TableCaption>().Single().Val!.Value!);
        });
    }

    [Fact]
    public void Write_Signals_StandAsShapeAndWord()
    {
        using var document = DocxFile.OpenSample();
        var text = document.MainDocumentPart!.Document.Body!.InnerText;

        Assert.Contains("▲ Rise", text, StringComparison.Ordinal);
        Assert.Contains("▼ Fall", text, StringComparison.Ordinal);
        Assert.Contains("= No signal", text, StringComparison.Ordinal);
        Assert.Contains("○ Not enough data", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Captions_KeepWithTheirFigureAndAreNumberedByFields()
    {
        using var document = DocxFile.OpenSample();
        var captions = Paragraphs(document, "Caption").ToList();
        var caption = document.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<W.Style>().Single(style => style.StyleId == "Caption");

        Assert.Equal(9, captions.Count);
        Assert.All(captions, each => Assert.Single(each.Descendants<FieldCode>(), code => code.Text.Contains("SEQ", StringComparison.Ordinal)));
        Assert.Equal("Figure 1. Recorded thefts each month, with the range 19 months in 20 would fall in",
            string.Concat(captions[0].Descendants<W.Text>().Select(text => text.Text)));
        Assert.NotNull(caption.StyleParagraphProperties!.KeepNext);
    }

    [Fact]
    public void Write_EveryDrawing_HasWordsForThoseWhoCannotSeeIt()
    {
        using var document = DocxFile.OpenSample();
        var drawings = document.MainDocumentPart!.Document.Descendants<DocProperties>().ToList();

        Assert.Equal(8, drawings.Count); // the mark, five native charts, a map, an interval; the heat table is a table
        Assert.All(drawings, drawing => Assert.NotEmpty(drawing.Description!.Value!));
        Assert.Equal(drawings.Count, drawings.Select(drawing => drawing.Id!.Value).Distinct().Count());
        Assert.Contains(drawings, drawing => drawing.Description!.Value!.Contains("Eight squares at the Quayside car parks are new", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_MapPicture_IsPixelsWithTheSameMapAsVectors()
    {
        using var document = DocxFile.OpenSample();
        var images = document.MainDocumentPart!.ImageParts.ToList();
        var vectors = document.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Office2019.Drawing.SVG.SVGBlip>().ToList();

        Assert.Equal(3, vectors.Count);
        Assert.All(vectors, vector => Assert.Equal("image/svg+xml", document.MainDocumentPart.GetPartById(vector.Embed!.Value!).ContentType));
        Assert.Equal(3, images.Count(image => image.ContentType == "image/png"));
    }

    [Fact]
    public void Write_NativeChart_ItsWorkbookHoldsTheFiguresOfTheModel()
    {
        var chart = SampleCharts.Thefts(missing: 5);
        using var document = DocxFile.Open(OneChart(chart));
        var part = Assert.Single(document.MainDocumentPart!.ChartParts);

        var rows = WorkbookRows(part);

        Assert.EndsWith(".xlsx", part.EmbeddedPackagePart!.Uri.ToString(), StringComparison.Ordinal);
        Assert.Equal(chart.Points.Count + 1, rows.Count);
        for (var i = 0; i < chart.Points.Count; i++)
        {
            Assert.Equal(chart.Points[i].FullLabel, rows[i + 1]["A"]);
            Assert.Equal(chart.Points[i].Value?.ToString(CultureInfo.InvariantCulture), rows[i + 1].GetValueOrDefault("C"));
            Assert.Equal(chart.Points[i].Lower?.ToString(CultureInfo.InvariantCulture), rows[i + 1]["D"]);
            Assert.Equal(chart.Points[i].Upper?.ToString(CultureInfo.InvariantCulture), rows[i + 1]["E"]);
        }
    }

    [Fact]
    public void Write_NativeChart_WhatItDrawsIsWhatItsWorkbookHolds()
    {
        foreach (var chart in new Chart[] { SampleCharts.Thefts(missing: 5), SampleCharts.Wards(), SampleCharts.Station(), SampleCharts.Places() })
        {
            using var document = DocxFile.Open(OneChart(chart));
            var part = Assert.Single(document.MainDocumentPart!.ChartParts);
            var rows = WorkbookRows(part);

            foreach (var values in part.ChartSpace.Descendants<DocumentFormat.OpenXml.Drawing.Charts.Values>())
            {
                var formula = values.Descendants<Formula>().Single().Text; // Figures!$C$2:$C$25
                var column = formula.Split('$')[1];
                var drawn = values.Descendants<NumericPoint>().ToDictionary(point => point.Index!.Value, point => point.NumericValue!.Text);
                for (var i = 1; i < rows.Count; i++) Assert.Equal(rows[i].GetValueOrDefault(column), drawn.GetValueOrDefault((uint)(i - 1)));
            }
        }
    }

    [Fact]
    public void Write_MissingMonth_HasNoPointAndAHatchedColumn()
    {
        using var document = DocxFile.Open(OneChart(SampleCharts.Thefts(missing: 5)));
        var bars = Assert.Single(document.MainDocumentPart!.ChartParts).ChartSpace.Descendants<BarChartSeries>().ToList();

        var counted = bars[0].Descendants<DocumentFormat.OpenXml.Drawing.Charts.Values>().Single().Descendants<NumericPoint>().Select(point => point.Index!.Value).ToList();
        var hatched = bars[1].Descendants<DocumentFormat.OpenXml.Drawing.Charts.Values>().Single().Descendants<NumericPoint>().Select(point => point.Index!.Value).ToList();

        Assert.DoesNotContain(5u, counted);
        Assert.Equal([5u], hatched);
        Assert.Single(bars[1].Descendants<DocumentFormat.OpenXml.Drawing.PatternFill>());
    }

    [Fact]
    public void Write_WordsWithMarkupAndForbiddenCharacters_AreKeptAsWords()
    {
        var report = OneChart(SampleCharts.Thefts()) with { Title = "<b>&\u0001\uD800", Sections = [new() { Heading = "A & B < C", Blocks = [new Finding("\"x\" & <y>")] }] };

        using var document = DocxFile.Open(report);

        Assert.Contains("<b>&\uFFFD", document.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        Assert.Equal("\"x\" & <y>", Assert.Single(Paragraphs(document, "Finding")).InnerText);
    }

    [Fact]
    public void Write_RowWithTooFewCells_NamesTheTable()
    {
        var table = new TableBlock { Caption = "Wards", Columns = [new("A"), new("B")], Rows = [new("one")] };
        var report = OneChart(SampleCharts.Thefts()) with { Sections = [new() { Heading = "x", Blocks = [table] }] };

        var error = Assert.Throws<ArgumentException>(() => DocxFile.Bytes(report));

        Assert.Contains("Row 1 has 1 cells for 2 columns. Table: Wards", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_BareReport_HasNoValidatorErrors()
    {
        var report = OneChart(SampleCharts.Thefts()) with { Subtitle = null, PreparedFor = null, ApprovedBy = null, Sections = [], Summary = null };
        using var document = DocxFile.Open(report);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document));
    }

    private static Report OneChart(Chart chart) => SampleReport.Tactical() with
    {
        Summary = null,
        Sections = [new() { Heading = "Figures", Blocks = [new ChartBlock("Caption", chart, "Source.")] }],
    };

    private static IEnumerable<W.Paragraph> Paragraphs(WordprocessingDocument document, string style) =>
        document.MainDocumentPart!.Document.Descendants<W.Paragraph>().Where(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val == style);

    private static string Foot(MainDocumentPart main, SectionProperties section) =>
        ((FooterPart)main.GetPartById(section.GetFirstChild<FooterReference>()!.Id!)).Footer.InnerText;

    private static List<Dictionary<string, string>> WorkbookRows(ChartPart part)
    {
        using var book = SpreadsheetDocument.Open(part.EmbeddedPackagePart!.GetStream(), isEditable: false);
        return [.. book.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Select(row =>
            row.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().ToDictionary(cell => cell.CellReference!.Value!.TrimEnd("0123456789".ToCharArray()), cell => cell.InnerText))];
    }
}
