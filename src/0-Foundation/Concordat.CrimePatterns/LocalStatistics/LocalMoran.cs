using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>Where an area and the mean of its neighbours stand against the means of all: the four corners of the Moran scatter plot.</summary>
public enum MoranQuadrant
{
    /// <summary>Few in the area, few around it.</summary>
    LowLow,

    /// <summary>Many in the area, few around it.</summary>
    HighLow,

    /// <summary>Few in the area, many around it.</summary>
    LowHigh,

    /// <summary>Many in the area, many around it.</summary>
    HighHigh,
}

/// <summary>Local Moran's I of n areas.</summary>
/// <param name="I">The statistic, dimensionless; above 0, the area resembles its neighbours. NaN without neighbours or when all values are equal.</param>
/// <param name="Expected">Its mean over the arrangements of the other values.</param>
/// <param name="Variance">Its variance over them.</param>
/// <param name="Z">(I - Expected) / square root of Variance; NaN where the variance is 0.</param>
/// <param name="Quadrant">High where above the mean of the values (for neighbours: of the neighbours' means), low otherwise.</param>
public sealed record LocalMoranResult(double[] I, double[] Expected, double[] Variance, double[] Z, MoranQuadrant[] Quadrant);

/// <summary>Local Moran's I: areas like their neighbours (clusters) and unlike them (outliers).</summary>
public static class LocalMoran
{
    private const int AreasAtOnce = 16_384;

    /// <summary>Local Moran's I with row-standardised weights.</summary>
    /// <param name="values">One value per area, finite; n at least 3.</param>
    /// <param name="neighbours">Row i lists the neighbours of area i by index from 0, each once, without i. n rows.</param>
    /// <param name="threads">Threads to use; 0 for one a processor. The result does not depend on it.</param>
    /// <returns>I_i = z_i * (mean of z over neighbours) / m2, with z the deviation from the mean and m2 = sum of z squared / n, and its moments
    /// given x_i: null hypothesis, the other values are a random arrangement. Two-sided when read from |Z|.</returns>
    /// <remarks>GeoDa and esda divide by n - 1 instead: multiply I by (n - 1) / n to compare. O(n + links).
    /// Source: Anselin (1995), Geographical Analysis 27(2), 93-115; moments of Sokal, Oden and Thomson (1998), Geographical Analysis 30(4), 331-354.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, n is below 3, a value is not finite, or a list is wrong.</exception>
    public static LocalMoranResult Compute(ReadOnlySpan<double> values, int[][] neighbours, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(neighbours);
        var used = Checks.Threads(threads);
        var n = values.Length;
        if (n < 3) throw new ArgumentException($"values has {n} areas and Local Moran's I needs at least 3. Widen the study area.", nameof(values));
        var (z, m2) = Moran.Deviations(values);
        var lag = new double[n];
        Links.Check(values, neighbours, used, (from, to) => Lags(z, neighbours, lag, from, to));
        var meanLag = lag.Sum() / n; // in one order, whatever the threads did
        // An area's deviation and lag stand where its results will.
        var result = new LocalMoranResult(lag, z, new double[n], new double[n], new MoranQuadrant[n]);
        Workers.Ranges(n, AreasAtOnce, used, (from, to) =>
        {
            for (var i = from; i < to; i++)
            {
                result.Quadrant[i] = (MoranQuadrant)((z[i] > 0 ? 1 : 0) + (lag[i] > meanLag ? 2 : 0));
                Area(i, z[i], lag[i], neighbours[i].Length, m2, result);
            }
        });
        return result;
    }

    private static void Area(int i, double z, double lag, int links, double m2, LocalMoranResult result)
    {
        var n = result.I.Length;
        if (links == 0 || m2 == 0)
        {
            result.I[i] = result.Expected[i] = result.Variance[i] = result.Z[i] = double.NaN;
            return;
        }
        var score = z / m2;
        result.I[i] = score * lag;
        result.Expected[i] = -z * score / (n - 1);
        result.Variance[i] = score * score * n / (n - 2) * ((1.0 / links) - (1.0 / (n - 1))) * (m2 - (z * z / (n - 1)));
        result.Z[i] = result.Variance[i] > 0 ? (result.I[i] - result.Expected[i]) / Math.Sqrt(result.Variance[i]) : double.NaN;
    }

    private static void Lags(double[] z, int[][] neighbours, double[] lag, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var sum = 0.0;
            foreach (var j in neighbours[i]) sum += z[j];
            lag[i] = neighbours[i].Length > 0 ? sum / neighbours[i].Length : 0;
        }
    }
}
