using Concordat.CrimePatterns.Concentration;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Squares that stand out from the area over the last year, with how long they have.</summary>
/// <param name="Easting">Middle of its records by square, metres (EPSG:27700).</param>
/// <param name="Northing">Middle of its records by square, metres (EPSG:27700).</param>
/// <param name="Count">Records in the last twelve months.</param>
/// <param name="Now">Records in the later months that can be compared; null where none can, or so few that they are not shown.</param>
/// <param name="Before">Records in the same months a year earlier; null where none can be compared, or so few that they are not shown.</param>
/// <param name="History">What its quarters amount to.</param>
/// <param name="HotQuarters">Quarters in which it stood out.</param>
/// <param name="JudgedQuarters">Quarters with records enough to judge.</param>
public sealed record LastingSpot(
    string Theme, string Name, double Easting, double Northing, int Count, int? Now, int? Before, HotspotClass History, int HotQuarters, int JudgedQuarters, IReadOnlyList<HotCell> Cells)
{
    /// <summary>True where it stands out now and has more than once, or is growing: somewhere to act.</summary>
    public bool Lasts => History is HotspotClass.Persistent or HotspotClass.Intensifying or HotspotClass.Diminishing or HotspotClass.Consecutive;
    /// <summary>True where it has begun to stand out.</summary>
    public bool Emerges => History is HotspotClass.New or HotspotClass.Consecutive or HotspotClass.Intensifying;

    /// <summary>The history in words.</summary>
    public string HistoryWords => History switch
    {
        HotspotClass.New => "New in the last quarter",
        HotspotClass.Consecutive => "Emerging",
        HotspotClass.Intensifying => "Lasting, growing",
        HotspotClass.Persistent => "Lasting",
        HotspotClass.Diminishing => "Lasting, fading",
        HotspotClass.Sporadic => "On and off",
        HotspotClass.Historical => "Lasting until lately",
        HotspotClass.Former => "Not in the last quarter",
        _ => "Over the year only",
    };
}

/// <summary>Finds the hot spots of the last year and judges them by quarters over the whole period.</summary>
internal sealed class LastingSpotFinder
{
    /// <summary>Most hot spots told for a theme.</summary>
    public const int Most = 5;
    readonly IncidentColumns _incidents;
    readonly StudyCells _study;
    readonly Places _places;
    readonly HotSpotSettings _settings;
    readonly int _fewestShown;
    readonly Month _to;
    readonly int[] _cellOf;

    public LastingSpotFinder(IncidentColumns incidents, StudyCells study, Places places, HotSpotSettings settings, int fewestShown, MonthsHeld held, Month from, Month to)
    {
        (_incidents, _study, _places, _settings, _fewestShown, _to) = (incidents, study, places, settings, fewestShown, to);
        _cellOf = new int[incidents.Count];
        for (var row = 0; row < incidents.Count; row++)
        {
            var cell = double.IsNaN(incidents.Easting[row]) ? -1 : study.Grid.CellOf(incidents.Easting[row], incidents.Northing[row]);
            _cellOf[row] = cell >= 0 && study.IsStudy[cell] ? cell : -1;
        }
        Quarters = QuartersOf(held, from, to);
    }

    /// <summary>Quarters of which at least two months are held, oldest first.</summary>
    public IReadOnlyList<Quarter> Quarters { get; }

    static List<Quarter> QuartersOf(MonthsHeld held, Month from, Month to)
    {
        var quarters = new List<Quarter>();
        for (var end = to; end.AddMonths(-2) >= from; end = end.AddMonths(-3))
            if (Enumerable.Range(0, 3).Count(i => held.Holds(end.AddMonths(-i))) >= 2) quarters.Add(new(end.AddMonths(-2), end));
        quarters.Reverse();
        return quarters;
    }

