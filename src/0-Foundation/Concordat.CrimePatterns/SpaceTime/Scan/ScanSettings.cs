namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>What the space-time permutation scan looks for and how it judges what it finds.</summary>
public sealed record ScanSettings
{
    /// <summary>Greatest radius of a circle, above 0: in coordinate units, or kilometres when <see cref="Geographic"/>.</summary>
    public required double MaxRadius { get; init; }

    /// <summary>Greatest share of all cases inside a circle over the whole period, above 0 and at most 1; 0.5 is usual.</summary>
    public double MaxShare { get; init; } = 0.5;

    /// <summary>First day of the period studied.</summary>
    public required int FirstDay { get; init; }

    /// <summary>Last day of the period studied, included.</summary>
    public required int LastDay { get; init; }

    /// <summary>Shortest window in days, at least 1.</summary>
    public int MinDays { get; init; } = 1;

    /// <summary>Longest window in days; at most the period, half of it is usual.</summary>
    public required int MaxDays { get; init; }

    /// <summary>Fewest cases in a cluster, at least 1; 2 is usual.</summary>
    public int MinCases { get; init; } = 2;

    /// <summary>True to look only for clusters still going on at the last day, false for any in the period.</summary>
    public bool Prospective { get; init; }

    /// <summary>True when x and y are degrees of longitude and latitude: distances are then great circles in kilometres.</summary>
    public bool Geographic { get; init; }

    /// <summary>Permutations of the dates, at least 1; 999 is usual.</summary>
    public int Replicates { get; init; } = 999;

    /// <summary>Seed; the same seed gives the same bytes on any number of threads.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Most clusters to report, at least 1.</summary>
    public int MaxClusters { get; init; } = 10;

    /// <summary>Threads to use; 0 for one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Days of the period.</summary>
    internal int Days => LastDay - FirstDay + 1;

    internal void Check()
    {
        Checks.Positive(MaxRadius, nameof(MaxRadius), "Give the greatest radius of a cluster, for example 2000 for 2 km in metres.");
        Checks.That(MaxShare > 0 && MaxShare <= 1, nameof(MaxShare), $"MaxShare is {Checks.Text(MaxShare)} and must be above 0 and at most 1. 0.5 is usual.");
        Checks.That(LastDay >= FirstDay && (long)LastDay - FirstDay <= 20_000, nameof(LastDay),
            $"LastDay is {LastDay} and FirstDay {FirstDay}. LastDay must be FirstDay or later, and at most 20,000 days after it.");
        Checks.Between(MinDays, 1, Days, nameof(MinDays), "Give the shortest window in days.");
        Checks.Between(MaxDays, MinDays, Days, nameof(MaxDays), "Give the longest window in days, MinDays or more and no more than the period.");
        Checks.Between(MinCases, 1, int.MaxValue, nameof(MinCases), "2 is usual.");
        Checks.Between(Replicates, 1, 10_000_000, nameof(Replicates), "999 is usual.");
        Checks.Between(MaxClusters, 1, int.MaxValue, nameof(MaxClusters), "10 is usual.");
    }
}
