using Concordat.CrimePatterns.Grids;

namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>Getis-Ord Gi*: where high counts lie next to high counts (hot spots) and low next to low (cold spots).</summary>
/// <remarks>Null hypothesis: the counts are a random arrangement over the areas. The z-scores are not corrected for testing n areas at
/// once: see <see cref="FalseDiscovery"/>. NaN where undefined: all counts equal, or an area that adjoins every other.
/// Source: Ord and Getis (1995), Geographical Analysis 27(4), 286-306.</remarks>
public static class GetisOrd
{
    /// <summary>Gi* for areas with lists of neighbours; binary weights that include the area itself.</summary>
    /// <param name="counts">Events per area, finite, dimensionless. Length n, at least 2.</param>
    /// <param name="neighbours">Row i lists the neighbours of area i by index from 0, each once, without i. n rows.</param>
    /// <param name="zScores">Receives n z-scores, dimensionless; above 0, more events nearby than the mean area has.</param>
    /// <remarks>O(n + links).</remarks>
    /// <exception cref="ArgumentException">Lengths differ, n is below 2, a count is not finite, or a list names no area or the area itself.</exception>
    public static void GiStar(ReadOnlySpan<double> counts, int[][] neighbours, Span<double> zScores)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        Links.Check(counts, neighbours);
        Checks.SameLength(counts.Length, nameof(counts), zScores.Length, nameof(zScores));
        var n = counts.Length;
        var (mean, deviation) = MeanAndDeviation(counts, default);
        for (var i = 0; i < n; i++)
        {
            var sum = counts[i];
            foreach (var j in neighbours[i]) sum += counts[j];
            zScores[i] = Score(sum, neighbours[i].Length + 1, n, mean, deviation);
        }
    }

    /// <summary>Gi* for the study cells of a square grid; the neighbours of a cell are the study cells whose centres lie within a distance.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="counts">Events per cell in cell order, finite in study cells; other cells are not read.</param>
    /// <param name="study">True for the cells of the study area, in cell order; at least 2. Empty means all cells.</param>
    /// <param name="neighbourhood">Greatest distance between the centres of neighbours, 0 or more, in the grid's unit. A centre exactly at
    /// the distance is a neighbour.</param>
    /// <param name="zScores">Receives a z-score per cell; NaN outside the study area.</param>
    /// <remarks>O(cells * neighbourhood / cell size): rows of the neighbourhood are summed as differences of running totals, exact for whole counts.</remarks>
    /// <exception cref="ArgumentException">Lengths differ from the grid, fewer than 2 study cells, a count is not finite, or the distance is negative.</exception>
    public static void GiStar(SquareGrid grid, ReadOnlySpan<double> counts, ReadOnlySpan<bool> study, double neighbourhood, Span<double> zScores)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Checks.SameLength(grid.CellCount, nameof(grid), counts.Length, nameof(counts));
        Checks.SameLength(grid.CellCount, nameof(grid), zScores.Length, nameof(zScores));
        if (!study.IsEmpty) Checks.SameLength(grid.CellCount, nameof(grid), study.Length, nameof(study));
        Checks.NotNegative(neighbourhood, nameof(neighbourhood), "Give the greatest distance between the centres of neighbouring cells.");
        var n = StudyCells(counts, study);
        var (mean, deviation) = MeanAndDeviation(counts, study);
        var (sums, weights) = RunningTotals(grid, counts, study);
        var halfWidths = HalfWidths(neighbourhood / grid.CellSize, grid);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var cell = (row * grid.Columns) + column;
                if (!study.IsEmpty && !study[cell]) { zScores[cell] = double.NaN; continue; }
                var (sum, weight) = Neighbourhood(grid, sums, weights, halfWidths, row, column);
                zScores[cell] = Score(sum, weight, n, mean, deviation);
            }
        }
    }

    private static double Score(double sum, double weight, int n, double mean, double deviation)
    {
        var spread = deviation * Math.Sqrt(weight * (n - weight) / (n - 1)); // binary weights: sum of w = sum of w squared
        return spread > 0 ? (sum - (mean * weight)) / spread : double.NaN;
    }

    private static (double Sum, int Weight) Neighbourhood(SquareGrid grid, double[] sums, int[] weights, int[] halfWidths, int row, int column)
    {
        var (sum, weight) = (0.0, 0);
        var reach = halfWidths.Length - 1;
        for (var r = Math.Max(0, row - reach); r <= Math.Min(grid.Rows - 1, row + reach); r++)
        {
            var half = halfWidths[Math.Abs(r - row)];
            var start = r * (grid.Columns + 1);
            var (from, to) = (start + Math.Max(0, column - half), start + Math.Min(grid.Columns, column + half + 1));
            sum += sums[to] - sums[from];
            weight += weights[to] - weights[from];
        }
        return (sum, weight);
    }

    // Entry k of a row holds the total of its first k cells.
    private static (double[] Sums, int[] Weights) RunningTotals(SquareGrid grid, ReadOnlySpan<double> counts, ReadOnlySpan<bool> study)
    {
        var stride = grid.Columns + 1;
        var sums = new double[grid.Rows * stride];
        var weights = new int[grid.Rows * stride];
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var cell = (row * grid.Columns) + column;
                var inside = study.IsEmpty || study[cell];
                var at = (row * stride) + column;
                sums[at + 1] = sums[at] + (inside ? counts[cell] : 0);
                weights[at + 1] = weights[at] + (inside ? 1 : 0);
            }
        }
        return (sums, weights);
    }

    /// <summary>For each step north or south, how many cells east or west are still within the distance.</summary>
    internal static int[] HalfWidths(double cells, SquareGrid grid)
    {
        var square = cells * cells * (1 + 1e-12); // a centre exactly at the distance counts in spite of rounding
        var reach = (int)Math.Min(Math.Sqrt(square), grid.Rows);
        var widths = new int[reach + 1];
        for (var step = 0; step <= reach; step++)
            widths[step] = (int)Math.Min(Math.Sqrt(square - ((double)step * step)), grid.Columns);
        return widths;
    }

    private static int StudyCells(ReadOnlySpan<double> counts, ReadOnlySpan<bool> study)
    {
        var n = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            if (!study.IsEmpty && !study[i]) continue;
            n++;
            if (!double.IsFinite(counts[i]))
                throw new ArgumentException($"counts[{i}] is {Checks.Text(counts[i])}. Take the cell out of the study area, or give a finite count.", nameof(counts));
        }
        if (n < 2) throw new ArgumentException($"The study area has {n} cells and needs at least 2. Widen the area or use smaller cells.", nameof(study));
        return n;
    }

    // The deviation is exactly 0 when all counts are equal.
    private static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> counts, ReadOnlySpan<bool> study)
    {
        var (n, sum, first, equal) = (0, 0.0, double.NaN, true);
        for (var i = 0; i < counts.Length; i++)
        {
            if (!study.IsEmpty && !study[i]) continue;
            if (n++ == 0) first = counts[i];
            equal &= counts[i] == first;
            sum += counts[i];
        }
        if (equal) return (first, 0);
        var (mean, squares) = (sum / n, 0.0);
        for (var i = 0; i < counts.Length; i++)
        {
            if (!study.IsEmpty && !study[i]) continue;
            squares += (counts[i] - mean) * (counts[i] - mean);
        }
        return (mean, Math.Sqrt(squares / n));
    }
}
