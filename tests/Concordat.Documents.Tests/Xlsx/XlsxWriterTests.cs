using System.Globalization;
using System.Text;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Xunit.Abstractions;
using Cell = Concordat.Documents.Model.Cell;
using Sheet = Concordat.Documents.Xlsx.Sheet;
using TableColumn = Concordat.Documents.Model.TableColumn;
using Workbook = Concordat.Documents.Xlsx.Workbook;

namespace Concordat.Documents.Tests.Xlsx;

public sealed class XlsxWriterTests(ITestOutputHelper output)
{
    private static readonly TableColumn[] Columns =
        [new("Ward"), new("Records", ColumnKind.Number), new("Cost", ColumnKind.Number), new("Share", ColumnKind.Number), new("As at", ColumnKind.Date), new("When", ColumnKind.Date), new("Signal", ColumnKind.Signal)];

    static XlsxWriterTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Write_EveryKindOfCell_HasNoValidatorErrors()
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(Bytes(Sample())), isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(book).ToList();

        foreach (var error in errors) output.WriteLine($"{error.Part?.Uri} {error.Path?.XPath} {error.Description}");
        Assert.Empty(errors);
    }

    [Fact]
    public void Write_EveryKindOfCell_IsReadBackAsItsType()
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(Bytes(Sample())));
        reader.Read();
        Assert.Equal("Ward", reader.GetString(0));
        reader.Read();

        Assert.Equal("Quayside", reader.GetString(0));
        Assert.Equal(23.0, reader.GetValue(1));
        Assert.Equal(-1234.56, reader.GetValue(2));
        Assert.Equal(0.125, reader.GetValue(3));
        Assert.Equal(new DateTime(2026, 11, 12, 0, 0, 0, DateTimeKind.Unspecified), reader.GetValue(4));
        Assert.Equal(new DateTime(2026, 11, 12, 18, 30, 0, DateTimeKind.Unspecified), reader.GetValue(5));
        Assert.Equal("Rise", reader.GetString(6));
        reader.Read();
        Assert.Equal("–", reader.GetString(1));
        Assert.Null(reader.GetValue(2));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+44 1632 960000")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    public void Write_WordsThatLookLikeAFormula_StayWordsBehindAQuotePrefix(string words)
    {
        var bytes = Bytes(Sample() with { Sheets = [new("Words", [new(words)], [[words]])], Notes = [new(words, new(words))] });
        using var book = SpreadsheetDocument.Open(new MemoryStream(bytes), isEditable: false);
        var formats = book.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ToList();

        var cells = book.WorkbookPart.WorksheetParts.SelectMany(part => part.Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>())
            .Where(cell => cell.InnerText == words.Replace('\r', '\n') || cell.InnerText == words).ToList();

        Assert.Equal(4, cells.Count);
        Assert.All(cells, cell =>
        {
            Assert.Null(cell.CellFormula);
            Assert.Equal("inlineStr", cell.DataType!.InnerText);
            Assert.True(formats[(int)cell.StyleIndex!.Value].QuotePrefix!.Value);
        });
    }

    [Fact]
    public void Write_NegativeNumber_StaysANumber()
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(Bytes(Sample() with { Sheets = [new("Figures", [new("n")], [[Cell.Of(-2)]])] })));
        reader.Read();
        reader.Read();

        Assert.Equal(-2.0, reader.GetValue(0));
    }

    [Fact]
    public void Write_Sheet_FreezesAndFiltersItsBoldHeader()
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(Bytes(Sample())), isEditable: false);
        var sheet = ((WorksheetPart)book.WorkbookPart!.GetPartById("rId1")).Worksheet;
        var formats = book.WorkbookPart.WorkbookStylesPart!.Stylesheet;

        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        Assert.Equal("A1:G3", sheet.Descendants<AutoFilter>().Single().Reference!.Value);
        var header = sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Cell>().First();
        var font = formats.Fonts!.Elements<Font>().ElementAt((int)formats.CellFormats!.Elements<CellFormat>().ElementAt((int)header.StyleIndex!.Value).FontId!.Value);
        Assert.NotNull(font.Bold);
        Assert.Equal("&COFFICIAL", sheet.Descendants<OddHeader>().Single().Text);
    }

    [Fact]
    public void Write_Notes_StandOnTheirOwnSheetLast()
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(Bytes(Sample())));
        reader.NextResult();
        var rows = new List<string>();
        while (reader.Read()) rows.Add($"{reader.GetString(0)}: {reader.GetString(1)}");

        Assert.Equal("Notes", reader.Name);
        Assert.Contains("Marking: OFFICIAL", rows);
        Assert.Contains("Source: Police set 2, as at 12 November 2026.", rows);
    }

    [Fact]
    public void Write_Rows_AreReadOnceAndNotHeldTogether()
    {
        var (alive, most) = (0, 0);
        IEnumerable<IReadOnlyList<Cell>> Rows()
        {
            for (var i = 0; i < 5000; i++)
            {
                most = Math.Max(most, ++alive);
                yield return [Cell.Of(i)];
                alive--;
            }
        }

        using var one = new MemoryStream();
        using (var oneWay = new OneWayStream(one)) XlsxWriter.Write(Sample() with { Sheets = [new("Rows", [new("n", ColumnKind.Number)], Rows())] }, oneWay);

        using var book = SpreadsheetDocument.Open(new MemoryStream(one.ToArray()), isEditable: false);
        Assert.Equal(1, most);
        Assert.Equal(5001, ((WorksheetPart)book.WorkbookPart!.GetPartById("rId1")).Worksheet.Descendants<Row>().Count());
    }

    [Fact]
    public void Write_SameWorkbookTwice_GivesSameBytes() => Assert.Equal(Bytes(Sample()), Bytes(Sample()));

    [Fact]
    public void Write_WordsTooLongForACell_AreCutWithAMark()
    {
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(Bytes(Sample() with { Sheets = [new("Long", [new("words")], [[new string('x', 40_000)]])] })));
        reader.Read();
        reader.Read();

        Assert.Equal(32_767, reader.GetString(0).Length);
        Assert.EndsWith("(cut: a cell holds no more)", reader.GetString(0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("'quoted'")]
    [InlineData("A name that is far too long for a sheet")]
    public void Write_SheetNameThatIsNotAllowed_IsRefused(string name)
    {
        var error = Assert.Throws<ArgumentException>(() => Bytes(Sample() with { Sheets = [new(name, [new("a")], [])] }));

        Assert.Contains("1 to 31 characters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_TwoSheetsOfOneName_IsRefused() =>
        Assert.Contains("same name", Assert.Throws<ArgumentException>(() => Bytes(Sample() with { Sheets = [new("A", [new("a")], []), new("a", [new("a")], [])] })).Message, StringComparison.Ordinal);

    private static Workbook Sample() => new()
    {
        Title = "Records by ward",
        Author = "Imara Fenwright",
        Marking = "OFFICIAL",
        Date = new(2026, 11, 23),
        Sheets =
        [
            new("Wards", Columns,
            [
                ["Quayside", 23, Cell.Pence(-123_456), Cell.Percent(0.125, 1), Cell.Of(new DateOnly(2026, 11, 12)), Cell.LocalTime(DateTime.Parse("2026-11-12T18:30:00", CultureInfo.InvariantCulture)), Signal.Rise],
                [Cell.Of("Northfield").Bold(), Cell.Missing, Cell.Empty, Cell.Of(2.5, 2).Bold(), Cell.Missing, Cell.Missing, Signal.NotEnoughData],
            ]),
        ],
        Notes = [new("Source", new("Police set 2, as at 12 November 2026.")), new("Filters", new("All wards; October 2026."))],
    };

    private static byte[] Bytes(Workbook workbook)
    {
        using var file = new MemoryStream();
        XlsxWriter.Write(workbook, file);
        return file.ToArray();
    }
}
