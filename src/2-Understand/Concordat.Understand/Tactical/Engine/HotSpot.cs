using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>A group of squares that stand out from the area for one theme in the month.</summary>
/// <param name="Theme">Key of the theme.</param>
/// <param name="Name">The street or place most of its records are at.</param>
/// <param name="Easting">Middle of its records by square, metres (EPSG:27700).</param>
/// <param name="Northing">Middle of its records by square, metres (EPSG:27700).</param>
/// <param name="Count">Records of the theme in its squares in the month.</param>
/// <param name="CountBefore">The same squares in the month before; null when that is missing at source or too small to show.</param>
/// <param name="IsNew">False when it overlaps or touches a hot spot of the previous month held, found by the same rules.</param>
/// <param name="Cells">Its squares, from south-west to north-east.</param>
public sealed record HotSpot(string Theme, string Name, double Easting, double Northing, int Count, int? CountBefore, bool IsNew, IReadOnlyList<HotCell> Cells)
{
    public double StrongestZ => Cells.Max(c => c.Z);
    public double LowestQ => Cells.Min(c => c.Q);
}

/// <summary>One square: position in the grid from the south-west corner, records in the month (0 where small figures are hidden), Gi* z-score and q-value.</summary>
public sealed record HotCell(int Column, int Row, int Count, double Z, double Q);

/// <summary>What looking for hot spots of a theme came to.</summary>
/// <param name="WasMapped">False when the month has too few placed records of the theme, or is missing.</param>
/// <param name="ComparedWith">The earlier month that tells new from continuing; null when none is held.</param>
/// <param name="HotSpots">By count, the largest first.</param>
public sealed record HotSpotMap(bool WasMapped, Month? ComparedWith, IReadOnlyList<HotSpot> HotSpots);

/// <summary>Finds the hot spots of a theme and tells new ones from those that continue.</summary>
internal sealed class HotSpotFinder(IncidentColumns incidents, MonthlyCounts counts, StudyCells study, Places places, HotSpotSettings settings, int fewestShown)
{
    public HotSpotMap Find(string themeKey, int theme, Month month)
    {
        var before = counts.HeldBefore(theme, month);
        if (!counts.Holds(theme, month) || CellScan.Of(incidents, study, settings, theme, month) is not { } scan) return new(false, before, []);
        var earlier = before is { } m && CellScan.Of(incidents, study, settings, theme, m) is { } scanBefore
            ? Spots(scanBefore).SelectMany(s => s.Cells).ToHashSet()
            : [];
        var last = counts.Holds(theme, month.AddMonths(-1)) ? CountByCell(theme, month.AddMonths(-1)) : null;
        var found = Spots(scan)
            .OrderByDescending(g => g.Rows.Count).ThenByDescending(g => g.Cells.Max(c => scan.Z[c])).ThenBy(g => g.Cells[0])
            .ToList();
        var names = places.NamesOf([.. found.Select(g => g.Rows)]);
        return new(true, before, [.. found.Select((g, i) => Describe(themeKey, names[i], g.Cells, scan, earlier, last))]);
    }

    IEnumerable<(List<int> Cells, List<int> Rows)> Spots(CellScan scan) => scan.Groups(study)
        .SelectMany(g => HotSpotParts.Of(g, scan.Z, study.Touching, settings.WidestHotSpot))
        .Select(cells => (Cells: cells, Rows: cells.SelectMany(c => scan.Rows.GetValueOrDefault(c, [])).ToList()))
        .Where(g => g.Rows.Count >= Math.Max(settings.FewestInHotSpot, fewestShown));

    HotSpot Describe(string theme, string name, List<int> cells, CellScan scan, HashSet<int> earlier, double[]? last)
    {
        var count = cells.Sum(c => scan.Counts[c]);
        var continues = cells.Any(c => earlier.Contains(c) || study.Touching(c).Any(earlier.Contains));
        return new(theme, name,
            Math.Round(cells.Sum(c => scan.Counts[c] * study.Grid.Centre(c).X) / count),
            Math.Round(cells.Sum(c => scan.Counts[c] * study.Grid.Centre(c).Y) / count),
            (int)count, last is null ? null : Shown((int)cells.Sum(c => last[c])), !continues,
            [.. cells.Select(c => new HotCell(c % study.Grid.Columns, c / study.Grid.Columns, fewestShown > 0 ? 0 : (int)scan.Counts[c], scan.Z[c], scan.Q[c]))]);
    }

    int? Shown(int count) => count > 0 && count < fewestShown ? null : count;

    double[] CountByCell(int theme, Month month)
    {
        var byCell = new double[study.Grid.CellCount];
        for (var row = 0; row < incidents.Count; row++)
            if (incidents.Theme[row] == theme && incidents.Month[row] == month.Number
                && study.Grid.CellOf(incidents.Easting[row], incidents.Northing[row]) is >= 0 and var cell)
                byCell[cell]++;
        return byCell;
    }
}
