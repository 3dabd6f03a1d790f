using System.Numerics;
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
    /// <param name="threads">Threads to use; 0 for one a processor. The result does not depend on it.</param>
    /// <returns>Season, trend and remainder, which add up to the values, and the robustness weights.</returns>
    /// <exception cref="ArgumentException">A value is missing or not finite, or the series spans two periods or less.</exception>
    public static StlResult Decompose(ReadOnlySpan<double> values, StlSettings settings, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Check(values.Length);
        Checks.Finite(values, nameof(values));
        var n = values.Length;
        var work = new Work(n, settings, Checks.Threads(threads));
        for (var pass = 0; ; pass++)
        {
            work.InnerLoop(values);
            if (pass >= settings.OuterIterations) break;
            work.Reweight(values);
        }
        if (settings.Periodic) AverageByCycle(work.Season, settings.Period);
        var remainder = new double[n];
        Subtract(values, work.Season, remainder);
        Subtract(remainder, work.Trend, remainder);
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

    private static void Subtract(ReadOnlySpan<double> from, ReadOnlySpan<double> what, Span<double> difference)
    {
        var at = 0;
        for (; at <= from.Length - Vector<double>.Count; at += Vector<double>.Count) (new Vector<double>(from[at..]) - new Vector<double>(what[at..])).CopyTo(difference[at..]);
        for (; at < from.Length; at++) difference[at] = from[at] - what[at];
    }

    private sealed class Work
    {
        private const int PhasesAtOnce = 8; // as many values as are fetched from memory together

        private readonly int _length;
        private readonly StlSettings _settings;
        private readonly Loess _seasonal;
        private readonly Loess _trend;
        private readonly Loess _lowPass;
        private readonly double[] _cycles;
        private readonly double[] _a;
        private readonly double[] _b;
        private readonly int _threads;
        private bool _robust;

        public Work(int n, StlSettings settings, int threads)
        {
            (_length, _settings, _threads) = (n, settings, threads);
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

        public void InnerLoop(ReadOnlySpan<double> values)
        {
            int n = _length, period = _settings.Period;
            var weights = _robust ? Weights : [];
            for (var pass = 0; pass < _settings.InnerIterations; pass++)
            {
                Subtract(values, Trend, _a);
                SmoothCycles(weights);
                MovingAverage(_cycles.AsSpan(0, n + 2 * period), period, _a);
                MovingAverage(_a.AsSpan(0, n + period + 1), period, _b);
                MovingAverage(_b.AsSpan(0, n + 2), 3, _a);
                _lowPass.Smooth(_a.AsMemory(0, n), default, _b.AsMemory(0, n), _threads);
                Subtract(_cycles.AsSpan(period, n), _b, Season);
                Subtract(values, Season, _a);
                _trend.Smooth(_a.AsMemory(0, n), weights, Trend, _threads);
            }
        }

        // Each calendar position on its own, with one value beyond either end.
        private void SmoothCycles(double[] weights)
        {
            var blocks = (_settings.Period + PhasesAtOnce - 1) / PhasesAtOnce;
            var longest = (_length - 1) / _settings.Period + 1;
            Workers.Run(blocks, _threads, () => new Cycles(longest, PhasesAtOnce, weights.Length > 0), (block, cycles) =>
            {
                var from = block * PhasesAtOnce;
                var count = Math.Min(PhasesAtOnce, _settings.Period - from);
                cycles.Take(_a.AsSpan(0, _length), weights, _settings.Period, from, count);
                cycles.Smooth(_seasonal, _settings.SeasonalWindow, count);
                cycles.Give(_cycles, _settings.Period, from, count);
            });
        }

        // Bisquare weights from the remainders.
        public void Reweight(ReadOnlySpan<double> values)
        {
            var n = _length;
            for (var i = 0; i < n; i++) _a[i] = _b[i] = Math.Abs(values[i] - Trend[i] - Season[i]);
            var six = 3 * Selection.MiddleTwo(_b.AsSpan(0, n));
            for (var i = 0; i < n; i++)
            {
                var r = _a[i];
                var u = r / six;
                Weights[i] = r <= 0.001 * six ? 1 : r <= 0.999 * six ? (1 - u * u) * (1 - u * u) : 0;
            }
            _robust = true;
        }

        private static void MovingAverage(ReadOnlySpan<double> x, int length, Span<double> averages)
        {
            double sum = 0;
            foreach (var value in x[..length]) sum += value;
            averages[0] = sum / length;
            ReadOnlySpan<double> leaving = x[..^length], entering = x[length..];
            var after = averages[1..];
            for (var i = 0; i < entering.Length; i++)
            {
                sum += entering[i] - leaving[i];
                after[i] = sum / length;
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
