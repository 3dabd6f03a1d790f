namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>The Gumbel distribution of largest values, fitted by moments.</summary>
/// <remarks>Source: Abrams, Kulldorff and Kleinman (2010), International Journal of Health Geographics 9, 61.</remarks>
internal sealed class Gumbel
{
    private const double EulerGamma = 0.57721566490153286;
    private readonly double _location;
    private readonly double _scale;

    public Gumbel(double[] maxima)
    {
        var mean = maxima.Average();
        var variance = maxima.Sum(value => (value - mean) * (value - mean)) / (maxima.Length - 1);
        _scale = Math.Sqrt(6 * variance) / Math.PI;
        _location = mean - (EulerGamma * _scale);
    }

    /// <summary>Chance of a largest value of at least x.</summary>
    public double UpperTail(double x)
    {
        if (!(_scale > 0)) return double.NaN;
        var t = Math.Exp(-(x - _location) / _scale);
        return t < 1e-5 ? t * (1 - (t / 2)) : 1 - Math.Exp(-t);
    }
}
