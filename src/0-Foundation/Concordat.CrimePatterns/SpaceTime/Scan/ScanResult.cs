namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>A cluster: a circle and a run of days with more cases than place and time alone explain.</summary>
/// <param name="CentreX">x of the centre.</param>
/// <param name="CentreY">y of the centre.</param>
/// <param name="Radius">Distance from the centre to the farthest place with cases in the circle; 0 for a single place.</param>
/// <param name="Places">Numbers of the places with cases in the circle, ascending, counted from 0 in the order of first appearance.</param>
/// <param name="FirstDay">First day of the window.</param>
/// <param name="LastDay">Last day of the window, included.</param>
/// <param name="Observed">Cases in the circle and window.</param>
/// <param name="Expected">Cases expected there: cases of the circle times cases of the window over all cases.</param>
/// <param name="Statistic">Log likelihood ratio (Poisson generalised), 0 or more.</param>
/// <param name="P">(1 + permutations whose best cluster is at least as strong) / (B + 1). Allows for the search over all circles and windows;
/// for clusters after the first it errs on the safe side.</param>
/// <param name="GumbelP">The same from a Gumbel distribution fitted to the permutations' best values: finer than 1 / (B + 1), but only as good as the fit. NaN
/// when they are all equal.</param>
public sealed record ScanCluster(
    double CentreX,
    double CentreY,
    double Radius,
    int[] Places,
    int FirstDay,
    int LastDay,
    int Observed,
    double Expected,
    double Statistic,
    double P,
    double GumbelP);

/// <summary>What a scan found.</summary>
/// <param name="Clusters">The strongest cluster first, of equals the smaller circle; each later one shares no place on the same day with an
/// earlier one. Clusters weaker than the best of every permutation (P = 1) are left out.</param>
/// <param name="Maxima">Statistic of the best cluster of each permutation, in order of the permutations; 0 where there was none.</param>
/// <param name="PlaceX">x of each place with cases.</param>
/// <param name="PlaceY">y of each place with cases.</param>
public sealed record ScanResult(ScanCluster[] Clusters, double[] Maxima, double[] PlaceX, double[] PlaceY);
