using System.Globalization;

namespace Concordat.CrimePatterns.Analyse;

/// <summary>A table of text with named columns, read from comma-separated text (RFC 4180).</summary>
/// <remarks>The text is kept once, with the place of each cell in it, so a table of a million rows stays small.</remarks>
public sealed class CsvTable
{
    private readonly char[] _text;
    private readonly List<Range> _cells; // row by row
    private readonly Dictionary<string, int> _columns;

    private CsvTable(List<string> names, Dictionary<string, int> columns, char[] text, List<Range> cells)
    {
        (Names, _columns, _text, _cells) = (names, columns, text, cells);
    }

    /// <summary>The headings, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Rows of data, without the heading.</summary>
    public int Rows => _cells.Count / Names.Count;

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>A column as text.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string[] Text(string name)
    {
        var column = Column(name);
        var cells = new string[Rows];
        for (var row = 0; row < cells.Length; row++) cells[row] = Cell(row, column).ToString();
        return cells;
    }

    /// <summary>A column as numbers; empty cells, NA and NaN become NaN.</summary>
    /// <exception cref="ArgumentException">There is no such column, or a cell is no number.</exception>
    public double[] Number(string name)
    {
        var column = Column(name);
        var numbers = new double[Rows];
        for (var row = 0; row < numbers.Length; row++) numbers[row] = AsNumber(Cell(row, column), name, row);
        return numbers;
    }

    /// <summary>A column as whole numbers.</summary>
    /// <exception cref="ArgumentException">There is no such column, or a cell is no whole number.</exception>
    public int[] Whole(string name)
    {
        var numbers = Number(name);
        for (var row = 0; row < numbers.Length; row++)
        {
            if (numbers[row] != Math.Floor(numbers[row]) || Math.Abs(numbers[row]) > int.MaxValue)
                throw new ArgumentException($"Row {row + 1} of the data, column {name}: must be a whole number.", name);
        }
        return Array.ConvertAll(numbers, number => (int)number);
    }

    /// <summary>Reads a table; the first record holds the headings.</summary>
    /// <exception cref="ArgumentException">No heading, a heading twice, a record of another length, or a quotation mark left open.</exception>
    public static CsvTable Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var records = new CsvRecords(All(reader));
        var cells = new List<Range>();
        if (!records.Next(cells)) throw new ArgumentException("The input is empty. Its first line must hold the names of the columns.", nameof(reader));
        List<string> names = [.. cells.Select(range => new string(records.Text.AsSpan(range)))];
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (!columns.TryAdd(names[i], i))
                throw new ArgumentException($"The column {names[i]} stands twice in the first line. Rename or remove one.", nameof(reader));
        }
        cells.Clear();
        for (var before = 0; records.Next(cells); before = cells.Count)
        {
            var count = cells.Count - before;
            if (count == 1 && names.Count > 1 && records.Text.AsSpan(cells[^1]).IsEmpty) cells.RemoveAt(before); // a blank line
            else if (count != names.Count)
                throw new ArgumentException($"Row {(before / names.Count) + 1} of the data has {count} cells and the first line {names.Count}. Give every row a cell for every column.", nameof(reader));
        }
        return new CsvTable(names, columns, records.Text, cells);
    }

    private static char[] All(TextReader reader)
    {
        var (text, used) = (new char[1 << 16], 0);
        while (reader.ReadBlock(text, used, text.Length - used) is > 0 and var read)
        {
            used += read;
            if (used == text.Length) Array.Resize(ref text, text.Length * 2);
        }
        var start = used > 0 && text[0] == '\uFEFF' ? 1 : 0;
        return text[start..used];
    }

    private ReadOnlySpan<char> Cell(int row, int column) => _text.AsSpan(_cells[(row * Names.Count) + column]);

    private int Column(string name) => _columns.TryGetValue(name, out var column)
        ? column
        : throw new ArgumentException($"The column {name} is missing. The input has {string.Join(", ", Names)}.", name);

    private static double AsNumber(ReadOnlySpan<char> cell, string name, int row)
    {
        if (cell.IsEmpty || cell is "NA" or "NaN") return double.NaN;
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"Row {row + 1} of the data, column {name}: must be a number such as 12 or 3.5.", name);
    }
}
