namespace Concordat.Demonstration.Borough;

/// <summary>The background of one theme: an inhomogeneous Poisson process over places and months.</summary>
/// <remarks>MonthlyMean: mean of background records a month, before the season.
/// SeasonShare: height of the yearly wave as a share of the mean, 0 for none.
/// PeakMonth: month of the wave's top, 1 to 12.
/// HomesShare: how far places follow homes (1) rather than shops and footfall (0).</remarks>
internal sealed record BoroughTheme(
    string Slug, string Supplier, int SetNumber, double MonthlyMean, double SeasonShare, int PeakMonth, double HomesShare, TimePattern Times)
{
    public static readonly IReadOnlyList<BoroughTheme> All =
    [
        new("anti-social-behaviour", "council", 8, 375, 0.25, 7, 0.6, TimePattern.Evening),
        new("bicycle-theft", "police", 2, 6, 0.15, 7, 0.4, TimePattern.CommuterDay),
        new("burglary", "police", 2, 37, 0.30, 1, 0.95, TimePattern.Homes),
        new("criminal-damage-and-arson", "police", 2, 110, 0.08, 5, 0.7, TimePattern.Night),
        new("drugs", "police", 2, 45, 0, 1, 0.5, TimePattern.Evening),
        new("other-theft", "police", 2, 90, 0, 1, 0.4, TimePattern.Daytime),
        new("public-order", "police", 2, 100, 0.12, 7, 0.35, TimePattern.Evening),
        new("robbery", "police", 2, 14, 0, 1, 0.4, TimePattern.Evening),
        new("shoplifting", "police", 2, 96, 0.06, 12, 0.02, TimePattern.Daytime),
        new("theft-from-the-person", "police", 2, 20, 0.1, 12, 0.1, TimePattern.Evening),
        new("vehicle-crime", "police", 2, 35, 0.05, 11, 0.8, TimePattern.Night),
        new("violence-and-sexual-offences", "police", 2, 290, 0.08, 7, 0.6, TimePattern.Evening),
        new("possession-of-weapons", "police", 2, 9, 0, 1, 0.5, TimePattern.Evening),
        new("other-crime", "police", 2, 28, 0, 1, 0.7, TimePattern.AllDay),
        new("deliberate-fires", "fire", 3, 1.5, 0.2, 6, 0.6, TimePattern.Evening),
    ];

    public double MeanIn(BoroughMonth month) => MonthlyMean * (1 + SeasonShare * Math.Cos((month.Month - PeakMonth) * Math.PI / 6));
}
