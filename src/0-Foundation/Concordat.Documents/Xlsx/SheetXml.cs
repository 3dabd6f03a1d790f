using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using Concordat.Documents.Drawing;
using Concordat.Documents.Model;

namespace Concordat.Documents.Xlsx;

/// <summary>Writes the XML of one sheet, row by row.</summary>
internal static partial class SheetXml
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const int MostRows = 1_048_576, MostCharacters = 32_767, MostInFoot = 255;
    private const string CutMark = " … (cut: a cell holds no more)";
    private static readonly DateTime Epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    public static void Write(Stream stream, Sheet sheet, Workbook workbook, bool isNotes)
    {
        using var xml = XmlWriter.Create(stream, new() { Encoding = new System.Text.UTF8Encoding(false), CloseOutput = false, NewLineHandling = NewLineHandling.Entitize });
        xml.WriteStartElement("worksheet", Main);
        WriteView(xml, isNotes);
        WriteColumns(xml, sheet, isNotes);
        xml.WriteStartElement("sheetData", Main);
        WriteRow(xml, [.. sheet.Columns.Select(column => Cell.Of(column.Heading).Bold())], 1, isNotes);
        var rows = 1;
        foreach (var row in sheet.Rows)
        {
            if (row.Count != sheet.Columns.Count) throw new ArgumentException($"Row {rows} of sheet {sheet.Name} has {row.Count} cells for {sheet.Columns.Count} columns.", nameof(sheet));
            if (++rows > MostRows) throw new ArgumentException($"Sheet {sheet.Name} holds more than {MostRows - 1:N0} rows. Narrow the selection or write CSV.", nameof(sheet));
            WriteRow(xml, row, rows, isNotes);
        }
        xml.WriteEndElement();
        if (!isNotes) WriteFilter(xml, $"A1:{ColumnName(sheet.Columns.Count - 1)}{rows}");
        WriteHeadAndFoot(xml, workbook);
        xml.WriteEndElement();
    }

    /// <summary>The letters of a column: 0 is A, 26 is AA.</summary>
    public static string ColumnName(int index)
    {
        var name = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26) name = (char)('A' + ((rest - 1) % 26)) + name;
        return name;
    }

    private static void WriteView(XmlWriter xml, bool isNotes)
    {
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        if (!isNotes)
        {
            xml.WriteStartElement("pane", Main);
            xml.WriteAttributeString("ySplit", "1");
            xml.WriteAttributeString("topLeftCell", "A2");
            xml.WriteAttributeString("activePane", "bottomLeft");
            xml.WriteAttributeString("state", "frozen");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteColumns(XmlWriter xml, Sheet sheet, bool isNotes)
    {
        xml.WriteStartElement("cols", Main);
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var least = sheet.Columns[i].Kind switch { ColumnKind.Number => 11, ColumnKind.Date => 18, ColumnKind.Signal => 18, _ => 22 };
            var width = isNotes && i == 1 ? 90 : Math.Min(60, Math.Max(least, sheet.Columns[i].Heading.Length + 5));
            xml.WriteStartElement("col", Main);
            xml.WriteAttributeString("min", Number(i + 1));
            xml.WriteAttributeString("max", Number(i + 1));
            xml.WriteAttributeString("width", Number(width));
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void WriteRow(XmlWriter xml, IReadOnlyList<Cell> cells, int row, bool isNotes)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", Number(row));
        for (var i = 0; i < cells.Count; i++)
            if (cells[i].Kind != CellKind.Empty) WriteCell(xml, cells[i], ColumnName(i) + Number(row), isNotes);
        xml.WriteEndElement();
    }

    private static void WriteCell(XmlWriter xml, Cell cell, string reference, bool isNotes)
    {
        var style = XlsxStyles.Of(cell);
        xml.WriteStartElement("c", Main);
        xml.WriteAttributeString("r", reference);
        xml.WriteAttributeString("s", Number(isNotes && style == XlsxStyles.Plain ? XlsxStyles.Wrapped : style));
        if (cell.Kind is CellKind.Text or CellKind.Missing or CellKind.Signal) WriteWords(xml, cell.Shown);
        else xml.WriteElementString("v", Main, Value(cell).ToString("R", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static double Value(Cell cell) => cell.Kind is CellKind.Day or CellKind.Moment ? (cell.Moment - Epoch).TotalDays : cell.Value;

    private static void WriteWords(XmlWriter xml, string words)
    {
        var text = Characters.Printable(words);
        if (text.Length > MostCharacters) text = Characters.Printable(text[..(MostCharacters - CutMark.Length)]) + CutMark;
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", Main);
        xml.WriteStartElement("t", Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(EscapeLike().Replace(text, "_x005F_"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    // Spreadsheets read "_x000D_" as a character; a plain one is written _x005F_x000D_ (ECMA-376, ST_Xstring).
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EscapeLike();

    private static void WriteFilter(XmlWriter xml, string range)
    {
        xml.WriteStartElement("autoFilter", Main);
        xml.WriteAttributeString("ref", range);
        xml.WriteEndElement();
    }

    private static void WriteHeadAndFoot(XmlWriter xml, Workbook workbook)
    {
        if (workbook.Marking.Length == 0) return;
        var marking = "&C" + Escaped(workbook.Marking);
        xml.WriteStartElement("headerFooter", Main);
        xml.WriteElementString("oddHeader", Main, marking);
        xml.WriteElementString("oddFooter", Main, workbook.Handling is null ? marking : marking + HandlingFoot(workbook, MostInFoot - marking.Length));
        xml.WriteEndElement();
    }

    // The foot has 255 characters in all; use and rule are never cut, the citation may be (the notes have it whole).
    private static string HandlingFoot(Workbook workbook, int room)
    {
        var handling = "&R&8" + Escaped(workbook.Handling!.Foot);
        var citation = "&L&8" + Escaped(workbook.Citation);
        if (handling.Length + citation.Length <= room) return citation + handling;
        if (handling.Length > room) return "";
        return handling;
    }

    private static string Escaped(string words) => Characters.Printable(words).Replace("&", "&&", StringComparison.Ordinal);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
