using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>Splits a series into season, trend and remainder by repeated local regression (STL).</summary>
/// <remarks>Cleveland, Cleveland, McRae and Terpenning (1990), Journal of Official Statistics 6(1), 3-73, with linear interpolation between every
/// jump-th fitted point as there. O(n) for fixed windows and jumps: about (window / jump) steps for each value and smoothing.</remarks>
public static class SeasonalTrend
{
    /// <summary>Decomposes a series.</summary>
    /// <param name="values">The series, finite, longer than two periods.</param>
    /// <param name="settings">Windows, degrees and jumps; see <see cref="StlSettings.For"/> for the usual choices.</param>
    /// <returns>Season, trend and remainder, which add up to the values, and the robustness weights.</returns>
    /// <exception cref="ArgumentException">A value is missing or not finite, or the series spans two periods or less.</exception>
    public static StlResult Decompose(ReadOnlySpan<double> values, StlSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check(values.Length);
        Checks.Finite(values, nameof(values));
        var n = values.Length;
        var work = new Work(values.ToArray(), settings);
        for (var pass = 0; ; pass++)
        {
            work.InnerLoop();
            if (pass >= settings.OuterIterations) break;
            work.Reweight();
        }
        if (settings.Periodic) AverageByCycle(work.Season, settings.Period);
        var remainder = new double[n];
        for (var i = 0; i < n; i++) remainder[i] = values[i] - work.Season[i] - work.Trend[i];
        return new(work.Season, work.Trend, remainder, work.Weights);
    }

    private static void AverageByCycle(double[] season, int period)
    {
        for (var phase = 0; phase < period; phase++)
        {
            double sum = 0;
            var count = 0;
            for (var i = phase; i < season.Length; i += period, count++) sum += season[i];
            for (var i = phase; i < season.Length; i += period) season[i] = sum / count;
        }
    }

    private sealed class Work
    {
        private readonly double[] _values;
        private readonly StlSettings _settings;
        private readonly Loess _seasonal;
        private readonly Loess _trend;
        private readonly Loess _lowPass;
        private readonly double[] _cycles;
        private readonly double[] _a;
        private readonly double[] _b;
        private bool _robust;

        public Work(double[] values, StlSettings settings)
        {
            (_values, _settings) = (values, settings);
            var n = values.Length;
            Season = new double[n];
            Trend = new double[n];
            Weights = new double[n];
            Array.Fill(Weights, 1);
            _seasonal = new(settings.SeasonalWindow, settings.SeasonalDegree, settings.SeasonalJump);
            _trend = new(settings.TrendWindow, settings.TrendDegree, settings.TrendJump);
            _lowPass = new(settings.LowPassWindow, settings.LowPassDegree, settings.LowPassJump);
            _cycles = new double[n + 2 * settings.Period];
            _a = new double[n + 2 * settings.Period];
            _b = new double[n + 2 * settings.Period];
        }

        public double[] Season { get; }

        public double[] Trend { get; }

        public double[] Weights { get; }

        public void InnerLoop()
        {
            int n = _values.Length, period = _settings.Period;
            var weights = _robust ? Weights : [];
            for (var pass = 0; pass < _settings.InnerIterations; pass++)
            {
                for (var i = 0; i < n; i++) _a[i] = _values[i] - Trend[i];
                SmoothCycles(weights);
                MovingAverage(_cycles, n + 2 * period, period, _a);
                MovingAverage(_a, n + period + 1, period, _b);
                MovingAverage(_b, n + 2, 3, _a);
                _lowPass.Smooth(_a.AsSpan(0, n), [], _b.AsSpan(0, n));
                for (var i = 0; i < n; i++)
                {
                    Season[i] = _cycles[period + i] - _b[i];
                    _a[i] = _values[i] - Season[i];
                }
                _trend.Smooth(_a.AsSpan(0, n), weights, Trend);
            }
        }

        // Each calendar position on its own, with one value beyond either end.
        private void SmoothCycles(double[] weights)
        {
            int n = _values.Length, period = _settings.Period;
            var longest = (n - 1) / period + 1;
            double[] y = new double[longest], w = weights.Length == 0 ? [] : new double[longest], fitted = new double[longest + 2];
            for (var phase = 0; phase < period; phase++)
            {
                var k = (n - phase - 1) / period + 1;
                for (var i = 0; i < k; i++)
                {
                    y[i] = _a[i * period + phase];
                    if (w.Length > 0) w[i] = weights[i * period + phase];
                }
                ReadOnlySpan<double> ys = y.AsSpan(0, k), ws = w.Length > 0 ? w.AsSpan(0, k) : [];
                _seasonal.Smooth(ys, ws, fitted.AsSpan(1, k));
                var window = _settings.SeasonalWindow;
                fitted[0] = _seasonal.At(ys, ws, -1, 0, Math.Min(window, k) - 1, fitted[1]);
                fitted[k + 1] = _seasonal.At(ys, ws, k, Math.Max(0, k - window), k - 1, fitted[k]);
                for (var m = 0; m < k + 2; m++) _cycles[m * period + phase] = fitted[m];
            }
        }

        // Bisquare weights from the remainders.
        public void Reweight()
        {
            var n = _values.Length;
            for (var i = 0; i < n; i++) _a[i] = _b[i] = Math.Abs(_values[i] - Trend[i] - Season[i]);
            var six = 3 * Selection.MiddleTwo(_b.AsSpan(0, n));
            for (var i = 0; i < n; i++)
            {
                var r = _a[i];
                var u = r / six;
                Weights[i] = r <= 0.001 * six ? 1 : r <= 0.999 * six ? (1 - u * u) * (1 - u * u) : 0;
            }
            _robust = true;
        }

        private static void MovingAverage(double[] x, int n, int length, double[] averages)
        {
            double sum = 0;
            for (var i = 0; i < length; i++) sum += x[i];
            averages[0] = sum / length;
            for (int i = length, j = 1; i < n; i++, j++)
            {
                sum += x[i] - x[i - length];
                averages[j] = sum / length;
            }
        }
    }
}

/// <summary>A decomposition; each array has the length of the series and its unit.</summary>
/// <param name="Season">Seasonal part, roughly summing to 0 over a period.</param>
/// <param name="Trend">Level.</param>
/// <param name="Remainder">What is left.</param>
/// <param name="Weights">Robustness weights, 0 to 1; all 1 without outer iterations.</param>
public sealed record StlResult(double[] Season, double[] Trend, double[] Remainder, double[] Weights);
