using System.Globalization;
using System.Text;
using Concordat.Gate.Reading.Text;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>One sheet of an XLSX workbook, read row by row.</summary>
sealed class WorkbookSheet(Workbook workbook, string name, string part) : GridTable(workbook.File, workbook.Limits)
{
    readonly StringBuilder _words = new();
    readonly List<string> _cells = [];
    long _errors, _unsaved;

    public override SourceFormat Format => SourceFormat.Xlsx;
    public override string? Sheet => name;
    public override string Description => $"Excel workbook, sheet \"{FileName.Inner(name)}\"";

    public bool Open(int? headerRow) => Start(Read(), headerRow);

    IEnumerable<RawRow> Read()
    {
        using var xml = workbook.Open(part);
        var (row, isSheet) = (0, false);
        while (xml.Read())
        {
            if (!xml.IsStart) continue;
            if (xml.Name == "row" && isSheet)
            {
                row = Math.Max(row + 1, Whole(xml.Attribute("r")));
                if (row > Limits.Rows) throw Refusal.Rows(File, Limits.Rows);
                xml.Row = row;
                yield return new(row, Cells(xml, row));
            }
            else if (xml.Name == "sheetData")
            {
                isSheet = true;
            }
        }
    }

    string[] Cells(PartReader xml, int row)
    {
        _cells.Clear();
        if (xml.IsEmpty) return [];
        var (column, last, depth) = (-1, -1, xml.Depth);
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name != "c")
            {
                xml.Skip();
                continue;
            }
            column = Math.Max(column + 1, Column(xml.Attribute("r")));
            var text = Cell(xml, row, column);
            if (text.Length == 0) continue;
            last = column;
            if (column > Limits.Columns) continue;
            while (_cells.Count < column) _cells.Add("");
            _cells.Add(text);
        }
        if (last >= Limits.Columns && HeaderRow == 0) throw Refusal.Columns(File, last + 1, Limits.Columns, row);
        return [.. _cells];
    }

    string Cell(PartReader xml, int row, int column)
    {
        if (xml.IsEmpty) return "";
        var (type, style) = (xml.Attribute("t"), workbook.Styles.At(Whole(xml.Attribute("s"))));
        var (text, hasFormula, hasValue, depth) = ("", false, false, xml.Depth);
        while (xml.Read() && !(xml.IsEnd && xml.Depth == depth))
        {
            if (!xml.IsStart) continue;
            if (xml.Name == "v")
            {
                hasValue = true;
                text = Value(xml, type, style, row, column);
            }
            else if (xml.Name == "is")
            {
                _words.Clear();
                if (!CellWords.Read(xml, _words, Limits.CellCharacters)) throw Refusal.LongCell(File, Limits.CellCharacters, row, column);
                text = Words(_words.ToString(), style, row);
            }
            else
            {
                hasFormula |= xml.Name == "f";
                xml.Skip();
            }
        }
        if (hasFormula && !hasValue) _unsaved++;
        return text;
    }

    string Value(PartReader xml, string? type, CellStyle style, int row, int column)
    {
        var value = xml.Text(out var isTooLong);
        if (isTooLong) throw Refusal.LongCell(File, Limits.CellCharacters, row, column);
        switch (type)
        {
            case "s":
                return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && workbook.Texts.At(index) is { } shared
                    ? Words(shared, style, row) : throw xml.Damaged();
            case "b":
                return CellText.Of(value is "1" or "true");
            case "e":
                _errors++;
                return "";
            case "str":
                return Words(value.ToString(), style, row);
            case "d":
                return DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment) ? CellText.Of(moment) : Words(value.ToString(), style, row);
            default:
                return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? CellText.Of(number, style, workbook.Is1904) : Words(value.ToString(), style, row);
        }
    }

    string Words(string text, CellStyle style, int row)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) throw Refusal.Null(File, row);
        return style.IsWords && text.AsSpan().Trim().Length > 0 ? text : ApostropheGuard.Off(text.Trim());
    }

    static int Whole(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // "AB12" is column 27; a reference that is none follows the cell before.
    static int Column(string? reference)
    {
        var column = 0L;
        foreach (var letter in reference ?? "")
        {
            if (!char.IsAsciiLetter(letter) || column > int.MaxValue / 32) break;
            column = column * 26 + (letter | 0x20) - 'a' + 1;
        }
        return (int)column - 1;
    }

    protected override List<string> OwnNotices()
    {
        var notices = new List<string>();
        if (_errors > 0) notices.Add(CellText.ErrorsNotice(_errors));
        if (_unsaved > 0)
        {
            notices.Add(string.Create(CultureInfo.InvariantCulture,
                $"{_unsaved:N0} cells hold a formula whose result was never saved and were taken as blank. Open the workbook in a spreadsheet program, save it, and send it again."));
        }
        return notices;
    }
}
