using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Regression of a series on other series with seasonal ARIMA errors, by exact maximum likelihood.</summary>
/// <remarks>The question in a partnership: how much did the level change with a law or a scheme (a regressor of 0 and 1), given that neighbouring months and the
/// same month of other years are alike? Errors are taken as normal with constant variance: take logarithms of counts that vary with their level, and
/// do not use it for counts near 0. Differences are taken of series and regressors first, so that coefficients keep their meaning.
/// Sources: Box and Tiao (1975), JASA 70, 70-79; Harvey and Durbin (1986), J. R. Statist. Soc. A 149, 187-227; Harvey (1989), 3.4.</remarks>
public static class Arima
{
    /// <summary>Fits the model.</summary>
    /// <param name="values">The series; NaN where missing (only without differences).</param>
    /// <param name="regressors">Columns of the same length, finite; may be empty.</param>
    /// <param name="order">Orders.</param>
    /// <param name="includeMean">Whether to fit a mean; not done where the series is differenced.</param>
    /// <returns>The fit: autoregressive and moving-average coefficients, then the mean, then the regressors.</returns>
    /// <remarks>Regression coefficients and error variance are concentrated out; the others are sought from three starts within the stationary and invertible
    /// region. Standard errors come from the numerical second derivative of the log-likelihood: NaN where it is not negative definite (a coefficient at
    /// the edge of its region, or a redundant one). About 100 to 1,000 filter runs of O(n r^2), r = max(p + s P, q + s Q + 1). Coefficients agree
    /// with the exact maximum to about 1e-5.</remarks>
    /// <exception cref="ArgumentException">An order is out of range, lengths differ, regressors are collinear, or the series is too short or explained without error.</exception>
    public static ArimaFit Fit(double[] values, double[][] regressors, ArimaOrder order, bool includeMean = true)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(regressors);
        ArgumentNullException.ThrowIfNull(order);
        order.Check();
        var likelihood = new ArimaLikelihood(Columns(values, regressors, order, includeMean), order);
        double[] best = [];
        var least = double.PositiveInfinity;
        // Several hills are common with seasonal terms of both kinds.
        foreach (var start in order.Parameters == 0 ? [0.0] : new[] { 0.1, 0.5, -0.3 })
        {
            var (at, value) = Minimiser.Find(u => likelihood.Profile(order.FromUnbounded(u)), [.. Enumerable.Repeat(start, order.Parameters)]);
            if (value < least) (best, least) = (order.FromUnbounded(at), value);
        }
        return likelihood.Summarise(best);
    }

    private static double[][] Columns(double[] values, double[][] regressors, ArimaOrder order, bool includeMean)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (double.IsInfinity(values[i])) throw new ArgumentException($"Value {i + 1} is infinite. With logarithms, a count of 0 has none: add regressors or use another model.", nameof(values));
            if (double.IsNaN(values[i]) && order.Lost > 0)
                throw new ArgumentException($"Value {i + 1} is missing, and differences cannot be taken across it. Fill it in, or use d = 0 and D = 0 with a trend among the regressors.", nameof(values));
        }
        foreach (var column in regressors)
        {
            Checks.SameLength(values.Length, "the series", column.Length, "a regressor");
            Checks.Finite(column, "a regressor");
        }
        var mean = includeMean && order.Lost == 0 ? new[] { Enumerable.Repeat(1.0, values.Length).ToArray() } : [];
        double[][] columns = [values, .. mean, .. regressors];
        var differenced = Array.ConvertAll(columns, column => Differences(column, order));
        var known = differenced[0].Count(v => !double.IsNaN(v));
        var needed = order.Parameters + columns.Length + 1;
        if (known <= needed) throw new ArgumentException($"The series has {known} known values after differences and the model {needed} parameters; give a longer series or lower orders.", nameof(values));
        CheckSomethingLeft(values, differenced);
        return differenced;
    }

    // A series that the regressors explain to the last bit has errors of variance 0 and an infinite likelihood.
    private static void CheckSomethingLeft(double[] values, double[][] differenced)
    {
        const double Rounding = 1e-12;
        int[] known = [.. Enumerable.Range(0, differenced[0].Length).Where(t => !double.IsNaN(differenced[0][t]))];
        double[] left = [.. known.Select(t => differenced[0][t])];
        var regressors = differenced.Length - 1;
        if (regressors > 0)
        {
            double[] design = [.. known.SelectMany(t => differenced.Skip(1).Select(column => column[t]))];
            var fit = LeastSquares.Solve(design, regressors, left).Coefficients;
            for (var i = 0; i < left.Length; i++)
            {
                for (var j = 0; j < regressors; j++) left[i] -= design[i * regressors + j] * fit[j];
            }
        }
        if (left.Max(Math.Abs) <= Rounding * values.Where(v => !double.IsNaN(v)).Max(Math.Abs))
            throw new ArgumentException("The series has nothing left for chance once differences, mean and regressors are taken out: they explain every value. Check that the column is the right one, or take fewer differences.", nameof(values));
    }

    private static double[] Differences(double[] column, ArimaOrder order)
    {
        for (var i = 0; i < order.SeasonalDifference; i++) column = Difference(column, order.Period);
        for (var i = 0; i < order.Difference; i++) column = Difference(column, 1);
        return column;
    }

    private static double[] Difference(double[] column, int lag)
        => [.. Enumerable.Range(0, Math.Max(0, column.Length - lag)).Select(i => column[i + lag] - column[i])];
}

/// <summary>A fitted ARIMA model; coefficients in the order ar, ma, sar, sma, mean, regressors.</summary>
/// <param name="ArmaNames">Names of the first coefficients: ar1, ma1, sar1, sma1 and so on.</param>
/// <param name="Coefficients">Estimates.</param>
/// <param name="StandardErrors">Standard errors; NaN where the information is not positive definite.</param>
/// <param name="Variance">Variance of the errors, in squared units of the series.</param>
/// <param name="LogLikelihood">Natural logarithm of the likelihood.</param>
/// <param name="Aic">-2 log-likelihood + 2 (coefficients + 1).</param>
/// <param name="Used">Values the likelihood rests on.</param>
/// <param name="Residuals">Standardised innovations, one for each value used.</param>
public sealed record ArimaFit(IReadOnlyList<string> ArmaNames, double[] Coefficients, double[] StandardErrors, double Variance, double LogLikelihood,
    double Aic, int Used, double[] Residuals);
