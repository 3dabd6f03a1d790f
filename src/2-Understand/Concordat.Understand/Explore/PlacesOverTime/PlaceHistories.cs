using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Surfaces;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Explore.PlacesOverTime;

/// <summary>Squares that touch and have the same history.</summary>
/// <param name="Name">The place most of their records are at.</param>
/// <param name="Class">What their months amount to.</param>
/// <param name="Cells">The squares.</param>
/// <param name="HotMonths">Months in which they stood out, of the square that did so most often.</param>
/// <param name="Run">Months of the present unbroken run, of the square with the longest.</param>
/// <param name="StrongestZ">Strongest z of the last month.</param>
/// <param name="Records">Records over all the months; null where too few to show.</param>
internal sealed record PlaceHistoryGroup(string Name, HotspotClass Class, IReadOnlyList<int> Cells, int HotMonths, int Run, double StrongestZ, int? Records);

/// <summary>A square of the surface.</summary>
/// <param name="Cell">Its place in the grid.</param>
/// <param name="Density">Records for each square kilometre.</param>
/// <param name="Name">The place most of its records are at; null where it has none itself.</param>
/// <param name="Records">Its own records; null where too few to show.</param>
internal sealed record SurfaceCell(int Cell, double Density, string? Name, int? Records);

/// <summary>Where records stood out month by month, and the smooth surface of them all.</summary>
/// <param name="Area">The area.</param>
/// <param name="Months">Months looked at: those held of the last twelve with records enough for a map, oldest first.</param>
/// <param name="Groups">Places that stood out at some time, those standing out now first; empty with fewer than two months.</param>
/// <param name="Surface">Squares of the surface with any density, the densest first.</param>
/// <param name="Placed">Placed records of the months held.</param>
/// <param name="FewestShown">Threshold of small numbers where some records are of controlled sets; 0 otherwise.</param>
internal sealed record PlacesLook(ReadyArea Area, IReadOnlyList<Month> Months, IReadOnlyList<PlaceHistoryGroup> Groups, IReadOnlyList<SurfaceCell> Surface, int Placed, int FewestShown);

/// <summary>Reads twelve months of a view once, and works out Gi* for each month and the kernel surface of all.</summary>
internal sealed class PlaceHistories(IncidentQuery incidents, ISmallNumbers smallNumbers, StudyAreas areas)
{
    const int MonthsBack = 12;

    /// <summary>How far an event's influence reaches on the surface, metres.</summary>
    public const double BandwidthMetres = 500;

