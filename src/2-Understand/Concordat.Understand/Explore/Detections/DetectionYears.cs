using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Proportions;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Explore.Detections;

/// <summary>The crimes of one year by what their outcome says.</summary>
/// <param name="Year">Calendar year of the month in which they were recorded to have happened.</param>
/// <param name="Months">Months of it that are held, 1 to 12.</param>
/// <param name="Primary">With a primary detection.</param>
/// <param name="Secondary">Dealt with as part of another case.</param>
/// <param name="None">Closed without.</param>
/// <param name="Open">Not yet known.</param>
/// <param name="Unknown">Not known from what is published.</param>
/// <param name="HasYoungMonths">Some of its months are among the latest, so that outcomes are still to come.</param>
internal sealed record DetectionYear(int Year, int Months, int Primary, int Secondary, int None, int Open, int Unknown, bool HasYoungMonths)
{
    const double MostOpen = 0.05;

    public int Crimes => Primary + Secondary + None + Open + Unknown;

    /// <summary>Outcomes are still to come: a month is among the latest twelve, or more than one crime in twenty has none yet.</summary>
    public bool IsYoung => HasYoungMonths || Open > MostOpen * Crimes;

    /// <summary>Twelve months, all of them old enough: years that can be set beside each other.</summary>
    public bool IsRipe => Months == 12 && !IsYoung;

    /// <summary>The share of recorded crimes with a primary detection, with Wilson's interval; null where there are too few.</summary>
    public ShareEstimate? Share(int fewest) => Crimes < Math.Max(1, fewest) ? null : Proportion.Wilson(Primary, Crimes);
}

/// <summary>The years of one force, one ward, or all together.</summary>
/// <param name="Name">Whose they are.</param>
/// <param name="Years">In order; a year without a crime is left out.</param>
/// <param name="AreaId">The ward's number in the partnership's layers; null of others.</param>
internal sealed record DetectionRecord(string Name, IReadOnlyList<DetectionYear> Years, int? AreaId = null)
{
    /// <summary>How many of the latest months have outcomes still to come.</summary>
    public const int YoungMonths = 12;

    /// <param name="name">Whose they are.</param>
    /// <param name="counts">Crimes by month and outcome.</param>
    /// <param name="held">Months held within those asked for.</param>
    /// <param name="latest">The latest month held of all.</param>
    public static DetectionRecord Of(string name, IEnumerable<OutcomeCount> counts, IReadOnlyList<Month> held, Month latest)
    {
        var months = held.ToLookup(m => m.Year);
        return new(name, [.. counts.GroupBy(c => c.Month.Year).OrderBy(y => y.Key).Select(y =>
        {
            var by = y.GroupBy(c => OutcomeWords.Of(c.Outcome)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
            return new DetectionYear(y.Key, months[y.Key].Count(), by.GetValueOrDefault(Detection.Primary), by.GetValueOrDefault(Detection.Secondary), by.GetValueOrDefault(Detection.None),
                by.GetValueOrDefault(Detection.Open), by.GetValueOrDefault(Detection.Unknown), months[y.Key].Any(m => m.Number > latest.Number - YoungMonths));
        })]);
    }

    /// <summary>What the ripe years amount to, in a sentence.</summary>
    /// <param name="fewest">Fewest crimes that a share rests on.</param>
    public string Trend(int fewest)
    {
        var ripe = Years.Where(y => y.IsRipe && y.Share(fewest) is not null).ToList();
        if (ripe.Count < 2) return "No trend can be told: it takes two whole years whose outcomes are known.";
        var z = Proportion.TrendZ([.. ripe.Select(y => y.Primary)], [.. ripe.Select(y => y.Crimes)], [.. ripe.Select(y => (double)y.Year)]);
        var (first, last) = (ripe[0], ripe[^1]);
        var start = FormattableString.Invariant($"The share was {first.Share(fewest)!.Value.Share:0.0%} in {first.Year} and {last.Share(fewest)!.Value.Share:0.0%} in {last.Year}");
        if (double.IsNaN(z) || Normal.TwoSided(z) >= 0.05) return $"{start}: no trend that chance would not make.";
        return FormattableString.Invariant($"{start}: over the {ripe.Count} whole years it {(z > 0 ? "rises" : "falls")} more than chance alone would make it (Cochran-Armitage, z = {z:0.0}).");
    }
}
