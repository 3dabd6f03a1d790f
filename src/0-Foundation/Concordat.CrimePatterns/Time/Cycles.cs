namespace Concordat.CrimePatterns.Time;

/// <summary>The values of a few calendar positions, each on its own: taken out of the series, smoothed, put back.</summary>
/// <param name="longest">Most values of a position.</param>
/// <param name="most">Most positions at once.</param>
/// <param name="weighted">Whether the values have weights.</param>
internal sealed class Cycles(int longest, int most, bool weighted)
{
    private readonly double[] _values = new double[most * longest];
    private readonly double[] _weights = new double[weighted ? most * longest : 0];
    private readonly double[] _fitted = new double[most * (longest + 2)];
    private readonly int[] _counts = new int[most];

    /// <summary>Takes the positions from one on out of the series.</summary>
    public void Take(ReadOnlySpan<double> series, ReadOnlySpan<double> weights, int period, int from, int count)
    {
        for (var phase = 0; phase < count; phase++) _counts[phase] = (series.Length - from - phase - 1) / period + 1;
        Spread(series[from..], period, count, _values);
        if (weighted) Spread(weights[from..], period, count, _weights);
    }

    /// <summary>Smooths each, with one value beyond either end.</summary>
    public void Smooth(Loess loess, int window, int count)
    {
        for (var phase = 0; phase < count; phase++)
        {
            var k = _counts[phase];
            var y = _values.AsMemory(phase * longest, k);
            var w = weighted ? _weights.AsMemory(phase * longest, k) : default;
            var fitted = _fitted.AsMemory(phase * (longest + 2), k + 2);
            loess.Smooth(y, w, fitted[1..^1]);
            fitted.Span[0] = loess.At(y.Span, w.Span, -1, 0, Math.Min(window, k) - 1, fitted.Span[1]);
            fitted.Span[^1] = loess.At(y.Span, w.Span, k, Math.Max(0, k - window), k - 1, fitted.Span[^2]);
        }
    }

    /// <summary>Puts the fits back, a period longer than the series at either end.</summary>
    public void Give(Span<double> series, int period, int from, int count)
    {
        for (var i = 0; i < longest + 2; i++)
        {
            for (var phase = 0; phase < count; phase++)
            {
                if (i < _counts[phase] + 2) series[(i * period) + from + phase] = _fitted[(phase * (longest + 2)) + i];
            }
        }
    }

    private void Spread(ReadOnlySpan<double> series, int period, int count, Span<double> into)
    {
        for (var (i, at) = (0, 0); at < series.Length; i++, at += period)
        {
            var row = series[at..Math.Min(series.Length, at + count)];
            for (var phase = 0; phase < row.Length; phase++) into[(phase * longest) + i] = row[phase];
        }
    }
}
