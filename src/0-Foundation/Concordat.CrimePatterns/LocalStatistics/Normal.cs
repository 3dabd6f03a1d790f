namespace Concordat.CrimePatterns.LocalStatistics;

/// <summary>Tail probabilities of the standard normal distribution, accurate in the far tails.</summary>
/// <remarks>Within 1e-14 relative for |z| up to 37, below which doubles end. Source of the rational approximations:
/// W. J. Cody (1969), Mathematics of Computation 23, 631-637.</remarks>
public static class Normal
{
    /// <summary>Probability of a value of z or more.</summary>
    /// <param name="z">Any number; NaN gives NaN.</param>
    public static double UpperTail(double z) => 0.5 * ComplementaryError(z / Math.Sqrt(2));

    /// <summary>Probability of a value of z or less.</summary>
    /// <param name="z">Any number; NaN gives NaN.</param>
    public static double LowerTail(double z) => UpperTail(-z);

    /// <summary>Probability of a value at least as far from 0 as z, on either side.</summary>
    /// <param name="z">Any number; NaN gives NaN.</param>
    public static double TwoSided(double z) => ComplementaryError(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>erfc(x) = 1 - erf(x), without loss of digits for large x.</summary>
    /// <param name="x">Any number; NaN gives NaN.</param>
    public static double ComplementaryError(double x)
    {
        var size = Math.Abs(x);
        if (double.IsNaN(x)) return double.NaN;
        if (size <= 0.46875) return 1 - (x * Central(size * size));
        var tail = size > 27 ? 0 : ScaledTail(size) * ExpOfMinusSquare(size);
        return x > 0 ? tail : 2 - tail;
    }

    private static double Central(double square)
    {
        var top = 1.85777706184603153e-1 * square;
        var bottom = square;
        for (var i = 0; i < 3; i++) (top, bottom) = ((top + A[i]) * square, (bottom + B[i]) * square);
        return (top + A[3]) / (bottom + B[3]);
    }

    private static double ScaledTail(double x)
    {
        double top, bottom;
        if (x <= 4)
        {
            (top, bottom) = (2.15311535474403846e-8 * x, x);
            for (var i = 0; i < 7; i++) (top, bottom) = ((top + C[i]) * x, (bottom + D[i]) * x);
            return (top + C[7]) / (bottom + D[7]);
        }
        var inverse = 1 / (x * x);
        (top, bottom) = (1.63153871373020978e-2 * inverse, inverse);
        for (var i = 0; i < 4; i++) (top, bottom) = ((top + P[i]) * inverse, (bottom + Q[i]) * inverse);
        return (InverseRootPi - (inverse * (top + P[4]) / (bottom + Q[4]))) / x;
    }

    // exp(-x^2) with x split at sixteenths, so that the rounding of x^2 does not grow in the exponent.
    private static double ExpOfMinusSquare(double x)
    {
        var coarse = Math.Truncate(x * 16) / 16;
        return Math.Exp(-coarse * coarse) * Math.Exp(-(x - coarse) * (x + coarse));
    }

    private const double InverseRootPi = 0.56418958354775628695;
    private static readonly double[] A = [3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2, 3.20937758913846947e3];
    private static readonly double[] B = [2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3, 2.84423683343917062e3];
    private static readonly double[] C = [5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1, 2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3, 1.23033935479799725e3];
    private static readonly double[] D = [1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2, 1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3, 3.43936767414372164e3, 1.23033935480374942e3];
    private static readonly double[] P = [3.05326634961232344e-1, 3.60344899949804439e-1, 1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4];
    private static readonly double[] Q = [2.56852019228982242, 1.87295284992346725, 5.27905102951428412e-1, 6.05183413124413191e-2, 2.33520497626869185e-3];
}
