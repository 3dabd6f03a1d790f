using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading;

/// <summary>What is known of a file beforehand; everything may be left out, and is then found out from the file.</summary>
public sealed record ReadingOptions
{
    /// <summary>Name of the sheet to read; null reads every sheet that is not hidden. Letter case does not matter.</summary>
    public string? Sheet { get; init; }

    /// <summary>Number of the row that holds the headings, 1 or more; 0 where there are none (columns are then called "Column 1" and so on); null finds it.</summary>
    public int? HeaderRow { get; init; }

    /// <summary>utf-8, windows-1252, utf-16 or utf-16be; null lets the bytes decide. For text files alone.</summary>
    public string? Encoding { get; init; }

    /// <summary>Comma, semicolon, tab or vertical bar; null lets the rows decide. For text files alone.</summary>
    public char? Delimiter { get; init; }

    /// <summary>What may be read at most.</summary>
    public ReadingLimits Limits { get; init; } = new();
}

/// <summary>What a file may hold. With the limits as they stand, reading took less than 512 MB of memory with every CSV, XLSX, GeoJSON and packed file tried; a spoilt XLS can take more (README.md).</summary>
public sealed record ReadingLimits
{
    /// <summary>Headings of one table.</summary>
    public int Columns { get; init; } = 500;

    /// <summary>Rows of one table, blank ones and those above the headings included.</summary>
    public int Rows { get; init; } = 5_000_000;

    /// <summary>UTF-16 characters in one cell: as many as a spreadsheet takes.</summary>
    public int CellCharacters { get; init; } = 32_767;

    /// <summary>Bytes of one row of a text file, or of one feature of a GeoJSON file.</summary>
    public int RecordBytes { get; init; } = 32 << 20;

    /// <summary>Bytes of packed files and workbooks kept in memory, all together: these cannot be read as they come. A stream that can seek is not kept.</summary>
    public long HeldBytes { get; init; } = 150L << 20;

    /// <summary>Bytes of an XLSX workbook's list of texts, unpacked, which has to be in memory while its sheets are read; all workbooks of a file together.</summary>
    public long SharedTextBytes { get; init; } = 200L << 20;

    /// <summary>Tables in one file: sheets, and entries of a ZIP.</summary>
    public int Tables { get; init; } = 100;

    /// <summary>How much a packed file may unpack to.</summary>
    public UnpackLimits Unpacking { get; init; } = new();
}
