using System.Text;
using System.Xml.Linq;
using Concordat.Documents.Drawing;
using Concordat.Documents.Model;
using Concordat.Documents.Packaging;

namespace Concordat.Documents.Xlsx;

/// <summary>Writes a workbook: numbers as numbers, days as days, words that would run as a formula kept as words, header row bold, frozen and filterable.</summary>
public static class XlsxWriter
{
    private const string ContentTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The media type of the file.</summary>
    public const string MediaType = ContentTypes + "sheet";

    /// <summary>Writes the workbook. Rows are read once, as they are written; equal workbooks give equal bytes.</summary>
    /// <param name="workbook">The workbook.</param>
    /// <param name="stream">Receives the file by synchronous writes; left open. It need not be able to seek.</param>
    /// <remarks>A figure missing at source is a dash as words, so that sums pass over it. A signal is its word. Words longer than 32,767
    /// characters are cut, with a mark that says so.</remarks>
    /// <exception cref="ArgumentException">A sheet's name is not allowed or comes twice, a row has the wrong number of cells, or there are too many rows.</exception>
    public static void Write(Workbook workbook, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(workbook);
        ArgumentNullException.ThrowIfNull(stream);
        IReadOnlyList<Sheet> sheets = workbook.Notes.Count == 0 ? workbook.Sheets : [.. workbook.Sheets, Notes(workbook)];
        CheckNames(sheets);
        List<OfficePart> parts =
        [
            OfficePart.Xml("xl/workbook.xml", ContentTypes + "sheet.main+xml", Book(sheets),
            [
                .. sheets.Select((_, i) => new OfficeLink($"rId{i + 1}", "worksheet", $"worksheets/sheet{i + 1}.xml")),
                new("rIdStyles", "styles", "styles.xml"),
            ]),
            OfficePart.Bytes("xl/styles.xml", ContentTypes + "styles+xml", Encoding.UTF8.GetBytes(XlsxStyles.Xml())),
            .. sheets.Select((sheet, i) => new OfficePart($"xl/worksheets/sheet{i + 1}.xml", ContentTypes + "worksheet+xml",
                part => SheetXml.Write(part, sheet, workbook, isNotes: workbook.Notes.Count > 0 && i == sheets.Count - 1))),
            .. DocumentProperties.Parts(workbook.Title, workbook.Handling?.Properties(workbook.Owner, workbook.Citation), workbook.Author, workbook.Owner, workbook.Marking, workbook.Date),
        ];
        OfficePackage.Write(stream, parts, [new("rId1", "officeDocument", "xl/workbook.xml"), .. DocumentProperties.Links]);
    }

    private static XElement Book(IReadOnlyList<Sheet> sheets) => new(Main + "workbook", new XAttribute(XNamespace.Xmlns + "r", Links),
        new XElement(Main + "sheets", sheets.Select((sheet, i) => new XElement(Main + "sheet",
            new XAttribute("name", sheet.Name), new XAttribute("sheetId", i + 1), new XAttribute(Links + "id", $"rId{i + 1}")))));

    private static Sheet Notes(Workbook workbook) => new("Notes", [new("About"), new("Words")],
    [
        [Cell.Of("Title").Bold(), workbook.Title],
        [Cell.Of("Marking").Bold(), workbook.Marking],
        [Cell.Of("Date").Bold(), Cell.Of(workbook.Date).Shown],
        .. HandlingNotes(workbook),
        .. workbook.Notes.Select(note => (IReadOnlyList<Cell>)[Cell.Of(note.Term).Bold(), note.Text.PlainText]),
    ]);

    private static IEnumerable<IReadOnlyList<Cell>> HandlingNotes(Workbook workbook) => workbook.Handling is not { } handling ? [] :
    [
        [Cell.Of("Owner").Bold(), workbook.Owner],
        [Cell.Of("Permitted use").Bold(), handling.Use],
        [Cell.Of("Passing on").Bold(), handling.Onward],
        [Cell.Of("Cite as").Bold(), workbook.Citation],
    ];

    private static void CheckNames(IReadOnlyList<Sheet> sheets)
    {
        if (sheets.Count == 0) throw new ArgumentException("A workbook needs at least one sheet.", nameof(sheets));
        foreach (var name in sheets.Select(sheet => sheet.Name))
        {
            var isAllowed = name.Length is >= 1 and <= 31 && name.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\']) < 0
                && name[0] != '\'' && name[^1] != '\'' && Characters.Printable(name) == name;
            if (!isAllowed) throw new ArgumentException($"\"{name}\" cannot name a sheet: use 1 to 31 characters without [ ] : * ? / \\ or an apostrophe at either end.", nameof(sheets));
        }
        if (sheets.DistinctBy(sheet => sheet.Name, StringComparer.OrdinalIgnoreCase).Count() != sheets.Count)
            throw new ArgumentException("Two sheets have the same name (\"Notes\" is taken when there are notes).", nameof(sheets));
    }
}
