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
        var work = new Work(values.Length, settings, Checks.Threads(threads));
        for (var pass = 0; ; pass++)
        {
            work.InnerLoop(values);
            if (pass >= settings.OuterIterations) break;
            work.Reweight(values);
        }
        if (settings.Periodic) AverageByCycle(work.Season, settings.Period);
        Subtract(values, work.Season, work.Remainder);
        Subtract(work.Remainder, work.Trend, work.Remainder);
        return new(work.Season, work.Trend, work.Remainder, work.Weights);
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
        private readonly int _threads;
        private bool _trended; // whether there is a trend yet

        public Work(int n, StlSettings settings, int threads)
        {
            (_length, _settings, _threads) = (n, settings, threads);
            (Season, Trend, Remainder) = (Unset(n), Unset(n), Unset(n));
            (_cycles, _a) = (Unset(n + 2 * settings.Period), Unset(n + 2 * settings.Period));
            _seasonal = new(settings.SeasonalWindow, settings.SeasonalDegree, settings.SeasonalJump);
            _trend = new(settings.TrendWindow, settings.TrendDegree, settings.TrendJump);
            _lowPass = new(settings.LowPassWindow, settings.LowPassDegree, settings.LowPassJump);
        }

        public double[] Season { get; }

        public double[] Trend { get; }

        /// <summary>Until the end, a place for what is in between.</summary>
        public double[] Remainder { get; }

        /// <summary>Empty while all are 1.</summary>
        public double[] Weights { get; private set; } = [];

        private static double[] Unset(int n) => GC.AllocateUninitializedArray<double>(n);

        public void InnerLoop(ReadOnlySpan<double> values)
        {
            int n = _length, period = _settings.Period;
            for (var pass = 0; pass < _settings.InnerIterations; pass++)
            {
                if (_trended) Subtract(values, Trend, _a);
                else values.CopyTo(_a);
                SmoothCycles(Weights);
                MovingAverage(_cycles, period, _a);
                MovingAverage(_a.AsSpan(0, n + period + 1), period, _a);
                MovingAverage(_a.AsSpan(0, n + 2), 3, _a);
                _lowPass.Smooth(_a.AsMemory(0, n), default, Remainder, _threads);
                Subtract(_cycles.AsSpan(period, n), Remainder, Season);
                Subtract(values, Season, _a);
                _trend.Smooth(_a.AsMemory(0, n), Weights, Trend, _threads);
                _trended = true;
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
            var apart = _a.AsSpan(0, n);
            if (Weights.Length == 0) Weights = new double[n];
            for (var i = 0; i < n; i++) apart[i] = Math.Abs(values[i] - Trend[i] - Season[i]);
            apart.CopyTo(Remainder);
            var six = 3 * Selection.MiddleTwo(Remainder);
            for (var i = 0; i < n; i++)
            {
                var r = apart[i];
                var u = r / six;
                Weights[i] = r <= 0.001 * six ? 1 : r <= 0.999 * six ? (1 - u * u) * (1 - u * u) : 0;
            }
        }

        // The averages may be put where the values are.
        private static void MovingAverage(ReadOnlySpan<double> x, int length, Span<double> averages)
        {
            double sum = 0;
            foreach (var value in x[..length]) sum += value;
            var leaving = x[0];
            averages[0] = sum / length;
            for (var i = length; i < x.Length; i++)
            {
                sum += x[i] - leaving;
                leaving = x[i - length + 1];
                averages[i - length + 1] = sum / length;
            }
        }
    }
}

/// <summary>A decomposition; each array has the length of the series and its unit.</summary>
/// <param name="Season">Seasonal part, roughly summing to 0 over a period.</param>
/// <param name="Trend">Level.</param>
/// <param name="Remainder">What is left.</param>
/// <param name="Weights">Robustness weights, 0 to 1; none without outer iterations, when each value counts fully.</param>
public sealed record StlResult(double[] Season, double[] Trend, double[] Remainder, double[] Weights);
