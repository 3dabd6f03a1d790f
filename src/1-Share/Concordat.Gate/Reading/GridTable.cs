using System.Globalization;
using Concordat.Partnership.Files;

namespace Concordat.Gate.Reading;

/// <summary>A table whose headings are one of its rows: text files and sheets.</summary>
/// <remarks>Looks at the first rows when it is made, keeps those, and reads the rest as it is asked for.</remarks>
abstract class GridTable(string file, ReadingLimits limits) : SourceTable
{
    const int SampleCharacters = 1 << 20;
    readonly ReadingLimits _limits = limits;
    readonly List<RawRow> _first = [];
    readonly List<int> _totals = [];
    IEnumerator<RawRow>? _rest;
    IReadOnlyList<string> _headings = [];
    int _headerRow, _lastSeen;
    bool _isRead;

    public override string File => file;
    public override int HeaderRow => _headerRow;
    public override IReadOnlyList<string> Headings => _headings;

    protected ReadingLimits Limits => _limits;

    /// <summary>Finds the headings.</summary>
    /// <returns>False where there are no rows at all.</returns>
    /// <exception cref="FileProblemException">There are rows, but no headings among the first.</exception>
    protected bool Start(IEnumerable<RawRow> rows, int? headerRow)
    {
        _rest = rows.GetEnumerator();
        var (characters, blank) = (0, true);
        while (_first.Count < Math.Max(HeadingFinder.Rows, headerRow ?? 0) && characters < SampleCharacters && Next() is { } row)
        {
            if (row.IsBlank) continue;
            blank = false;
            _first.Add(row);
            characters += row.Cells.Sum(c => c.Length);
            if (row.Number >= headerRow && _first.Count >= HeadingFinder.Rows) break;
        }
        if (blank) return false;
        if (headerRow == 0) NameColumns();
        else TakeHeadings(headerRow);
        if (Again() is null) return true;
        _rest.Dispose();
        _rest = null;
        return true;
    }

    /// <summary>The rows once more from the first, where several tables share one reader; null where the reading simply goes on.</summary>
    protected virtual IEnumerable<RawRow>? Again() => null;

    void TakeHeadings(int? headerRow)
    {
        var at = headerRow is null ? HeadingFinder.Find(_first) : _first.FindIndex(r => r.Number == headerRow);
        if (at < 0) throw headerRow is { } told ? Refusal.NoHeaderRow(File, told) : Refusal.NoHeadings(File);
        var cells = _first[at].Cells;
        if (cells.Length > _limits.Columns) throw Refusal.Columns(File, cells.Length, _limits.Columns, _first[at].Number);
        _headerRow = _first[at].Number;
        _first.RemoveRange(0, at + 1);
        _headings = [.. cells, .. Enumerable.Repeat("", Unnamed(cells.Length))];
    }

    // Columns to the right of the last heading that most rows fill are columns whose heading is blank; those of few rows are cells too many.
    int Unnamed(int named)
    {
        var extra = 0;
        while (named + extra < _limits.Columns && _first.Count(r => r.Cells.Length > named + extra) * 2 > _first.Count) extra++;
        return extra;
    }

    void NameColumns()
    {
        var width = _first.Max(r => r.Cells.Length);
        if (width > _limits.Columns) throw Refusal.Columns(File, width, _limits.Columns, _first[0].Number);
        _headings = [.. Enumerable.Range(1, width).Select(n => string.Create(CultureInfo.InvariantCulture, $"Column {n}"))];
    }

    public override IEnumerable<SourceRow> Rows()
    {
        if (_isRead) throw new InvalidOperationException("The rows of a table can be read once.");
        _isRead = true;
        return ReadRows();
    }

    IEnumerable<SourceRow> ReadRows()
    {
        // A row of totals is one only when no record follows it.
        var totals = new List<RawRow>();
        foreach (var row in AllRows())
        {
            if (row.IsBlank) continue;
            if (totals.Count < 10 && TotalRow.Is(row))
            {
                totals.Add(row);
                continue;
            }
            foreach (var total in totals) yield return Shape(total);
            totals.Clear();
            yield return Shape(row);
        }
        _totals.AddRange(totals.Select(t => t.Number));
    }

    IEnumerable<RawRow> AllRows()
    {
        foreach (var row in _first) yield return row;
        _first.Clear();
        _rest ??= Again()?.SkipWhile(r => r.Number <= _lastSeen).GetEnumerator();
        while (Next() is { } row) yield return row;
    }

    RawRow? Next()
    {
        if (_rest is null || !_rest.MoveNext()) return null;
        if (_rest.Current.Number > _limits.Rows) throw Refusal.Rows(File, _limits.Rows);
        _lastSeen = _rest.Current.Number;
        return _rest.Current;
    }

    SourceRow Shape(RawRow row)
    {
        if (row.Cells.Length == _headings.Count) return new(row.Number, row.Cells);
        var cells = new string[_headings.Count];
        Array.Fill(cells, "");
        row.Cells.AsSpan(0, Math.Min(cells.Length, row.Cells.Length)).CopyTo(cells);
        return new(row.Number, cells, row.Cells.Length > _headings.Count);
    }

    public override IReadOnlyList<string> Notices => _totals.Count == 0 ? OwnNotices() : [.. OwnNotices(), TotalsNotice()];

    /// <summary>What the format adds to the notices.</summary>
    protected virtual List<string> OwnNotices() => [];

    string TotalsNotice() => _totals.Count == 1
        ? string.Create(CultureInfo.InvariantCulture, $"Row {_totals[0]} is a row of totals and was passed over.")
        : string.Create(CultureInfo.InvariantCulture, $"Rows {string.Join(", ", _totals)} are rows of totals and were passed over.");

    protected override void Dispose(bool disposing)
    {
        if (disposing) _rest?.Dispose();
        base.Dispose(disposing);
    }
}
