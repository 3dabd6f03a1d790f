namespace Concordat.CrimePatterns.Numerics;

/// <summary>Distribution functions and quantiles used by the tests and intervals of this library.</summary>
/// <remarks>Probabilities come from <see cref="SpecialFunctions"/>; quantiles of continuous distributions are found by bisection to the
/// last few bits, quantiles of counts are the least count whose distribution function reaches the probability.</remarks>
public static class SpecialDistributions
{
    /// <summary>Standard normal distribution function.</summary>
    /// <param name="z">Any real.</param>
    /// <returns>P(Z at most z), accurate in both tails.</returns>
    public static double NormalCdf(double z) => 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2));

    /// <summary>Standard normal quantile.</summary>
    /// <param name="p">0 to 1.</param>
    /// <returns>z with P(Z at most z) = p; infinite at 0 and 1; NaN outside.</returns>
    /// <remarks>Wichura (1988), Algorithm AS 241, relative error about 1e-16.</remarks>
    public static double NormalQuantile(double p)
    {
        if (!(p >= 0) || !(p <= 1)) return double.NaN;
        if (p == 0) return double.NegativeInfinity;
        if (p == 1) return double.PositiveInfinity;
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var central = 0.180625 - q * q;
            return q * Ratio(central,
                [3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727],
                [1.0, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061, 28729.085735721942674, 5226.495278852545925]);
        }
        var r = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        var tail = r <= 5
            ? Ratio(r - 1.6,
                [1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4],
                [1.0, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9])
            : Ratio(r - 5,
                [6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
                [1.0, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15]);
        return q < 0 ? -tail : tail;
    }

    /// <summary>Two-sided p-value of Student's t: the chance of a value at least as far from 0.</summary>
    /// <param name="t">The statistic.</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    /// <returns>0 to 1; NaN when undefined.</returns>
    public static double StudentTwoSided(double t, double degreesOfFreedom)
        => double.IsInfinity(t) ? 0 : SpecialFunctions.Beta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / (degreesOfFreedom + t * t));

    /// <summary>Quantile of Student's t.</summary>
    /// <param name="p">Strictly between 0 and 1.</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    /// <returns>t with P(T at most t) = p.</returns>
    public static double StudentQuantile(double p, double degreesOfFreedom)
    {
        if (p == 0.5) return 0;
        var tail = 2 * Math.Min(p, 1 - p);
        var high = 1.0;
        while (StudentTwoSided(high, degreesOfFreedom) > tail) high *= 2;
        var t = Bisect(x => tail - StudentTwoSided(x, degreesOfFreedom), 0, high);
        return p < 0.5 ? -t : t;
    }

    /// <summary>Quantile of the gamma distribution with unit scale.</summary>
    /// <param name="p">0 to 1.</param>
    /// <param name="shape">Above 0.</param>
    /// <returns>x with P(X at most x) = p.</returns>
    public static double GammaQuantile(double p, double shape)
    {
        if (p <= 0) return 0;
        if (p >= 1) return double.PositiveInfinity;
        var high = Math.Max(1, shape);
        while (SpecialFunctions.GammaQ(shape, high) > 1 - p) high *= 2;
        return Bisect(x => SpecialFunctions.GammaP(shape, x) - p, 0, high);
    }

    /// <summary>Quantile of the beta distribution.</summary>
    /// <param name="p">0 to 1.</param>
    /// <param name="a">First shape, above 0.</param>
    /// <param name="b">Second shape, above 0.</param>
    /// <returns>x with P(X at most x) = p.</returns>
    public static double BetaQuantile(double p, double a, double b)
        => p <= 0 ? 0 : p >= 1 ? 1 : Bisect(x => SpecialFunctions.Beta(a, b, x) - p, 0, 1);

    /// <summary>Poisson distribution function.</summary>
    /// <param name="count">The count; below 0 gives 0.</param>
    /// <param name="mean">0 or more.</param>
    /// <returns>P(X at most count).</returns>
    public static double PoissonCdf(double count, double mean)
        => count < 0 ? 0 : mean == 0 ? 1 : SpecialFunctions.GammaQ(Math.Floor(count) + 1, mean);

    /// <summary>Upper tail of the Poisson distribution, the count included.</summary>
    /// <param name="count">The count; 0 or below gives 1.</param>
    /// <param name="mean">0 or more.</param>
    /// <returns>P(X at least count).</returns>
    public static double PoissonUpper(double count, double mean)
        => count <= 0 ? 1 : mean == 0 ? 0 : SpecialFunctions.GammaP(Math.Ceiling(count), mean);

    /// <summary>Binomial distribution function.</summary>
    /// <param name="count">The count; below 0 gives 0.</param>
    /// <param name="trials">Number of trials.</param>
    /// <param name="chance">Chance of success, 0 to 1.</param>
    /// <returns>P(X at most count).</returns>
    public static double BinomialCdf(double count, double trials, double chance)
        => count < 0 ? 0 : count >= trials ? 1 : SpecialFunctions.Beta(trials - count, count + 1, 1 - chance);

    /// <summary>Negative binomial distribution function, mean mu and variance mu + mu^2 / size.</summary>
    /// <param name="count">The count; below 0 gives 0.</param>
    /// <param name="mean">0 or more.</param>
    /// <param name="size">Above 0; infinite means Poisson.</param>
    /// <returns>P(X at most count).</returns>
    public static double NegativeBinomialCdf(double count, double mean, double size)
        => double.IsPositiveInfinity(size) ? PoissonCdf(count, mean)
            : count < 0 ? 0 : mean == 0 ? 1 : SpecialFunctions.Beta(size, Math.Floor(count) + 1, size / (size + mean));

    /// <summary>Negative binomial quantile: the least count whose distribution function is at least p.</summary>
    /// <param name="p">0 to below 1.</param>
    /// <param name="mean">0 or more.</param>
    /// <param name="size">Above 0; infinite means Poisson.</param>
    /// <returns>A whole number, 0 or more.</returns>
    public static double NegativeBinomialQuantile(double p, double mean, double size)
    {
        if (p <= 0 || mean == 0) return 0;
        if (p >= 1) return double.PositiveInfinity;
        // A hair below p, so that a rounding error in the distribution function does not push the answer one count up.
        var reached = p * (1 - 64 * 2.2e-16);
        double low = -1, high = Math.Max(1, Math.Ceiling(mean));
        while (NegativeBinomialCdf(high, mean, size) < reached) (low, high) = (high, high * 2);
        while (high - low > 1)
        {
            var middle = Math.Floor((low + high) / 2);
            if (NegativeBinomialCdf(middle, mean, size) >= reached) high = middle;
            else low = middle;
        }
        return high;
    }

    // f rises through 0 between low and high. Halves until the interval cannot shrink.
    private static double Bisect(Func<double, double> f, double low, double high)
    {
        for (var i = 0; i < 1200; i++)
        {
            // Geometric halving once low has left 0 by far keeps relative precision for tiny answers.
            var middle = low > 0 && high > 4 * low ? Math.Sqrt(low * high) : 0.5 * (low + high);
            if (middle <= low || middle >= high || high - low <= 2e-16 * high) break;
            if (f(middle) < 0) low = middle;
            else high = middle;
        }
        return 0.5 * (low + high);
    }

    private static double Ratio(double x, ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator)
    {
        double n = 0, d = 0;
        for (var i = numerator.Length - 1; i >= 0; i--)
        {
            n = n * x + numerator[i];
            d = d * x + denominator[i];
        }
        return n / d;
    }
}
