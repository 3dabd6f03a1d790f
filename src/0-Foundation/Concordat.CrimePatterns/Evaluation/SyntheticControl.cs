namespace Concordat.CrimePatterns.Evaluation;

/// <summary>A comparison area made up of several: the mixture of donors that followed the treated area best before the scheme.</summary>
/// <remarks>Weights are 0 or more and add up to 1, so the comparison never leaves the range of the donors. Assumes donors untouched by the scheme and a good fit
/// before it: with a poor one (see <see cref="SyntheticControlResult.FitError"/>) the gap means nothing. Chance is judged by treating each donor in
/// turn as if it were the treated area (<see cref="Placebos"/>). Source: Abadie, Diamond and Hainmueller (2010), JASA 105, 493-505.</remarks>
public static class SyntheticControl
{
    private const int MostSteps = 200_000;

    // Gaps below this share of the largest value are rounding.
    private const double Dust = 1e-9;

    /// <summary>Fits the mixture on the periods before the scheme.</summary>
    /// <param name="treated">The treated area's series, finite, length n.</param>
    /// <param name="donors">Series of the donor areas, each finite and of length n; at least one.</param>
    /// <param name="periodsBefore">How many of the n periods lie before the scheme, 1 to n.</param>
    /// <returns>Weights, the synthetic series and the gap. Where several mixtures fit equally well, one of them.</returns>
    /// <remarks>Least squares over the simplex by exchanging weight between the pair of donors that gains most, to 1e-12 of the largest gradient.
    /// O(steps (donors + periods before)).</remarks>
    /// <exception cref="ArgumentException">No donor, lengths differ, or a value is not finite.</exception>
    public static SyntheticControlResult Fit(double[] treated, double[][] donors, int periodsBefore)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(donors);
        Checks.Finite(treated, nameof(treated));
        Checks.Between(treated.Length, 1, int.MaxValue, "number of periods", "Give the treated area's value for each.");
        Checks.Between(donors.Length, 1, int.MaxValue, "number of donors", "Give at least one comparison area.");
        Checks.Between(periodsBefore, 1, treated.Length, nameof(periodsBefore), "Give the number of periods before the scheme.");
        foreach (var donor in donors)
        {
            Checks.SameLength(treated.Length, nameof(treated), donor.Length, "a donor");
            Checks.Finite(donor, "a donor");
        }
        var weights = Weights(treated, donors, periodsBefore);
        var synthetic = new double[treated.Length];
        for (var d = 0; d < donors.Length; d++)
        {
            for (var t = 0; t < synthetic.Length; t++) synthetic[t] += weights[d] * donors[d][t];
        }
        double before = 0, after = 0;
        for (var t = 0; t < treated.Length; t++)
        {
            var gap = treated[t] - synthetic[t];
            if (t < periodsBefore) before += gap * gap;
            else after += gap;
        }
        return new(weights, synthetic, Math.Sqrt(before / periodsBefore), after);
    }

    /// <summary>Each donor treated as if the scheme had been there, the others its donors.</summary>
    /// <param name="treated">The treated area's series.</param>
    /// <param name="donors">At least two donors.</param>
    /// <param name="periodsBefore">Periods before the scheme.</param>
    /// <returns>Share of areas (the treated one and every donor) whose gap after, relative to its fit before, is at least as large as the treated one's: a p-value,
    /// two-sided, no smaller than 1 / (donors + 1).</returns>
    /// <exception cref="ArgumentException">Fewer than two donors, or as for <see cref="Fit"/>.</exception>
    public static double Placebos(double[] treated, double[][] donors, int periodsBefore)
    {
        ArgumentNullException.ThrowIfNull(treated);
        ArgumentNullException.ThrowIfNull(donors);
        Checks.Between(donors.Length, 2, int.MaxValue, "number of donors", "Placebo runs need two comparison areas or more.");
        Checks.Between(periodsBefore, 1, treated.Length - 1, nameof(periodsBefore), "At least one period must lie after the start.");
        var own = Ratio(treated, donors, periodsBefore);
        var atLeast = donors.Where((donor, d) => Ratio(donor, [.. donors.Where((_, other) => other != d)], periodsBefore) >= own).Count();
        return (atLeast + 1.0) / (donors.Length + 1);
    }

    private static double Ratio(double[] treated, double[][] donors, int periodsBefore)
    {
        var fit = Fit(treated, donors, periodsBefore);
        double after = 0;
        for (var t = periodsBefore; t < treated.Length; t++) after += Math.Pow(treated[t] - fit.Synthetic[t], 2);
        after = Math.Sqrt(after / (treated.Length - periodsBefore));
        // Areas that are alike leave gaps of rounding alone, which are none: their ratio would be a matter of luck.
        var dust = Dust * Largest(treated, donors);
        return fit.FitError > dust ? after / fit.FitError : after > dust ? double.PositiveInfinity : 0;
    }

    private static double Largest(double[] treated, double[][] donors)
        => Math.Max(treated.Max(Math.Abs), donors.Max(donor => donor.Max(Math.Abs)));

    private static double[] Weights(double[] treated, double[][] donors, int before)
    {
        var count = donors.Length;
        var weights = new double[count];
        Array.Fill(weights, 1.0 / count);
        var residual = new double[before];
        for (var t = 0; t < before; t++)
        {
            residual[t] = treated[t];
            for (var d = 0; d < count; d++) residual[t] -= weights[d] * donors[d][t];
        }
        double scale = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            // Gain of a donor: how much more weight on it would lower the error.
            int giver = -1, taker = -1;
            double least = double.PositiveInfinity, most = double.NegativeInfinity;
            for (var d = 0; d < count; d++)
            {
                double gain = 0;
                for (var t = 0; t < before; t++) gain += residual[t] * donors[d][t];
                scale = Math.Max(scale, Math.Abs(gain));
                if (gain > most) (most, taker) = (gain, d);
                if (weights[d] > 0 && gain < least) (least, giver) = (gain, d);
            }
            if (giver < 0 || most - least <= 1e-12 * scale) break;
            double squares = 0;
            for (var t = 0; t < before; t++) squares += Math.Pow(donors[taker][t] - donors[giver][t], 2);
            if (squares == 0) break;
            var moved = Math.Min(weights[giver], (most - least) / squares);
            weights[giver] -= moved;
            weights[taker] += moved;
            for (var t = 0; t < before; t++) residual[t] -= moved * (donors[taker][t] - donors[giver][t]);
        }
        return weights;
    }
}

/// <summary>A synthetic control.</summary>
/// <param name="Weights">Weight of each donor, 0 or more, adding up to 1.</param>
/// <param name="Synthetic">The mixture's series, same unit and length as the treated one.</param>
/// <param name="FitError">Root mean square gap before the scheme.</param>
/// <param name="TotalGapAfter">Treated less synthetic, summed over the periods after: below 0 for a reduction.</param>
public sealed record SyntheticControlResult(double[] Weights, double[] Synthetic, double FitError, double TotalGapAfter);
