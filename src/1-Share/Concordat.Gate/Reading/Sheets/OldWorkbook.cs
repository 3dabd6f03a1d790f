using System.Globalization;
using System.Text;
using Concordat.Gate.Reading.Packed;
using Concordat.Partnership.Files;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Concordat.Gate.Reading.Sheets;

/// <summary>A workbook of Excel 97 to 2003, read through ExcelDataReader; its sheets share the one reader and are read one after another.</summary>
sealed class OldWorkbook : IDisposable
{
    const int MostRows = 65_536, MostColumns = 256;
    readonly IExcelDataReader _reader;
    readonly string _file;

    static OldWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    OldWorkbook(IExcelDataReader reader, string file) => (_reader, _file) = (reader, file);

    /// <summary>The sheets asked for that hold something.</summary>
    public static List<SourceTable> Open(Stream content, string file, ReadingOptions options, List<IDisposable> open, List<string> notices)
    {
        CompoundFile.Check(content, file);
        var workbook = new OldWorkbook(Guarded(file, null, () => ExcelReaderFactory.CreateBinaryReader(content, new ExcelReaderConfiguration { LeaveOpen = true })), file);
        open.Add(workbook);
        return workbook.Tables(options, notices);
    }

    List<SourceTable> Tables(ReadingOptions options, List<string> notices)
    {
        var (choice, names, index) = (new SheetChoice(notices), new List<string>(), 0);
        do
        {
            if (index >= options.Limits.Tables) throw Refusal.TooManyTables(_file, options.Limits.Tables);
            var name = _reader.Name ?? "";
            names.Add(name);
            var isHidden = !string.Equals(_reader.VisibleState, "visible", StringComparison.OrdinalIgnoreCase);
            if (options.Sheet is { } asked ? string.Equals(name.Trim(), asked.Trim(), StringComparison.OrdinalIgnoreCase) : !isHidden)
            {
                var table = new OldSheet(this, index, name, _file, options.Limits);
                choice.Add(table, () => table.Open(options.HeaderRow));
            }
            else if (isHidden && options.Sheet is null)
            {
                notices.Add($"The sheet \"{FileName.Inner(name)}\" is hidden and was left out.");
            }
            GoTo(index);
            index++;
        }
        while (Guarded(_file, null, _reader.NextResult));
        return choice.Tables(_file, options.Sheet, names);
    }

    void GoTo(int sheet) => Guarded(_file, null, () =>
    {
        _reader.Reset();
        for (var i = 0; i < sheet; i++) _reader.NextResult();
        return true;
    });

    IEnumerable<RawRow> Rows(int sheet, OldSheet table, ReadingLimits limits)
    {
        GoTo(sheet);
        // A sheet that says it has more than the format can hold would have the library look for billions of rows.
        if (_reader.RowCount > MostRows || _reader.FieldCount > MostColumns) throw Refusal.Damaged(_file);
        var (columns, width) = (_reader.FieldCount, Math.Min(_reader.FieldCount, limits.Columns + 1));
        for (var number = 1; Guarded(_file, number, _reader.Read); number++)
        {
            var cells = Guarded(_file, number, () => Cells(width, number, table, limits));
            if (cells.Length > limits.Columns && table.HeaderRow == 0) throw Refusal.Columns(_file, columns, limits.Columns, number);
            yield return new(number, cells);
        }
    }

    string[] Cells(int width, int row, OldSheet table, ReadingLimits limits)
    {
        var last = width - 1;
        while (last >= 0 && _reader.IsDBNull(last)) last--;
        var cells = new string[last + 1];
        for (var i = 0; i <= last; i++) cells[i] = Cell(i, row, table, limits);
        return RawRow.WithoutBlankEnd(cells);
    }

    string Cell(int column, int row, OldSheet table, ReadingLimits limits)
    {
        switch (_reader.GetValue(column))
        {
            case null: return "";
            case string text:
                if (text.Length > limits.CellCharacters) throw Refusal.LongCell(_file, limits.CellCharacters, row, column);
                if (text.Contains('\0', StringComparison.Ordinal)) throw Refusal.Null(_file, row);
                if (!IsError(text)) return text.Trim();
                table.Errors++;
                return "";
            case bool truth: return CellText.Of(truth);
            case DateTime moment: return CellText.Of(moment);
            case TimeSpan length: return CellText.Of(length);
            case var number: return CellText.Of(Convert.ToDouble(number, CultureInfo.InvariantCulture), _reader.GetNumberFormatString(column));
        }
    }

    static bool IsError(string text) => text is "#N/A" or "#DIV/0!" or "#REF!" or "#NAME?" or "#VALUE!" or "#NUM!" or "#NULL!";

    // The library meets hostile bytes with whatever exception they lead to.
    static T Guarded<T>(string file, int? row, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidPasswordException)
        {
            throw Refusal.Password(file);
        }
        catch (Exception fault) when (fault is not (FileProblemException or OperationCanceledException))
        {
            throw Refusal.Damaged(file, row);
        }
    }

    public void Dispose() => _reader.Dispose();

    sealed class OldSheet(OldWorkbook workbook, int index, string name, string file, ReadingLimits limits) : GridTable(file, limits)
    {
        public override SourceFormat Format => SourceFormat.Xls;
        public override string? Sheet => name;
        public override string Description => $"Excel workbook (97 to 2003), sheet \"{FileName.Inner(name)}\"";

        /// <summary>Cells that hold an error such as #N/A.</summary>
        public long Errors { get; set; }

        public bool Open(int? headerRow)
        {
            var isThere = Start(workbook.Rows(index, this, Limits), headerRow);
            Errors = 0;
            return isThere;
        }

        protected override IEnumerable<RawRow>? Again() => workbook.Rows(index, this, Limits);

        protected override List<string> OwnNotices() => Errors == 0 ? [] : [CellText.ErrorsNotice(Errors)];
    }
}
