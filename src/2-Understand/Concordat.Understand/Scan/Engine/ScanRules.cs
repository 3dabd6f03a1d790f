namespace Concordat.Understand.Scan.Engine;

/// <summary>The rules of the scan: each with its method, what its threshold means and the threshold it ships with.</summary>
/// <remarks>A rule's key is kept with every hit and never changes its meaning; a method that changes gets a new key.</remarks>
internal static class ScanRules
{
    public const string Exceedance = "exceedance", Drift = "drift", Level = "level", Area = "area", HotSpot = "hot-spot", Emerging = "emerging", NearRepeat = "near-repeat",
        RepeatPlace = "repeat-place", Together = "together", Groups = "groups";

    public static IReadOnlyList<RuleMethod> All { get; } =
    [
        new(Exceedance, "More than earlier years lead us to expect",
            "Farrington's flexible algorithm on the theme's months: two to five earlier years, the same month and its neighbours with the other months as a seasonal factor, earlier outbreaks given less weight.",
            "Chance of a hit for each theme where nothing has changed", 0.01, 0.0001, 0.2),
        new(Drift, "A small rise that lasts",
            "Cumulative sum of the month's counts against the mean of the twelve months before the last six, in standard deviations less half a one a month; a hit when the sum passes the threshold for the first time.",
            "Sum of standard deviations at which it is a hit", 5, 2, 20),
        new(Level, "A lasting change of level",
            "Change points by least squares on square roots with the season taken out, levels of six months and more, their number by BIC, dated with a 95% interval; those of the last eighteen months.",
            "Smallest change told, as a share of the level before", 0.1, 0.01, 1),
        new(Area, "An area against its own last year",
            "The month's count of each theme in each ward against its mean of the twelve months before, times the change of the theme elsewhere; upper tail of the negative binomial distribution, since the mean was itself counted; q by Benjamini and Hochberg over all wards and themes.",
            "Share of such hits that may be false (false discovery rate)", 0.05, 0.001, 0.2),
        new(HotSpot, "A hot spot that is new",
            "Getis-Ord Gi* as in the tactical assessment: squares of 250 m, 400 m neighbourhood; a hit where no hot spot of the month before overlaps or touches it.",
            "Share of squares that may be false (false discovery rate)", 0.05, 0.001, 0.2),
        new(Emerging, "A hot spot that is emerging",
            "Getis-Ord Gi* of each theme for each month of the last year, squares of 250 m, 400 m neighbourhood, false discovery 5% each month; a hit where squares that touch have stood out in every month of an unbroken run to this one and never before it, or in nine months of ten with a rising score by the Mann-Kendall test.",
            "Fewest months on end", 3, 2, 12),
        new(NearRepeat, "Events close in space and time",
            "Near-repeat strings: events of one theme linked within 200 m and 14 days, with an event in the last month; the fourteen days after the last event are the window of raised risk. Needs records whose day is known.",
            "Fewest events in a string", 4, 3, 50),
        new(RepeatPlace, "A place that is hit again and again",
            "Points with two records or more in the month and records in three of the twelve months to it. A description, not a test.",
            "Fewest records in the twelve months", 10, 3, 1000),
        new(Together, "A place high in several sets at once",
            "Fires, anti-social behaviour and ambulance calls over each other, and offences over road casualties. Gi* of each set on squares of 500 m, 800 m neighbourhood; a square is a hit only where every one of the sets stands out there: its p is the largest of theirs, so the claim is as strong as its weakest part; q by Benjamini and Hochberg over all squares.",
            "Share of such squares that may be false (false discovery rate)", 0.05, 0.001, 0.2),
        new(Groups, "People hit more than their share",
            "Who is harmed, by place and hour, against their share of the people there. Needs a set that says who was harmed.",
            "How many times their share", 2, 1.1, 20),
    ];

    public static RuleMethod? Find(string key) => All.FirstOrDefault(r => r.Key == key);
}

/// <summary>What a rule does.</summary>
/// <param name="Key">Kept with every hit.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Method">How it works, in words.</param>
/// <param name="Meaning">What its threshold means.</param>
/// <param name="Threshold">The threshold of version 1.</param>
/// <param name="Least">Smallest threshold that may be set.</param>
/// <param name="Most">Largest threshold that may be set.</param>
internal sealed record RuleMethod(string Key, string Name, string Method, string Meaning, double Threshold, double Least, double Most);

/// <summary>A rule as it was in force for a scan.</summary>
internal sealed record RuleInForce(string Rule, int Version, double Threshold);
