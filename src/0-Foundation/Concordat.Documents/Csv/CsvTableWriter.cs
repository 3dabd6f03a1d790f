using System.Globalization;
using System.Text;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;

namespace Concordat.Documents.Csv;

/// <summary>Writes rows as comma-separated values by RFC 4180: a header line, lines that end in CR LF, quotes where needed.</summary>
public static class CsvTableWriter
{
    /// <summary>Writes the columns' headings and the rows, which are read once.</summary>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="rows">Each row has as many cells as there are columns.</param>
    /// <param name="writer">Receives the text; open it as UTF-8 with a byte order mark if spreadsheets are to read it.</param>
    /// <remarks>For machines: numbers plain with a point, shares 0 to 1, days as 2026-11-26, times as 2026-11-26T18:00:00; missing and empty are both empty.
    /// Words that a spreadsheet would run as a formula get an apostrophe in front; a typed number never does.</remarks>
    /// <exception cref="ArgumentException">A row has the wrong number of cells.</exception>
    public static void Write(IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<Cell>> rows, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(writer);
        WriteLine(columns.Select(column => Guarded(column.Heading)), writer);
        var line = 1;
        foreach (var row in rows)
        {
            line++;
            if (row.Count != columns.Count) throw new ArgumentException($"Line {line} has {row.Count} cells for {columns.Count} columns.", nameof(rows));
            WriteLine(row.Select(Words), writer);
        }
    }

    /// <summary>The whole table as a file: UTF-8 with a byte order mark, by which spreadsheets know it.</summary>
    /// <param name="columns">The columns, at least one.</param>
    /// <param name="rows">Each row has as many cells as there are columns.</param>
    /// <exception cref="ArgumentException">A row has the wrong number of cells.</exception>
    public static byte[] ToBytes(IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<Cell>> rows)
    {
        using var file = new MemoryStream();
        using (var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true))) Write(columns, rows, writer);
        return file.ToArray();
    }

    private static void WriteLine(IEnumerable<string> fields, TextWriter writer)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst) writer.Write(',');
            writer.Write(Quoted(field));
            isFirst = false;
        }
        writer.Write("\r\n");
    }

    private static string Words(Cell cell) => cell.Kind switch
    {
        CellKind.Text => Guarded(cell.Text),
        CellKind.Signal => cell.Shown,
        CellKind.Number or CellKind.Money or CellKind.Percent => cell.Value.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Day => cell.Moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CellKind.Moment => cell.Moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Guarded(string text) => FormulaGuard.IsRisky(text) ? "'" + text : text;

    private static string Quoted(string field) => field.AsSpan().IndexOfAny(",\"\r\n") >= 0
        ? "\"" + field.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : field;
}
