using Concordat.CrimePatterns.Time;

namespace Concordat.Understand.Explore.Similar;

/// <summary>A member of a family with its published figure.</summary>
/// <param name="Code">Code of the area.</param>
/// <param name="Name">Its name in the list.</param>
/// <param name="Count">The published count, 0 or more.</param>
/// <param name="Residents">People of all ages, above 0.</param>
internal sealed record MemberFigure(string Code, string Name, long Count, long Residents);

/// <summary>A member's place in its family.</summary>
/// <param name="Member">The member and its figure.</param>
/// <param name="Rate">A year for each 1,000 residents, with its exact 95% interval.</param>
/// <param name="Rank">1 for the highest rate; equal rates share a rank.</param>
/// <param name="Apart">1 where our rate is above this one by more than chance, −1 where below, 0 where chance alone could part them; 0 for our own.</param>
internal sealed record MemberStanding(MemberFigure Member, RateEstimate Rate, int Rank, int Apart);

/// <summary>Where our area stands among similar ones in one theme and period.</summary>
/// <remarks>Rates are counts a year for each 1,000 residents; the interval is exact for a Poisson count (Garwood 1936), the comparison of two rates that of Przyborowski and Wilenski
/// by its 95% interval. The mean is that of the others, each counting once. Records that come in series make the intervals too narrow.</remarks>
/// <param name="Members">Those with a figure, the highest rate first.</param>
/// <param name="Ours">Our own place.</param>
/// <param name="Mean">Mean rate of the others.</param>
/// <param name="Without">Names of members without a figure: they are in no rank and no mean.</param>
internal sealed record FamilyStanding(IReadOnlyList<MemberStanding> Members, MemberStanding Ours, double Mean, IReadOnlyList<string> Without)
{
    /// <summary>Our rate less the mean, a year for each 1,000 residents.</summary>
    public double Distance => Ours.Rate.Rate - Mean;

    /// <summary>The distance as a percentage of the mean; null where the mean is 0.</summary>
    public double? DistancePercent => Mean > 0 ? 100 * Distance / Mean : null;

    /// <summary>The standing; null where our own figure is missing, or every other one.</summary>
    /// <param name="members">Members with a figure.</param>
    /// <param name="ownCode">Which of them is ours.</param>
    /// <param name="months">Months that the counts are of, at least 1.</param>
    /// <param name="without">Names of members without a figure.</param>
    public static FamilyStanding? Of(IReadOnlyList<MemberFigure> members, string ownCode, int months, IReadOnlyList<string> without)
    {
        if (members.FirstOrDefault(m => m.Code == ownCode) is not { } own || members.Count < 2) return null;
        double Exposure(MemberFigure m) => m.Residents / 1000.0 * months / 12;
        var rates = members.ToDictionary(m => m.Code, m => CountChange.Rate(m.Count, Exposure(m)));
        var standings = members.Select(m => new MemberStanding(m, rates[m.Code], 1 + members.Count(o => rates[o.Code].Rate > rates[m.Code].Rate), m == own ? 0 : Apart(own, m)))
            .OrderBy(s => s.Rank).ThenBy(s => s.Member.Name, StringComparer.Ordinal).ToList();
        return new(standings, standings.Single(s => s.Member == own), members.Where(m => m != own).Average(m => rates[m.Code].Rate), without);

        int Apart(MemberFigure ours, MemberFigure other)
        {
            if (ours.Count + other.Count == 0) return 0;
            var ratio = CountChange.CompareRates(other.Count, Exposure(other), ours.Count, Exposure(ours));
            return ratio.Low > 1 ? 1 : ratio.High < 1 ? -1 : 0;
        }
    }

    /// <summary>What it amounts to, in a sentence or two.</summary>
    public string Sentence()
    {
        var inside = Mean >= Ours.Rate.Low && Mean <= Ours.Rate.High;
        var way = Distance == 0 ? "the same as ours" : $"ours is {Math.Abs(Distance):0.0} {(DistancePercent is { } p ? $"({Math.Abs(p):0}%) " : "")}{(Distance > 0 ? "above" : "below")} it, {(inside ? "no further than chance could take it" : "further than chance alone would take it")}";
        return $"{Ours.Rate.Rate:0.0} a year for each 1,000 residents (95% range {Ours.Rate.Low:0.0} to {Ours.Rate.High:0.0}), rank {Ours.Rank} of {Members.Count} from the highest. The mean of the other {Members.Count - 1} is {Mean:0.0}: {way}. "
            + $"Taken one by one, {Members.Count(m => m.Apart > 0)} of them below ours and {Members.Count(m => m.Apart < 0)} above differ by more than chance.";
    }
}
