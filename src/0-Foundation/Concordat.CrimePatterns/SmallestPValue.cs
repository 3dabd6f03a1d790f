namespace Concordat.CrimePatterns;

/// <summary>The smallest p-value that a number of permutations can give: what was seen counts as one of them, so it is 1 / (B + 1).</summary>
/// <remarks>Source: North, Curtis and Sham (2002), American Journal of Human Genetics 71, 439-441.</remarks>
public static class SmallestPValue
{
    private const int MostPermutations = 10_000_000;

    /// <summary>1 / (B + 1).</summary>
    /// <param name="permutations">B, at least 1.</param>
    public static double Of(int permutations)
    {
        Checks.Between(permutations, 1, MostPermutations, nameof(permutations), "999 is usual.");
        return 1.0 / (permutations + 1.0);
    }

    /// <summary>The fewest permutations that can give so small a p-value.</summary>
    /// <param name="p">Above 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not, or would need more than ten million.</exception>
    public static int PermutationsFor(double p)
    {
        if (!(p > 0 && p <= 1)) throw new ArgumentOutOfRangeException(nameof(p), $"The p-value wanted is {Checks.Text(p)} and must be above 0 and at most 1. 0.05 or 0.01 is usual.");
        // A value that is met but for rounding is met.
        var needed = Math.Max(1, Math.Ceiling((1 / p) - 1 - 1e-9));
        if (needed > MostPermutations)
            throw new ArgumentOutOfRangeException(nameof(p), $"The p-value wanted is {Checks.Text(p)}, which would need more than {MostPermutations} permutations. Want a larger one.");
        return (int)needed;
    }

    /// <summary>Refuses fewer permutations than a p-value needs.</summary>
    /// <param name="permutations">B.</param>
    /// <param name="wanted">The p-value that must be within reach.</param>
    /// <exception cref="ArgumentException">They are too few; the message says how many are needed.</exception>
    public static void Check(int permutations, double wanted)
    {
        var needed = PermutationsFor(wanted);
        if (permutations < needed)
            throw new ArgumentOutOfRangeException(nameof(permutations), $"permutations is {permutations}, whose smallest p-value is {Checks.Text(Math.Round(Of(permutations), 6))}. A p-value of {Checks.Text(wanted)} needs {needed} or more.");
    }
}
