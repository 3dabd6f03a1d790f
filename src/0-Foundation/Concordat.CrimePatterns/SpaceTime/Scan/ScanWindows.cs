namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>The windows of days that are looked at, laid out for comparison sixteen at a time.</summary>
/// <remarks>Counts of a circle are kept so that the cases of window k of row r are counts[Start(r) + k] - counts[Back + k]. Retrospective: counts are running
/// totals, entry d + 1 through day d, and a row holds the windows of one length. Prospective: entry k holds the cases of the last
/// MinDays + k days, in one row, and nothing is taken away.</remarks>
internal sealed class ScanWindows
{
    public const int Lanes = 16;

    private readonly ScanSettings _settings;
    private readonly int _rowLength;

    public ScanWindows(ScanSettings settings)
    {
        _settings = settings;
        var lengths = settings.MaxDays - settings.MinDays + 1;
        Rows = settings.Prospective ? 1 : lengths;
        _rowLength = RoundUp(settings.Prospective ? lengths : settings.Days - settings.MinDays + 1);
        Width = settings.Prospective ? 2 * _rowLength : RoundUp(settings.MaxDays + _rowLength + 1);
    }

    /// <summary>Rows of windows.</summary>
    public int Rows { get; }

    /// <summary>Windows of a row, with unused ones to a multiple of <see cref="Lanes"/>.</summary>
    public int RowLength => _rowLength;

    /// <summary>Numbers that hold the counts of a place or circle, a multiple of <see cref="Lanes"/>.</summary>
    public int Width { get; }

    /// <summary>First count to take for a row.</summary>
    public int Start(int row) => _settings.Prospective ? 0 : _settings.MinDays + row;

    /// <summary>First count to take away for any row; for a prospective scan a stretch that stays 0.</summary>
    public int Back => _settings.Prospective ? _rowLength : 0;

    /// <summary>Counts a case on a day, counted from the first of the period; <see cref="Accumulate"/> when all are counted.</summary>
    public void Add(Span<short> counts, int day)
    {
        // Prospective: the shortest run of last days that holds the day.
        var first = _settings.Prospective ? Math.Max(0, _settings.Days - day - _settings.MinDays) : day + 1;
        if (first < Accumulated) counts[first]++;
    }

    /// <summary>Turns the cases of single days into counts as they are compared.</summary>
    public void Accumulate(Span<short> counts)
    {
        for (var k = 1; k < Accumulated; k++) counts[k] += counts[k - 1];
    }

    private int Accumulated => _settings.Prospective ? _rowLength : Width;

    /// <summary>First and last day of a window, counted from the first of the period; null where the place in the row is unused.</summary>
    public (int First, int Last)? DaysOf(int row, int k)
    {
        var length = _settings.MinDays + (_settings.Prospective ? k : row);
        var last = _settings.Prospective ? _settings.Days - 1 : length - 1 + k;
        return length <= _settings.MaxDays && last < _settings.Days ? (last - length + 1, last) : null;
    }

    private static int RoundUp(int count) => (count + Lanes - 1) / Lanes * Lanes;
}
