namespace Concordat.CrimePatterns.Time;

/// <summary>Windows (in values, odd), degrees (0 or 1), jumps (in values, at least 1) and iterations of STL.</summary>
public sealed record StlSettings
{
    /// <summary>Values in a season, at least 2: 12 for months, 52 for weeks.</summary>
    public required int Period { get; init; }
    /// <summary>Whether the season is the same every year: the seasonal part is then averaged by calendar position.</summary>
    public bool Periodic { get; init; }
    /// <summary>Seasonal window, in periods.</summary>
    public required int SeasonalWindow { get; init; }
    /// <summary>Degree of the seasonal regression.</summary>
    public int SeasonalDegree { get; init; }
    /// <summary>Seasonal jump.</summary>
    public required int SeasonalJump { get; init; }
    /// <summary>Trend window, in values.</summary>
    public required int TrendWindow { get; init; }
    /// <summary>Degree of the trend regression.</summary>
    public int TrendDegree { get; init; } = 1;
    /// <summary>Trend jump.</summary>
    public required int TrendJump { get; init; }
    /// <summary>Low-pass window, in values.</summary>
    public required int LowPassWindow { get; init; }
    /// <summary>Degree of the low-pass regression.</summary>
    public int LowPassDegree { get; init; } = 1;
    /// <summary>Low-pass jump.</summary>
    public required int LowPassJump { get; init; }
    /// <summary>Inner iterations.</summary>
    public int InnerIterations { get; init; } = 2;
    /// <summary>Outer, robustness iterations; 0 for none.</summary>
    public int OuterIterations { get; init; }

    /// <summary>The usual settings for a series.</summary>
    /// <param name="length">Length of the series.</param>
    /// <param name="period">Values in a season.</param>
    /// <param name="seasonalWindow">Seasonal window in periods, made odd; null for a season the same every year.</param>
    /// <param name="robust">Whether outliers are to be given less weight (15 outer iterations).</param>
    /// <param name="trendWindow">Trend window; null for 1.5 periods / (1 - 1.5 / seasonal window), rounded up to odd.</param>
    /// <returns>Settings with jumps of a tenth of each window.</returns>
    /// <exception cref="ArgumentException">A window is not positive, or the period below 2.</exception>
    public static StlSettings For(int length, int period, double? seasonalWindow, bool robust = false, double? trendWindow = null)
    {
        Checks.Between(period, 2, int.MaxValue, nameof(period), "Give 12 for months, 52 for weeks, 7 for days.");
        var seasonal = seasonalWindow is { } given ? Odd(given, nameof(seasonalWindow)) : 10 * length + 1;
        var trend = Odd(trendWindow ?? Math.Ceiling(1.5 * period / (1 - 1.5 / seasonal)), nameof(trendWindow));
        var low = Odd(period, nameof(period));
        return new()
        {
            Period = period,
            Periodic = seasonalWindow is null,
            SeasonalWindow = seasonal,
            SeasonalJump = Tenth(seasonal),
            TrendWindow = trend,
            TrendJump = Tenth(trend),
            LowPassWindow = low,
            LowPassJump = Tenth(low),
            InnerIterations = robust ? 1 : 2,
            OuterIterations = robust ? 15 : 0,
        };
    }

    internal void Check(int length)
    {
        Checks.Between(Period, 2, int.MaxValue, nameof(Period), "Give 12 for months, 52 for weeks, 7 for days.");
        if (length <= 2 * Period)
            throw new ArgumentException($"period is {Period} and the series has {length} values; STL needs more than two periods. Give a longer series or a shorter period.");
        Degree(SeasonalDegree, nameof(SeasonalDegree));
        Degree(TrendDegree, nameof(TrendDegree));
        Degree(LowPassDegree, nameof(LowPassDegree));
        Checks.Between(Math.Min(SeasonalWindow, Math.Min(TrendWindow, LowPassWindow)), 3, int.MaxValue, "window", "Give windows of at least 3.");
        Checks.Between(Math.Min(SeasonalJump, Math.Min(TrendJump, LowPassJump)), 1, int.MaxValue, "jump", "Give jumps of at least 1.");
        Checks.Between(InnerIterations, 1, 1000, nameof(InnerIterations), "Two are usual.");
        Checks.Between(OuterIterations, 0, 1000, nameof(OuterIterations), "None, or 15 for robustness.");
    }

    private static void Degree(int degree, string name) => Checks.Between(degree, 0, 1, name, "Give 0 for local means or 1 for local lines.");

    private static int Tenth(int window) => (window + 9) / 10;

    private static int Odd(double window, string name)
    {
        if (!(window >= 1) || window > int.MaxValue / 2)
            throw new ArgumentOutOfRangeException(name, $"{name} is {Checks.Text(window)} and must be a number of values from 3 up. Odd numbers of 7 and more are usual.");
        var whole = (int)Math.Round(window, MidpointRounding.ToEven);
        return Math.Max(3, whole % 2 == 0 ? whole + 1 : whole);
    }
}
