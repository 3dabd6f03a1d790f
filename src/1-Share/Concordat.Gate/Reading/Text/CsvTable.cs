using System.Buffers.Text;
using System.Globalization;
using Concordat.Gate.Reading.Packed;
using Concordat.Partnership.Files;
using CsvHelper;
using StandardEncoding = System.Text.Encoding;

namespace Concordat.Gate.Reading.Text;

/// <summary>Rows of a text file, read as they come: memory does not grow with the file.</summary>
sealed class CsvTable : GridTable
{
    const int SniffedBytes = 64 << 10;
    readonly Stream _text;
    readonly Utf8Stream? _utf8;
    readonly Func<(long, long)> _progress;
    readonly char _delimiter;
    readonly TextEncoding _encoding;
    readonly bool _hasMark;
    bool _unclosed;

    CsvTable(Stream text, Utf8Stream? utf8, TextEncoding encoding, bool hasMark, char delimiter, string file, ReadingOptions options, Func<(long, long)> progress)
        : base(file, options.Limits) =>
        (_text, _utf8, _encoding, _hasMark, _delimiter, _progress) = (text, utf8, encoding, hasMark, delimiter, progress);

    public override SourceFormat Format => SourceFormat.Csv;
    public override string? Sheet => null;
    public override (long Done, long Total) Progress => _progress();

    public override string Description
    {
        get
        {
            var encoding = TextEncodings.Name(_utf8 is { IsWindows1252: true } ? TextEncoding.Windows1252 : _encoding);
            return $"{encoding}{(_hasMark ? " with a byte order mark" : "")}, separated by {DelimiterName}";
        }
    }

    string DelimiterName => _delimiter switch { ',' => "commas", ';' => "semicolons", '\t' => "tabs", '|' => "vertical bars", _ => $"the character {_delimiter}" };

    /// <summary>Opens a text file whose first bytes have been looked at.</summary>
    /// <exception cref="FileProblemException">It holds no rows or no headings.</exception>
    public static CsvTable Open(Stream content, ReadOnlySpan<byte> start, string file, ReadingOptions options, Func<(long, long)> progress)
    {
        var (sniffed, mark) = TextEncodings.Sniff(start);
        var encoding = options.Encoding is { } told ? TextEncodings.Parse(told) : sniffed ?? TextEncoding.Utf8;
        if (sniffed != encoding) mark = 0;
        content.ReadExactly(new byte[mark]);
        var utf8 = TextEncodings.AsUtf8(content, encoding);
        var (first, text) = ReplayedStream.Look(utf8, SniffedBytes);
        var delimiter = options.Delimiter ?? DelimiterSniffer.Sniff(first);
        var table = new CsvTable(text, utf8 as Utf8Stream, encoding, mark > 0, delimiter, file, options, progress);
        if (!table.Start(table.Read(), options.HeaderRow)) throw Refusal.Empty(file);
        return table;
    }

    IEnumerable<RawRow> Read()
    {
        using var reader = CsvReader.Create(_text, CsvReaderOptions.Default with
        {
            HasHeader = false,
            Separator = _delimiter,
            SkipEmptyLines = false,
            DetectSeparatorHint = false,
            MaxRecordSize = Limits.RecordBytes,
            IncludeValuesInExceptions = false,
            Encoding = StandardEncoding.UTF8,
            OnMalformedRecord = Malformed,
        }, leaveOpen: true);
        for (var number = 1; ReadNext(reader, number); number++)
        {
            if (_unclosed) throw Refusal.Quote(File, number);
            if (reader.RawRecord.Contains((byte)0)) throw Refusal.Null(File, number);
            if (number == 1 && reader.RawRecord.StartsWith("sep="u8) && reader.RawRecord.Length == 5) continue;
            yield return new(number, Cells(reader, number));
        }
        // The last row may be the one that is never closed.
        if (_unclosed) throw Refusal.Quote(File, 1);
    }

    // A stray mark inside a cell harms nobody. One that swallows the rows below does.
    void Malformed(CsvMalformedRecord record)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote || record.RawRecord.AsSpan().ContainsAny('\r', '\n')) _unclosed = true;
    }

    bool ReadNext(CsvReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            throw Refusal.LongRow(File, Limits.RecordBytes, number);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException)
        {
            throw Refusal.Damaged(File, number);
        }
    }

    string[] Cells(CsvReader reader, int number)
    {
        var count = reader.FieldCount;
        while (count > 0 && IsBlank(reader.GetSpan(count - 1))) count--;
        if (count > Limits.Columns && HeaderRow == 0) throw Refusal.Columns(File, count, Limits.Columns, number);
        var cells = new string[Math.Min(count, Limits.Columns + 1)];
        for (var i = 0; i < cells.Length; i++)
        {
            var text = reader.GetString(i);
            if (text.Length > Limits.CellCharacters) throw Refusal.LongCell(File, Limits.CellCharacters, number, i);
            cells[i] = ApostropheGuard.Off(text.Trim());
        }
        return cells;
    }

    static bool IsBlank(ReadOnlySpan<byte> cell) => cell.IsEmpty || cell.Trim(" \t\r\n"u8).IsEmpty;

    protected override List<string> OwnNotices() => _utf8 is not { StrayBytes: > 0 and var stray } ? [] :
        [string.Create(CultureInfo.InvariantCulture, $"{stray:N0} bytes are not UTF-8, though the rest of the file is; they were read as Windows-1252. Check accented letters and the pound sign.")];

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) _text.Dispose();
    }
}
