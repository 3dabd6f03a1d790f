using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Surfaces;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Understand.Explore.PlacesOverTime;

/// <summary>Squares that touch and have the same history.</summary>
/// <param name="Name">The place most of their records are at.</param>
/// <param name="Class">What their months amount to.</param>
/// <param name="Cells">The squares.</param>
/// <param name="HotMonths">Months in which they stood out, of the square that did so most often.</param>
/// <param name="Run">Months of the present unbroken run, of the square with the longest.</param>
/// <param name="StrongestZ">Strongest z of the last month.</param>
/// <param name="Records">Records over all the months; never fewer than may be shown.</param>
internal sealed record PlaceHistoryGroup(string Name, HotspotClass Class, IReadOnlyList<int> Cells, int HotMonths, int Run, double StrongestZ, int Records);

/// <summary>A square of the surface.</summary>
/// <param name="Cell">Its place in the grid.</param>
/// <param name="Density">Records for each square kilometre; it rests on no fewer records than may be shown.</param>
/// <param name="Name">The place most of its records are at; null where it has none itself, or too few to show.</param>
/// <param name="Records">Its own records; null where too few to show, none among them.</param>
internal sealed record SurfaceCell(int Cell, double Density, string? Name, int? Records);

/// <summary>Where records stood out month by month, and the smooth surface of them all.</summary>
/// <param name="Area">The area.</param>
/// <param name="Months">Months looked at: those held of the last twelve with records enough for a map, oldest first.</param>
/// <param name="Groups">Places that stood out at some time, those standing out now first; empty with fewer than two months. Those with fewer records than may be shown are left out.</param>
/// <param name="Surface">Squares of the surface with any density, the densest first; those whose density rests on fewer records than may be shown are left out.</param>
/// <param name="Placed">Placed records inside the area, without those of a theme and month with fewer than may be shown.</param>
/// <param name="FewestShown">Threshold of small numbers where some records are of controlled sets; 0 otherwise.</param>
internal sealed record PlacesLook(ReadyArea Area, IReadOnlyList<Month> Months, IReadOnlyList<PlaceHistoryGroup> Groups, IReadOnlyList<SurfaceCell> Surface, int Placed, int FewestShown);

/// <summary>Reads twelve months of a view once, and works out Gi* for each month and the kernel surface of all.</summary>
internal sealed class PlaceHistories(IncidentQuery incidents, ExploreCriteria criteria, StudyAreas areas)
{
    const int MonthsBack = 12;

    /// <summary>How many of the densest squares are named, and stand in the table.</summary>
    public const int NamedCells = 10;

    /// <summary>How far an event's influence reaches on the surface, metres.</summary>
    public const double BandwidthMetres = 500;

    /// <summary>Null where no boundary or no month is held.</summary>
    public async Task<PlacesLook?> LookAsync(IncidentFilter filter, CancellationToken cancellation)
    {
        if (await areas.FindAsync(filter.AreaId, cancellation) is not { } area || await criteria.ReadAsync(filter, cancellation) is not { } found) return null;
        IReadOnlyList<Month> months = [.. found.Held.Months.Where(m => m > found.To.AddMonths(-MonthsBack) && m <= found.To)];
        var rows = await incidents.ColumnsAsync(filter with { From = found.To.AddMonths(1 - MonthsBack), To = found.To }, filter.DataVersion, cancellation);
        return Of(area, rows, months, found.FewestShown);
    }

    /// <summary>What the records amount to.</summary>
    /// <param name="area">The area.</param>
    /// <param name="rows">Records of the twelve months.</param>
    /// <param name="months">Those of the months that are held, oldest first.</param>
    /// <param name="fewest">The smallest figure shown; 0 where every record is open.</param>
    public static PlacesLook Of(ReadyArea area, IncidentColumns rows, IReadOnlyList<Month> months, int fewest)
    {
        var inside = AreaRecords.InArea(rows, area, fewest).AsOneTheme();
        var (mapped, groups) = Over(inside, area.Cells, months, fewest);
        return new(area, mapped, groups, Surface(inside, area.Cells, new(inside), fewest), inside.Count, fewest);
    }

