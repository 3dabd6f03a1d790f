using System.Globalization;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.Understand.Strategic.Registers;

/// <summary>A part of a whole as a share, with what chance alone would make of it.</summary>
internal static class PartOfWhole
{
    /// <summary>Share and its exact 95% interval, each 0 to 1.</summary>
    /// <param name="part">0 to the whole.</param>
    /// <param name="whole">At least 1.</param>
    /// <remarks>Clopper and Pearson (1934), Biometrika 26, 404-413; covers at least as often as stated.</remarks>
    public static (double Share, double Low, double High) Of(int part, int whole) => ((double)part / whole,
        part == 0 ? 0 : SpecialDistributions.BetaQuantile(0.025, part, whole - part + 1),
        part == whole ? 1 : SpecialDistributions.BetaQuantile(0.975, part + 1, whole - part));

    /// <summary>"12 of 40 (30%, 95% range 17% to 47%)".</summary>
    public static string Words(int part, int whole)
    {
        var (share, low, high) = Of(part, whole);
        return string.Create(CultureInfo.GetCultureInfo("en-GB"), $"{part:N0} of {whole:N0} ({100 * share:0}%, 95% range {100 * low:0}% to {100 * high:0}%)");
    }
}
