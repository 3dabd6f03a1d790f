namespace Concordat.CrimePatterns.Time;

/// <summary>Which of the two Farrington algorithms.</summary>
public enum FarringtonVersion
{
    /// <summary>Farrington, Andrews, Beale and Catchpole (1996): reference windows in earlier years only.</summary>
    Original,
    /// <summary>Noufaily and others (2013): all earlier weeks, with a seasonal factor, milder reweighting and a gap before the present.</summary>
    Flexible,
}

/// <summary>How a threshold is drawn from the fitted mean.</summary>
public enum FarringtonThreshold
{
    /// <summary>Normal on the 2/3-power scale.</summary>
    Delta,
    /// <summary>Negative binomial with the fitted mean plugged in.</summary>
    NegativeBinomial,
    /// <summary>Negative binomial with the upper limit of the fitted mean (Muanza).</summary>
    NegativeBinomialUpperMean,
}

/// <summary>Settings of <see cref="Farrington"/>; the defaults are those of each paper's usual implementation.</summary>
public sealed record FarringtonSettings
{
    /// <summary>The algorithm.</summary>
    public FarringtonVersion Version { get; init; } = FarringtonVersion.Flexible;
    /// <summary>Years of reference (b), at least 1.</summary>
    public int Years { get; init; } = 5;
    /// <summary>Half width of the window about the same week in earlier years (w), in weeks.</summary>
    public int HalfWindow { get; init; } = 3;
    /// <summary>Weeks in a year.</summary>
    public int WeeksOfYear { get; init; } = 52;
    /// <summary>Tail share: original two-sided (1 - alpha/2 quantile), flexible one-sided (1 - alpha quantile). Between 0 and 1.</summary>
    public double Alpha { get; init; } = 0.05;
    /// <summary>Whether past outbreaks are given less weight.</summary>
    public bool Reweight { get; init; } = true;
    /// <summary>Standardised Anscombe residual above which a week counts as a past outbreak; null for 1 (original) or 2.58 (flexible).</summary>
    public double? WeightsThreshold { get; init; }
    /// <summary>Whether a trend may be fitted.</summary>
    public bool Trend { get; init; } = true;
    /// <summary>Largest p-value of the trend's t-test for the trend to stay.</summary>
    public double TrendPValue { get; init; } = 0.05;
    /// <summary>Levels of the seasonal factor (flexible), 1 for none.</summary>
    public int Periods { get; init; } = 1;
    /// <summary>Recent weeks left out of the reference (flexible); null for the half window.</summary>
    public int? RecentWeeksLeftOut { get; init; }
    /// <summary>How the threshold is drawn (flexible).</summary>
    public FarringtonThreshold Threshold { get; init; } = FarringtonThreshold.Delta;
    /// <summary>Fewest events in the last weeks for an alarm.</summary>
    public double FewestRecentEvents { get; init; } = 5;
    /// <summary>How many weeks these are counted over, the present one included.</summary>
    public int RecentWeeks { get; init; } = 4;
    /// <summary>Power the counts are taken to for symmetry: 1, 1/2 or 2/3.</summary>
    public double Power { get; init; } = 2.0 / 3;

    internal double OutbreakResidual => WeightsThreshold ?? (Version == FarringtonVersion.Original ? 1 : 2.58);

    internal int LeftOut => RecentWeeksLeftOut ?? HalfWindow;

    internal void Check()
    {
        Checks.Between(Years, 1, 100, "b", "Give the years of reference, 3 to 5 as a rule.");
        Checks.Between(WeeksOfYear, 2, 366, "freq", "Give 52 for weeks.");
        Checks.Between(HalfWindow, 0, (WeeksOfYear - 1) / 2, "w", "Three weeks are usual.");
        Checks.Between(Periods, 1, WeeksOfYear - 2 * HalfWindow, "noPeriods", "Ten are usual, 1 for no season.");
        Checks.Between(LeftOut, 0, int.MaxValue, "pastWeeksNotIncluded", "26 is usual.");
        Checks.Between(RecentWeeks, 1, int.MaxValue, "limit54", "Give the fewest events and the number of weeks, such as [5, 4].");
        Checks.NotNegative(FewestRecentEvents, "limit54", "Give the fewest events and the number of weeks, such as [5, 4].");
        if (!(Alpha > 0) || !(Alpha < 1)) throw new ArgumentException($"alpha is {Checks.Text(Alpha)} and must be between 0 and 1. 0.01 and 0.005 are usual.");
        if (!(Power > 0) || Power > 1) throw new ArgumentException($"powertrans is {Checks.Text(Power)} and must be above 0 and at most 1. 2/3 is usual.");
    }
}
