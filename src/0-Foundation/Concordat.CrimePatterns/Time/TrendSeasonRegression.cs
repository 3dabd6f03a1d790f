using System.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Weighted Poisson regression on a factor and one slope: ln mu = a[group] + b t. The normal equations are an arrow, so each step is O(n + groups).</summary>
/// <remarks>Iteratively reweighted least squares from mu = y + 0.1 until the deviance changes by less than 1e-8 of itself, at most 25 steps.
/// Variances and dispersion use the working weights of the last step, one behind the fitted means, as R's glm reports them.
/// Scratch space is kept between fits; one instance a thread.</remarks>
internal sealed class TrendSeasonRegression
{
    private const double LeastLinear = -690; // a mean of 1e-300

    private readonly double[] _a;
    private readonly double[] _weight; // sums over a group of w, w t, w z
    private readonly double[] _first;
    private readonly double[] _response;
    private double[] _linear = []; // linear predictor of each observation
    private double[] _logCounts = [];
    private double _spread; // sum w t^2 less what the groups explain

    public TrendSeasonRegression(int groups)
    {
        _a = new double[groups];
        _weight = new double[groups];
        _first = new double[groups];
        _response = new double[groups];
    }

    public bool Converged { get; private set; }

    public bool HasTrend { get; private set; }

    public double Slope { get; private set; }

    /// <summary>Pearson dispersion, weighted, not floored at 1.</summary>
    public double Dispersion { get; private set; }

    /// <summary>As dispersion, but of the working residuals (y - mu) / mu.</summary>
    public double WorkingDispersion { get; private set; }

    public int DegreesOfFreedom { get; private set; }

    public void Fit(ReadOnlySpan<double> y, ReadOnlySpan<double> t, ReadOnlySpan<int> group, ReadOnlySpan<double> prior, bool trend, Span<double> mu, Span<double> working)
    {
        HasTrend = trend;
        if (_linear.Length < y.Length) (_linear, _logCounts) = (new double[y.Length], new double[y.Length]);
        for (var i = 0; i < y.Length; i++)
        {
            mu[i] = y[i] + 0.1;
            _logCounts[i] = Math.Max(y[i], 1e-300); // none times its logarithm is none
        }
        TakeLogarithms(mu[..y.Length], _linear);
        TakeLogarithms(_logCounts.AsSpan(0, y.Length), _logCounts);
        var deviance = double.PositiveInfinity;
        Converged = false;
        for (var step = 0; step < 25 && !Converged; step++)
        {
            Step(y, t, group, prior, mu, working);
            var now = Deviance(y, prior, mu);
            Converged = Math.Abs(now - deviance) < 1e-8 * (Math.Abs(now) + 0.1);
            deviance = now;
        }
        Converged &= double.IsFinite(deviance);
        Summarise(y, prior, mu, working);
    }

    /// <summary>Linear predictor of a group at a time.</summary>
    public double Predict(int group, double t) => _a[group] + Slope * t;

    /// <summary>Variance of the linear predictor for dispersion 1.</summary>
    public double Variance(int group, double t)
    {
        var fromMean = t - _first[group] / _weight[group];
        return 1 / _weight[group] + (HasTrend ? fromMean * fromMean / _spread : 0);
    }

    public double SlopeVariance => 1 / _spread;

    private void Step(ReadOnlySpan<double> y, ReadOnlySpan<double> t, ReadOnlySpan<int> group, ReadOnlySpan<double> prior, Span<double> mu, Span<double> working)
    {
        double squares = 0, products = 0;
        Clear();
        for (var i = 0; i < y.Length;)
        {
            // Weeks of a group follow one another: their sums are kept at hand until it changes.
            var g = group[i];
            double weight = 0, first = 0, response = 0;
            for (; i < y.Length && group[i] == g; i++)
            {
                var w = working[i] = prior[i] * mu[i];
                var z = _linear[i] + (y[i] - mu[i]) / mu[i];
                weight += w;
                first += w * t[i];
                response += w * z;
                squares += w * t[i] * t[i];
                products += w * t[i] * z;
            }
            _weight[g] += weight;
            _first[g] += first;
            _response[g] += response;
        }
        if (HasTrend)
        {
            for (var g = 0; g < _a.Length; g++)
            {
                if (_weight[g] == 0) continue;
                squares -= _first[g] * _first[g] / _weight[g];
                products -= _first[g] * _response[g] / _weight[g];
            }
        }
        _spread = squares;
        Slope = HasTrend ? products / squares : 0;
        for (var g = 0; g < _a.Length; g++) _a[g] = _weight[g] == 0 ? double.NaN : (_response[g] - Slope * _first[g]) / _weight[g];
        for (var i = 0; i < y.Length; i++) _linear[i] = Math.Max(LeastLinear, _a[group[i]] + Slope * t[i]);
        TakeExponentials(_linear.AsSpan(0, y.Length), mu);
    }

    private static void TakeLogarithms(ReadOnlySpan<double> values, Span<double> results)
    {
        var whole = values.Length / Vector<double>.Count * Vector<double>.Count;
        for (var i = 0; i < whole; i += Vector<double>.Count) Vector.Log(new Vector<double>(values[i..])).CopyTo(results[i..]);
        for (var i = whole; i < values.Length; i++) results[i] = Math.Log(values[i]);
    }

    private static void TakeExponentials(ReadOnlySpan<double> values, Span<double> results)
    {
        var whole = values.Length / Vector<double>.Count * Vector<double>.Count;
        for (var i = 0; i < whole; i += Vector<double>.Count) Vector.Exp(new Vector<double>(values[i..])).CopyTo(results[i..]);
        for (var i = whole; i < values.Length; i++) results[i] = Math.Exp(values[i]);
    }

    private void Clear()
    {
        Array.Clear(_weight);
        Array.Clear(_first);
        Array.Clear(_response);
    }

    private void Summarise(ReadOnlySpan<double> y, ReadOnlySpan<double> prior, ReadOnlySpan<double> mu, ReadOnlySpan<double> working)
    {
        double pearson = 0, unscaled = 0;
        for (var i = 0; i < y.Length; i++)
        {
            var residual = (y[i] - mu[i]) / mu[i];
            pearson += working[i] * residual * residual;
            unscaled += prior[i] * residual * residual;
        }
        var used = HasTrend ? 1 : 0;
        foreach (var weight in _weight) used += weight > 0 ? 1 : 0;
        DegreesOfFreedom = y.Length - used;
        Dispersion = pearson / DegreesOfFreedom;
        WorkingDispersion = unscaled / DegreesOfFreedom;
    }

    private double Deviance(ReadOnlySpan<double> y, ReadOnlySpan<double> prior, ReadOnlySpan<double> mu)
    {
        double sum = 0;
        for (var i = 0; i < y.Length; i++)
            sum += prior[i] * (y[i] * (_logCounts[i] - _linear[i]) - (y[i] - mu[i]));
        return 2 * sum;
    }
}
