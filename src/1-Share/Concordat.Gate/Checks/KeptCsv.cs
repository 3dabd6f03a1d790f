using System.Globalization;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>Writes kept records as CSV: the set's fields by key, then easting, northing, place_method, precision_metres, theme and month.</summary>
/// <remarks>What a spreadsheet would run as a formula gets an apostrophe in front.</remarks>
public sealed class KeptCsv : IDisposable
{
    static readonly string[] After = ["easting", "northing", "place_method", "precision_metres", "theme", "month"];

    readonly TextWriter _writer;
    readonly string[] _fields;

    /// <param name="writer">Receives the text; disposed with this.</param>
    /// <param name="set">Whose kept fields make the columns.</param>
    public KeptCsv(TextWriter writer, SetDefinition set)
    {
        _writer = writer;
        _fields = [.. set.KeptFields.Select(f => f.Key)];
        Line(_fields.Concat(After));
    }

    public void Add(KeptRow row) =>
        Line(_fields.Select(f => row.Values.GetValueOrDefault(f) ?? "").Concat(
            [Metres(row.Place.Easting), Metres(row.Place.Northing), row.Place.Method, Metres(row.Place.PrecisionMetres), row.ThemeKey ?? "", row.Month?.ToString() ?? ""]));

    public void Dispose() => _writer.Dispose();

    void Line(IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) _writer.Write(',');
            first = false;
            var text = IsRisky(cell) ? "'" + cell : cell;
            if (text.AsSpan().IndexOfAny(",\"\r\n") < 0) _writer.Write(text);
            else
            {
                _writer.Write('"');
                _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
                _writer.Write('"');
            }
        }
        _writer.Write("\r\n");
    }

    static bool IsRisky(string cell) => cell.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(cell[0], StringComparison.Ordinal);

    static string Metres(double? metres) => metres is { } known ? Math.Round(known, 1).ToString(CultureInfo.InvariantCulture) : "";
}
