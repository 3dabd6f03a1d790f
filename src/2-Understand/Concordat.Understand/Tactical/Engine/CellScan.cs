using Concordat.CrimePatterns.LocalStatistics;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Tactical.Engine;

/// <summary>Getis-Ord Gi* of the records of a period over the study cells, with q-values over all of them.</summary>
/// <remarks>Binary weights including the cell itself; p one-sided from the upper tail of the normal distribution; q by Benjamini and Hochberg.</remarks>
internal sealed class CellScan
{
    public required double[] Counts { get; init; }
    public required double[] Z { get; init; }
    public required double[] Q { get; init; }
    public required bool[] StandsOut { get; init; }

    /// <summary>Rows of the records in each cell that has any.</summary>
    public required Dictionary<int, List<int>> Rows { get; init; }

    /// <summary>One theme in one month; null where there are too few records for a map.</summary>
    public static CellScan? Of(IncidentColumns incidents, StudyCells study, HotSpotSettings settings, int theme, Month month)
    {
        return Of(Placed(), study, settings);

        IEnumerable<(int Row, int Cell)> Placed()
        {
            for (var row = 0; row < incidents.Count; row++)
            {
                if (incidents.Theme[row] != theme || incidents.Month[row] != month.Number) continue;
                var cell = study.Grid.CellOf(incidents.Easting[row], incidents.Northing[row]);
                if (cell >= 0 && study.IsStudy[cell]) yield return (row, cell);
            }
        }
    }

    /// <summary>The same over any records, each with its study cell; null where they are too few for a map.</summary>
    public static CellScan? Of(IEnumerable<(int Row, int Cell)> records, StudyCells study, HotSpotSettings settings)
    {
        var counts = new double[study.Grid.CellCount];
        var rows = new Dictionary<int, List<int>>();
        var placed = 0;
        foreach (var (row, cell) in records)
        {
            counts[cell]++;
            placed++;
            if (!rows.TryGetValue(cell, out var inCell)) rows[cell] = inCell = [];
            inCell.Add(row);
        }
        return placed < settings.FewestForMap || study.Count < 2 ? null : Scan(counts, rows, study, settings);
    }

    static CellScan Scan(double[] counts, Dictionary<int, List<int>> rows, StudyCells study, HotSpotSettings settings)
    {
        var z = new double[counts.Length];
        GetisOrd.GiStar(study.Grid, counts, study.IsStudy, settings.NeighbourhoodMetres, z);
        var (p, q) = (new double[z.Length], new double[z.Length]);
        for (var cell = 0; cell < z.Length; cell++) p[cell] = Normal.UpperTail(z[cell]);
        FalseDiscovery.BenjaminiHochberg(p, q);
        var standsOut = new bool[z.Length];
        for (var cell = 0; cell < z.Length; cell++) standsOut[cell] = z[cell] > 0 && q[cell] <= settings.FalseDiscoveryRate;
        return new() { Counts = counts, Z = z, Q = q, StandsOut = standsOut, Rows = rows };
    }

    /// <summary>Cells that stand out and touch by an edge or a corner, group by group, in the order of their first cell.</summary>
    public IEnumerable<List<int>> Groups(StudyCells study) => study.Joined(StandsOut);
}
