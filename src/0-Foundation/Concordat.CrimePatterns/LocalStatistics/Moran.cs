using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>A global statistic of spatial association with its moments under the null hypothesis.</summary>
/// <param name="Value">The statistic, dimensionless. NaN when all values are equal.</param>
/// <param name="Expected">Its mean when the values are in random arrangement.</param>
/// <param name="VarianceNormal">Its variance when the values are draws from one normal distribution.</param>
/// <param name="VarianceRandom">Its variance over random arrangements of the values as they are.</param>
public sealed record GlobalAssociation(double Value, double Expected, double VarianceNormal, double VarianceRandom)
{
    /// <summary>(Value - Expected) / square root of VarianceRandom.</summary>
    public double Z => (Value - Expected) / Math.Sqrt(VarianceRandom);
}

/// <summary>Moran's I and Geary's C: whether, over the whole map, neighbouring areas have similar values.</summary>
/// <remarks>Row-standardised weights. Areas without neighbours take part in the mean and variance of the values but not in n and the weights,
/// as in R's spdep. Source: Cliff and Ord (1981), Spatial Processes, pp. 17-21.</remarks>
public static class Moran
{
    /// <summary>Moran's I; above its expectation -1/(n-1), neighbours are alike.</summary>
    /// <param name="values">One value per area, finite; at least 4 of them with neighbours.</param>
    /// <param name="neighbours">Row i lists the neighbours of area i by index from 0, each once, without i.</param>
    /// <remarks>O(n + links log links).</remarks>
    /// <exception cref="ArgumentException">Lengths differ, too few areas, a value is not finite, or a list is wrong.</exception>
    public static GlobalAssociation I(ReadOnlySpan<double> values, int[][] neighbours)
    {
        var sums = WeightSums.Of(values, neighbours);
        var (z, m2) = Deviations(values);
        var (n, s0, s1, s2) = (sums.Areas, sums.S0, sums.S1, sums.S2);
        var (squares, kurtosis) = (m2 * z.Length, Kurtosis(z, m2, n));
        var value = n / s0 * Products(z, neighbours) / squares;
        var expected = -1 / (n - 1);
        var normal = (((n * n * s1) - (n * s2) + (3 * s0 * s0)) / (((n * n) - 1) * s0 * s0)) - (expected * expected);
        var random = (((n * ((((n * n) - (3 * n) + 3) * s1) - (n * s2) + (3 * s0 * s0)))
            - (kurtosis * ((((n * n) - n) * s1) - (2 * n * s2) + (6 * s0 * s0)))) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0)) - (expected * expected);
        return new GlobalAssociation(value, expected, normal, random);
    }

    /// <summary>Geary's C; below its expectation 1, neighbours are alike.</summary>
    /// <param name="values">One value per area, finite; at least 4 of them with neighbours.</param>
    /// <param name="neighbours">Row i lists the neighbours of area i by index from 0, each once, without i.</param>
    /// <remarks>O(n + links log links).</remarks>
    /// <exception cref="ArgumentException">Lengths differ, too few areas, a value is not finite, or a list is wrong.</exception>
    public static GlobalAssociation GearyC(ReadOnlySpan<double> values, int[][] neighbours)
    {
        var sums = WeightSums.Of(values, neighbours);
        var (z, m2) = Deviations(values);
        var (n, s0, s1, s2) = (sums.Areas, sums.S0, sums.S1, sums.S2);
        var k = Kurtosis(z, m2, n);
        var value = (n - 1) / (2 * s0) * SquaredDifferences(z, neighbours) / (m2 * z.Length);
        var normal = ((((2 * s1) + s2) * (n - 1)) - (4 * s0 * s0)) / (2 * (n + 1) * s0 * s0);
        var random = (((n - 1) * s1 * ((n * n) - (3 * n) + 3 - ((n - 1) * k)))
            - ((n - 1) * s2 * ((n * n) + (3 * n) - 6 - (((n * n) - n + 2) * k)) / 4)
            + (s0 * s0 * ((n * n) - 3 - ((n - 1) * (n - 1) * k)))) / (n * (n - 2) * (n - 3) * s0 * s0);
        return new GlobalAssociation(value, 1, normal, random);
    }

    /// <summary>Chance of so high and so low a Moran's I when the values are rearranged over the areas.</summary>
    /// <param name="values">One value per area, finite.</param>
    /// <param name="neighbours">Row i lists the neighbours of area i by index from 0, each once, without i.</param>
    /// <param name="permutations">Number of rearrangements B, at least 1.</param>
    /// <param name="seed">Seed; the same seed gives the same answer on any number of threads.</param>
    /// <param name="threads">Threads to use; 0 for one a processor.</param>
    /// <returns>(1 + rearrangements with I at least as high) / (B + 1), and as low.</returns>
    /// <remarks>O(B * (n + links)).</remarks>
    /// <exception cref="ArgumentException">As for <see cref="I"/>, or permutations is below 1.</exception>
    public static (double High, double Low) Permute(ReadOnlySpan<double> values, int[][] neighbours, int permutations, long seed, int threads = 0)
    {
        _ = WeightSums.Of(values, neighbours);
        Checks.Between(permutations, 1, int.MaxValue, nameof(permutations), "999 is usual.");
        var (z, m2) = Deviations(values);
        if (m2 == 0) return (double.NaN, double.NaN);
        var observed = Products(z, neighbours);
        var tie = 1e-12 * m2 * z.Length;
        var (high, low) = (0, 0);
        Workers.Run(permutations, Checks.Threads(threads), () => new double[z.Length], (b, order) =>
        {
            z.CopyTo(order, 0);
            new RandomStream(seed, b).Shuffle<double>(order);
            var simulated = Products(order, neighbours);
            if (simulated >= observed - tie) Interlocked.Increment(ref high);
            if (simulated <= observed + tie) Interlocked.Increment(ref low);
        });
        return ((high + 1.0) / (permutations + 1), (low + 1.0) / (permutations + 1));
    }

    /// <summary>Deviations from the mean and the mean of their squares, exactly 0 when all values are equal.</summary>
    internal static (double[] Z, double M2) Deviations(ReadOnlySpan<double> values)
    {
        var z = new double[values.Length];
        if (!values.ContainsAnyExcept(values[0])) return (z, 0);
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in values) mean += value;
        mean /= values.Length;
        for (var i = 0; i < z.Length; i++)
        {
            z[i] = values[i] - mean;
            squares += z[i] * z[i];
        }
        return (z, squares / values.Length);
    }

    private static double Kurtosis(double[] z, double m2, double areas)
    {
        var fourth = 0.0;
        foreach (var d in z) fourth += d * d * d * d;
        var squares = m2 * z.Length;
        return areas * fourth / (squares * squares);
    }

    private static double Products(double[] z, int[][] neighbours)
    {
        var total = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            if (neighbours[i].Length == 0) continue;
            var lag = 0.0;
            foreach (var j in neighbours[i]) lag += z[j];
            total += z[i] * lag / neighbours[i].Length;
        }
        return total;
    }

    private static double SquaredDifferences(double[] z, int[][] neighbours)
    {
        var total = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            foreach (var j in neighbours[i]) total += (z[i] - z[j]) * (z[i] - z[j]) / neighbours[i].Length;
        }
        return total;
    }
}