    /// <summary>Null where no boundary or no month is held.</summary>
    public async Task<PlacesLook?> LookAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        if (await areas.FindAsync(filter.AreaId, cancellation) is not { } area) return null;
        var sets = await incidents.HeldAsync(cancellation);
        var to = filter.To ?? (sets.All.Months is [.., var latest] ? latest : default);
        if (to.Number == 0) return null;
        IEnumerable<Month> held = filter.Themes.Count == 0 ? sets.All.Months : filter.Themes.Select(t => sets.Of(t).Months.AsEnumerable()).Aggregate((a, b) => a.Intersect(b)).Order().AsEnumerable();
        IReadOnlyList<Month> months = [.. held.Where(m => m > to.AddMonths(-MonthsBack) && m <= to)];
        var rows = await incidents.ColumnsAsync(filter with { From = to.AddMonths(1 - MonthsBack), To = to }, filter.DataVersion, cancellation);
        var fewest = rows.HoldsControlled ? await smallNumbers.ThresholdAsync(cancellation) : 0;
        var together = AsOneTheme(rows);
        var scans = months.Select(m => (Month: m, Scan: CellScan.Of(together, area.Cells, new(), 0, m))).Where(s => s.Scan is not null).Select(s => (s.Month, Scan: s.Scan!)).ToList();
        var places = new Places(rows);
        return new(area, [.. scans.Select(s => s.Month)], scans.Count < 2 ? [] : Groups(scans, area.Cells, places, fewest), Surface(rows, area.Cells, places, fewest),
            Enumerable.Range(0, rows.Count).Count(i => area.Study.Contains(rows.Easting[i], rows.Northing[i])), fewest);
    }

    static IReadOnlyList<PlaceHistoryGroup> Groups(List<(Month Month, CellScan Scan)> scans, StudyCells study, Places places, int fewest)
    {
        var history = HotspotHistory.Classify([.. scans.Select(s => s.Scan.StandsOut)], [.. scans.Select(s => s.Scan.Z.Select(z => double.IsNaN(z) ? 0 : z).ToArray())]);
        var left = new SortedSet<int>(Enumerable.Range(0, history.Length).Where(c => history[c].Class != HotspotClass.Never));
        var groups = new List<PlaceHistoryGroup>();
        while (left.Count > 0)
        {
            List<int> group = [left.Min];
            left.Remove(left.Min);
            for (var i = 0; i < group.Count; i++)
                foreach (var next in study.Touching(group[i]).Where(n => left.Contains(n) && history[n].Class == history[group[0]].Class).ToList())
                {
                    left.Remove(next);
                    group.Add(next);
                }
            var rows = scans.SelectMany(s => group.SelectMany(c => s.Scan.Rows.GetValueOrDefault(c, []))).ToList();
            if (rows.Count == 0) continue;
            groups.Add(new(places.NameOf(rows), history[group[0]].Class, group, group.Max(c => history[c].HotPeriods), group.Max(c => history[c].CurrentRun), group.Max(c => scans[^1].Scan.Z[c]), rows.Count >= fewest ? rows.Count : null));
        }
        return [.. groups.OrderBy(g => Rank(g.Class)).ThenByDescending(g => g.HotMonths).ThenByDescending(g => g.StrongestZ)];
    }

    static IReadOnlyList<SurfaceCell> Surface(IncidentColumns rows, StudyCells study, Places places, int fewest)
    {
        int[] placed = [.. Enumerable.Range(0, rows.Count).Where(i => !double.IsNaN(rows.Easting[i]))];
        if (placed.Length == 0) return [];
        var density = new double[study.Grid.CellCount];
        KernelDensity.Quartic(study.Grid, placed.Select(i => rows.Easting[i]).ToArray(), placed.Select(i => rows.Northing[i]).ToArray(), BandwidthMetres, [], density);
        var byCell = placed.Where(i => study.Grid.CellOf(rows.Easting[i], rows.Northing[i]) >= 0).GroupBy(i => study.Grid.CellOf(rows.Easting[i], rows.Northing[i])).ToDictionary(g => g.Key, g => g.ToList());
        return [.. Enumerable.Range(0, density.Length).Where(c => study.IsStudy[c] && density[c] > 0).OrderByDescending(c => density[c]).ThenBy(c => c)
            .Select((c, i) => (Cell: c, Own: i < 10 ? byCell.GetValueOrDefault(c) : null))
            .Select(c => new SurfaceCell(c.Cell, density[c.Cell] * 1e6, c.Own is null ? null : places.NameOf(c.Own), c.Own is { } own && own.Count >= fewest ? own.Count : null))];
    }

    // What stands out now comes first.
    static int Rank(HotspotClass c) => c switch
    {
        HotspotClass.Intensifying => 0,
        HotspotClass.Persistent => 1,
        HotspotClass.Consecutive => 2,
        HotspotClass.New => 3,
        HotspotClass.Sporadic => 4,
        HotspotClass.Diminishing => 5,
        HotspotClass.Historical => 6,
        _ => 7,
    };

    // The themes chosen are looked at together, as if they were one.
    static IncidentColumns AsOneTheme(IncidentColumns rows) => new()
    {
        Count = rows.Count,
        Theme = new byte[rows.Count],
        Month = rows.Month,
        Easting = rows.Easting,
        Northing = rows.Northing,
        Place = rows.Place,
        Places = rows.Places,
        IsMiddle = rows.IsMiddle,
    };
}
