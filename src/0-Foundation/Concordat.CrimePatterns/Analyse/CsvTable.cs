using System.Globalization;
using System.Text;

namespace Concordat.CrimePatterns.Analyse;

/// <summary>A small table of text with named columns, read from comma-separated text (RFC 4180).</summary>
public sealed class CsvTable
{
    private readonly Dictionary<string, List<string>> _columns;

    private CsvTable(List<string> names, Dictionary<string, List<string>> columns, int rows)
    {
        (Names, _columns, Rows) = (names, columns, rows);
    }

    /// <summary>The headings, in the order of the file.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Rows of data, without the heading.</summary>
    public int Rows { get; }

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string name) => _columns.ContainsKey(name);

    /// <summary>A column as text.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string[] Text(string name) => [.. Column(name)];

    /// <summary>A column as numbers; empty cells, NA and NaN become NaN.</summary>
    /// <exception cref="ArgumentException">There is no such column, or a cell is no number.</exception>
    public double[] Number(string name)
    {
        var cells = Column(name);
        var numbers = new double[cells.Count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = AsNumber(cells[i], name, i);
        return numbers;
    }

    /// <summary>A column as whole numbers.</summary>
    /// <exception cref="ArgumentException">There is no such column, or a cell is no whole number.</exception>
    public int[] Whole(string name)
    {
        var cells = Column(name);
        var numbers = new int[cells.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var number = AsNumber(cells[i], name, i);
            if (number != Math.Floor(number) || Math.Abs(number) > int.MaxValue)
                throw new ArgumentException($"Row {i + 1} of the data, column {name}: must be a whole number.", name);
            numbers[i] = (int)number;
        }
        return numbers;
    }

    /// <summary>Reads a table; the first record holds the headings.</summary>
    /// <exception cref="ArgumentException">No heading, a heading twice, a record of another length, or a quotation mark left open.</exception>
    public static CsvTable Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var names = ReadRecord(reader) ?? throw new ArgumentException("The input is empty. Its first line must hold the names of the columns.", nameof(reader));
        names[0] = names[0].TrimStart('\uFEFF');
        var columns = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (!columns.TryAdd(name, []))
                throw new ArgumentException($"The column {name} stands twice in the first line. Rename or remove one.", nameof(reader));
        }
        var rows = 0;
        while (ReadRecord(reader) is { } record)
        {
            if (record is [""] && names.Count > 1) continue; // a blank line
            rows++;
            if (record.Count != names.Count)
                throw new ArgumentException($"Row {rows} of the data has {record.Count} cells and the first line {names.Count}. Give every row a cell for every column.", nameof(reader));
            for (var i = 0; i < record.Count; i++) columns[names[i]].Add(record[i]);
        }
        return new CsvTable(names, columns, rows);
    }

    private List<string> Column(string name) => _columns.TryGetValue(name, out var cells)
        ? cells
        : throw new ArgumentException($"The column {name} is missing. The input has {string.Join(", ", Names)}.", name);

    private static double AsNumber(string cell, string name, int row)
    {
        if (cell.Length == 0 || cell is "NA" or "NaN") return double.NaN;
        return double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ArgumentException($"Row {row + 1} of the data, column {name}: must be a number such as 12 or 3.5.", name);
    }

    private static List<string>? ReadRecord(TextReader reader)
    {
        if (reader.Peek() < 0) return null;
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        while (true)
        {
            var next = reader.Read();
            if (next < 0)
            {
                if (quoted) throw new ArgumentException("The input ends inside quotation marks. Close them.", nameof(reader));
                break;
            }
            if (quoted)
            {
                if (next != '"') cell.Append((char)next);
                else if (reader.Peek() == '"') cell.Append((char)reader.Read());
                else quoted = false;
            }
            else if (next == '"') quoted = true;
            else if (next == ',') { cells.Add(cell.ToString()); cell.Clear(); }
            else if (next == '\n') break;
            else if (next != '\r') cell.Append((char)next);
        }
        cells.Add(cell.ToString());
        return cells;
    }
}