    /// <summary>The months that could be mapped, and what stood out in them.</summary>
    /// <param name="inside">Records inside the area, as of one theme.</param>
    /// <param name="study">The area's squares.</param>
    /// <param name="months">Months held, oldest first.</param>
    /// <param name="fewest">The smallest figure shown; 0 where every record is open.</param>
    public static (IReadOnlyList<Month> Months, IReadOnlyList<PlaceHistoryGroup> Groups) Over(IncidentColumns inside, StudyCells study, IReadOnlyList<Month> months, int fewest)
    {
        var scans = months.Select(m => (Month: m, Scan: CellScan.Of(inside, study, new(), 0, m))).Where(s => s.Scan is not null).Select(s => (s.Month, Scan: s.Scan!)).ToList();
        return ([.. scans.Select(s => s.Month)], scans.Count < 2 ? [] : Groups(scans, study, new(inside), fewest));
    }

    static IReadOnlyList<PlaceHistoryGroup> Groups(List<(Month Month, CellScan Scan)> scans, StudyCells study, Places places, int fewest)
    {
        var history = HotspotHistory.Classify([.. scans.Select(s => s.Scan.StandsOut)], [.. scans.Select(s => s.Scan.Z.Select(z => double.IsNaN(z) ? 0 : z).ToArray())]);
        var groups = new List<PlaceHistoryGroup>();
        foreach (var group in study.Joined([.. history.Select(h => h.Class == HotspotClass.Never ? -1 : (int)h.Class)]))
        {
            var rows = scans.SelectMany(s => group.SelectMany(c => s.Scan.Rows.GetValueOrDefault(c, []))).ToList();
            if (rows.Count < Math.Max(1, fewest)) continue;
            groups.Add(new(places.NameOf(rows), history[group[0]].Class, group, group.Max(c => history[c].HotPeriods), group.Max(c => history[c].CurrentRun), group.Max(c => scans[^1].Scan.Z[c]), rows.Count));
        }
        return [.. groups.OrderBy(g => Rank(g.Class)).ThenByDescending(g => g.HotMonths).ThenByDescending(g => g.StrongestZ)];
    }

    static IReadOnlyList<SurfaceCell> Surface(IncidentColumns rows, StudyCells study, Places places, int fewest)
    {
        if (rows.Count == 0) return [];
        var density = new double[study.Grid.CellCount];
        KernelDensity.Quartic(study.Grid, rows.Easting, rows.Northing, BandwidthMetres, [], density);
        var reached = fewest > 0 ? Reached(rows, study) : null;
        var byCell = Enumerable.Range(0, rows.Count).GroupBy(i => study.Grid.CellOf(rows.Easting[i], rows.Northing[i])).Where(g => g.Key >= 0 && g.Count() >= fewest).ToDictionary(g => g.Key, g => g.ToList());
        return [.. Enumerable.Range(0, density.Length).Where(c => study.IsStudy[c] && density[c] > 0 && (reached is null || reached[c] >= fewest)).OrderByDescending(c => density[c]).ThenBy(c => c)
            .Select((c, i) => (Cell: c, Own: i < NamedCells ? byCell.GetValueOrDefault(c) : null))
            .Select(c => new SurfaceCell(c.Cell, density[c.Cell] * 1e6, c.Own is null ? null : places.NameOf(c.Own), c.Own?.Count ?? (fewest > 0 ? null : 0)))];
    }

    // How many records the density of each square rests on: those that the kernel reaches from its middle.
    static int[] Reached(IncidentColumns rows, StudyCells study)
    {
        var (grid, reached, span) = (study.Grid, new int[study.Grid.CellCount], (int)Math.Ceiling(BandwidthMetres / study.Grid.CellSize));
        for (var i = 0; i < rows.Count; i++)
        {
            if (grid.CellOf(rows.Easting[i], rows.Northing[i]) is not (>= 0 and var own)) continue;
            var (row, column) = Math.DivRem(own, grid.Columns);
            for (var r = Math.Max(0, row - span); r <= Math.Min(grid.Rows - 1, row + span); r++)
                for (var c = Math.Max(0, column - span); c <= Math.Min(grid.Columns - 1, column + span); c++)
                    if (grid.Centre(r * grid.Columns + c) is var middle && Math.Pow(middle.X - rows.Easting[i], 2) + Math.Pow(middle.Y - rows.Northing[i], 2) < BandwidthMetres * BandwidthMetres) reached[r * grid.Columns + c]++;
        }
        return reached;
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
}
