using Concordat.Gate.Mapping;
using Concordat.Gate.Reading;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>The first rows of a table, held back until it is known how to read them.</summary>
sealed class HeadRows(IEnumerator<SourceRow> rows)
{
    const int MostHeld = 20_000; // about 50 MB of a wide file: enough to meet a day after the 12th

    readonly List<SourceRow> _held = [];

    public IReadOnlyList<SourceRow> Held => _held;

    /// <summary>Reads on until this many rows are held; false where the table ends before.</summary>
    public bool Hold(int count)
    {
        while (_held.Count < count)
        {
            if (!rows.MoveNext()) return false;
            _held.Add(rows.Current);
        }
        return true;
    }

    /// <summary>The held rows, then the others.</summary>
    public IEnumerable<SourceRow> All()
    {
        foreach (var row in _held) yield return row;
        while (rows.MoveNext()) yield return rows.Current;
    }

    /// <summary>Whether day or month comes first in these columns, judged by all rows until one tells.</summary>
    /// <param name="columns">Positions of the columns with dates.</param>
    /// <param name="notice">What people should know of the decision; null where it was plain.</param>
    /// <returns>Null where the column holds both kinds and none prevails.</returns>
    public DateOrder? Order(IReadOnlyList<int> columns, out string? notice)
    {
        notice = null;
        var (dayOnly, monthOnly, either) = (0, 0, 0);
        for (var i = 0; ; i++)
        {
            if (i == _held.Count && (i >= MostHeld || (i >= ColumnRecogniser.RowsNeeded && dayOnly + monthOnly > 0) || !Hold(i + 1))) break;
            foreach (var column in columns)
            {
                if (column >= _held[i].Cells.Count || !DateCell.IsFigures(_held[i].Cells[column], out var dayFirst, out var monthFirst)) continue;
                if (dayFirst && monthFirst) either++;
                else if (dayFirst) dayOnly++;
                else if (monthFirst) monthOnly++;
            }
        }
        if (dayOnly == 0 && monthOnly == 0)
        {
            if (either > 0) notice = "No date in the file tells whether the day or the month comes first. They were read day first, the British way; say date_order in a map if that is wrong.";
            return DateOrder.DayFirst;
        }
        var (most, least) = (Math.Max(dayOnly, monthOnly), Math.Min(dayOnly, monthOnly));
        if (least * 20 > most) return null;
        if (least > 0) notice = $"Most dates have the {(dayOnly > monthOnly ? "day" : "month")} first; {least} in the first rows can only be read the other way and are faults.";
        return dayOnly > monthOnly ? DateOrder.DayFirst : DateOrder.MonthFirst;
    }
}
