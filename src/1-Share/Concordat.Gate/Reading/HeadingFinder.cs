using System.Globalization;

namespace Concordat.Gate.Reading;

/// <summary>Finds the row of headings: the first row that is about as wide as the table, holds words, and whose words are not those of the rows below.</summary>
static class HeadingFinder
{
    /// <summary>Rows looked at.</summary>
    public const int Rows = 60;

    /// <summary>Position in <paramref name="rows"/>; −1 where no row looks like headings.</summary>
    public static int Find(IReadOnlyList<RawRow> rows)
    {
        var width = rows.Count == 0 ? 0 : rows.Max(r => Filled(r));
        for (var i = 0; i < rows.Count; i++)
        {
            var filled = Filled(rows[i]);
            if (filled == 0 || filled * 5 < width * 3) continue;
            if (IsWords(rows[i], filled) && !ComesAgain(rows, i, filled)) return i;
            // Headings stand above the records: a row of values as wide as the table is a record already.
            if (filled * 5 >= width * 4 && !IsWords(rows[i], filled)) return -1;
        }
        return -1;
    }

    static int Filled(RawRow row) => row.Cells.Count(c => c.Length > 0);

    static bool IsWords(RawRow row, int filled) => row.Cells.Count(IsValue) * 4 <= filled;

    // A year is a usual heading of tables of counts.
    static bool IsValue(string cell) =>
        cell.Length > 0 && !(cell.Length == 4 && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2100)
        && (TotalRow.IsNumeric(cell) || (char.IsAsciiDigit(cell[0]) && DateTime.TryParse(cell, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out _)));

    static bool ComesAgain(IReadOnlyList<RawRow> rows, int at, int filled)
    {
        var again = 0;
        for (var column = 0; column < rows[at].Cells.Length; column++)
        {
            var cell = rows[at].Cells[column];
            if (cell.Length == 0) continue;
            for (var below = at + 1; below < rows.Count; below++)
            {
                if (column >= rows[below].Cells.Length || !string.Equals(rows[below].Cells[column], cell, StringComparison.OrdinalIgnoreCase)) continue;
                again++;
                break;
            }
        }
        return again * 3 > filled;
    }
}