    /// <param name="history">The theme's months, for those that can be compared.</param>
    public (IReadOnlyList<LastingSpot> Spots, double? Concentration) Find(Theme theme, ThemeHistory history, bool isCompared)
    {
        var rows = RowsOf(ThemeList.IndexOf(theme.Key));
        var year = Scan(rows, _to.AddMonths(-11), _to);
        if (year is null) return ([], null);
        var groups = year.Groups(_study).SelectMany(g => HotSpotParts.Of(g, year.Z, _study.Touching, _settings.WidestHotSpot))
            .Select(cells => (Cells: cells, Rows: cells.SelectMany(c => year.Rows.GetValueOrDefault(c, [])).ToList()))
            .Where(g => g.Rows.Count >= Math.Max(_settings.FewestInHotSpot, _fewestShown))
            .OrderByDescending(g => g.Rows.Count).ThenBy(g => g.Cells[0]).Take(Most).ToList();
        if (groups.Count == 0) return ([], Concentration(year));
        var scans = Quarters.Select(q => Scan(rows, q.From, q.To)).OfType<CellScan>().ToList();
        var histories = scans.Count > 0
            ? HotspotHistory.Classify([.. scans.Select(s => groups.Select(g => g.Cells.Any(c => s.StandsOut[c])).ToArray())],
                [.. scans.Select(s => groups.Select(g => g.Cells.Max(c => s.Z[c])).ToArray())])
            : [.. groups.Select(_ => new PlaceHistory(HotspotClass.Never, 0, 0))];
        var names = _places.NamesOf([.. groups.Select(g => g.Rows)]);
        return ([.. groups.Select((g, i) => Describe(theme.Key, names[i], g.Cells, year, histories[i], scans.Count, rows, history, isCompared))], Concentration(year));
    }

    LastingSpot Describe(string theme, string name, List<int> cells, CellScan year, PlaceHistory past, int judged, List<int> rows, ThemeHistory history, bool isCompared)
    {
        var count = cells.Sum(c => year.Counts[c]);
        var inside = cells.ToHashSet();
        int now = 0, before = 0;
        foreach (var row in rows)
        {
            if (!inside.Contains(_cellOf[row])) continue;
            var month = new Month(_incidents.Month[row]);
            if (month > _to.AddMonths(-12) && month <= _to && history.At(month.AddMonths(-12)) is not null) now++;
            else if (month > _to.AddMonths(-24) && month <= _to.AddMonths(-12) && history.At(month.AddMonths(12)) is not null) before++;
        }
        return new(theme, name,
            Math.Round(cells.Sum(c => year.Counts[c] * _study.Grid.Centre(c).X) / count), Math.Round(cells.Sum(c => year.Counts[c] * _study.Grid.Centre(c).Y) / count),
            (int)count, isCompared ? Shown(now) : null, isCompared ? Shown(before) : null, past.Class, past.HotPeriods, judged,
            [.. cells.Select(c => new HotCell(c % _study.Grid.Columns, c / _study.Grid.Columns, _fewestShown > 0 ? 0 : (int)year.Counts[c], year.Z[c], year.Q[c]))]);
    }

    int? Shown(int count) => count > 0 && count < _fewestShown ? null : count;

    List<int> RowsOf(int theme)
    {
        var rows = new List<int>();
        for (var row = 0; row < _incidents.Count; row++)
            if (_incidents.Theme[row] == theme && _cellOf[row] >= 0) rows.Add(row);
        return rows;
    }

    CellScan? Scan(List<int> rows, Month from, Month to) => CellScan.Of(
        rows.Where(row => _incidents.Month[row] >= from.Number && _incidents.Month[row] <= to.Number).Select(row => (row, _cellOf[row])), _study, _settings);

    double Concentration(CellScan year)
    {
        var (half, held, squares) = (year.Counts.Sum() / 2, 0.0, 0);
        foreach (var count in year.Counts.OrderDescending())
        {
            if (held >= half) break;
            held += count;
            squares++;
        }
        return (double)squares / _study.Count;
    }
}
