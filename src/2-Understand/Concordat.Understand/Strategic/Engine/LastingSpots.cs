using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Strategic.Engine;

/// <summary>Squares that stand out from the area over the last year, with how long they have.</summary>
/// <param name="Easting">Middle of its records by square, metres (EPSG:27700).</param>
/// <param name="Northing">Middle of its records by square, metres (EPSG:27700).</param>
/// <param name="Count">Records in the last twelve months.</param>
/// <param name="Now">Records in the later months that can be compared; null where none can.</param>
/// <param name="Before">Records in the same months a year earlier; null where none can be compared.</param>
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
    readonly Month _to;
    readonly int[] _cellOf;

    public LastingSpotFinder(IncidentColumns incidents, StudyCells study, Places places, HotSpotSettings settings, MonthsHeld held, Month from, Month to)
    {
        (_incidents, _study, _places, _settings, _to) = (incidents, study, places, settings, to);
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
        var groups = _study.Joined(year.StandsOut).SelectMany(g => HotSpotParts.Of(g, year.Z, _study.Touching, _settings.WidestHotSpot))
            .Select(cells => (Cells: cells, Rows: cells.SelectMany(c => year.Rows.GetValueOrDefault(c, [])).ToList()))
            .Where(g => g.Rows.Count >= _settings.FewestInHotSpot)
            .OrderByDescending(g => g.Rows.Count).ThenBy(g => g.Cells[0]).Take(Most).ToList();
        if (groups.Count == 0) return ([], Concentration(year));
        var scans = Quarters.Select(q => Scan(rows, q.From, q.To)).OfType<YearScan>().ToList();
        var histories = scans.Count > 0
            ? HotspotHistory.Classify([.. scans.Select(s => groups.Select(g => g.Cells.Any(c => s.StandsOut[c])).ToArray())],
                [.. scans.Select(s => groups.Select(g => g.Cells.Max(c => s.Z[c])).ToArray())])
            : [.. groups.Select(_ => new PlaceHistory(HotspotClass.Never, 0, 0))];
        var names = Names([.. groups.Select(g => g.Rows)]);
        return ([.. groups.Select((g, i) => Describe(theme.Key, names[i], g.Cells, year, histories[i], scans.Count, rows, history, isCompared))], Concentration(year));
    }

    LastingSpot Describe(string theme, string name, List<int> cells, YearScan year, PlaceHistory past, int judged, List<int> rows, ThemeHistory history, bool isCompared)
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
            (int)count, isCompared ? now : null, isCompared ? before : null, past.Class, past.HotPeriods, judged,
            [.. cells.Select(c => new HotCell(c % _study.Grid.Columns, c / _study.Grid.Columns, (int)year.Counts[c], year.Z[c], year.Q[c]))]);
    }

    List<string> Names(IReadOnlyList<List<int>> groups)
    {
        var names = groups.Select(_places.NameOf).ToList();
        var taken = names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. names.Select((name, i) => taken.Contains(name) ? _places.LongNameOf(groups[i]) : name)];
    }

    List<int> RowsOf(int theme)
    {
        var rows = new List<int>();
        for (var row = 0; row < _incidents.Count; row++)
            if (_incidents.Theme[row] == theme && _cellOf[row] >= 0) rows.Add(row);
        return rows;
    }

    sealed record YearScan(double[] Counts, double[] Z, double[] Q, bool[] StandsOut, Dictionary<int, List<int>> Rows);

    YearScan? Scan(List<int> rows, Month from, Month to)
    {
        var counts = new double[_study.Grid.CellCount];
        var inCells = new Dictionary<int, List<int>>();
        var placed = 0;
        foreach (var row in rows)
        {
            if (_incidents.Month[row] < from.Number || _incidents.Month[row] > to.Number) continue;
            var cell = _cellOf[row];
            counts[cell]++;
            placed++;
            if (!inCells.TryGetValue(cell, out var list)) inCells[cell] = list = [];
            list.Add(row);
        }
        if (placed < _settings.FewestForMap || _study.Count < 2) return null;
        var (z, p, q) = (new double[counts.Length], new double[counts.Length], new double[counts.Length]);
        GetisOrd.GiStar(_study.Grid, counts, _study.IsStudy, _settings.NeighbourhoodMetres, z);
        for (var cell = 0; cell < z.Length; cell++) p[cell] = Normal.UpperTail(z[cell]);
        FalseDiscovery.BenjaminiHochberg(p, q);
        return new(counts, z, q, [.. z.Select((s, i) => s > 0 && q[i] <= _settings.FalseDiscoveryRate)], inCells);
    }

    double Concentration(YearScan year)
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
