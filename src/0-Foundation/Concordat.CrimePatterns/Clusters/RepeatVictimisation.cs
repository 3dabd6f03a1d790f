using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Clusters;

/// <summary>How often the same victims, homes or premises suffer again, and how soon.</summary>
/// <param name="Incidents">Incidents in all.</param>
/// <param name="Victims">Victims with at least one incident.</param>
/// <param name="PrevalencePer1000">Victims per 1,000 of the population at risk; NaN without a population.</param>
/// <param name="IncidencePer1000">Incidents per 1,000 of the population at risk; NaN without a population.</param>
/// <param name="Concentration">Incidents per victim; NaN without incidents.</param>
/// <param name="Repeats">Incidents after a victim's first.</param>
/// <param name="RepeatShare">Repeats over incidents, 0 to 1; NaN without incidents.</param>
/// <param name="VictimsByIncidents">For each number of incidents, the victims with exactly so many.</param>
/// <param name="Gaps">Days between one incident of a victim and the next, ascending; as many as repeats.</param>
/// <param name="TopTenthShare">Share of the incidents borne by the tenth of the victims (rounded up) with the most; NaN without incidents.</param>
public sealed record RepeatVictimisationResult(
    int Incidents,
    int Victims,
    double PrevalencePer1000,
    double IncidencePer1000,
    double Concentration,
    int Repeats,
    double RepeatShare,
    IReadOnlyDictionary<int, int> VictimsByIncidents,
    double[] Gaps,
    double TopTenthShare)
{
    /// <summary>The middle gap in days, the mean of the two middle ones when their number is even; NaN without repeats.</summary>
    public double MedianGapDays => Gaps.Length == 0 ? double.NaN : (Gaps[(Gaps.Length - 1) / 2] + Gaps[Gaps.Length / 2]) / 2;

    /// <summary>Repeats at most this many days after the victim's incident before.</summary>
    /// <param name="days">A number of days, 0 or more.</param>
    public int RepeatsWithin(double days) => Gaps.Count(gap => gap <= days);
}

/// <summary>Counts repeat victimisation.</summary>
public static class RepeatVictimisation
{
    /// <summary>The repeat victimisation table of a list of incidents.</summary>
    /// <param name="victim">Victim of each incident: any key that is equal for the same victim.</param>
    /// <param name="day">Day of each incident, finite, fractions allowed, in any order; the same length.</param>
    /// <param name="population">Number at risk (people, households or premises, as the victims are), at least the number of victims; null when unknown.</param>
    /// <remarks>A period has an end: victims near its end had less time to suffer again, so repeats are counted too low. O(n log n).
    /// Source: Farrell and Pease (1993), Once Bitten, Twice Bitten, Home Office Crime Prevention Unit Paper 46; Tseloni and Pease (2005), International
    /// Review of Victimology 12(1), 75-90 (prevalence, incidence, concentration).</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a day is not finite, or the population is smaller than the number of victims.</exception>
    public static RepeatVictimisationResult Count(ReadOnlySpan<int> victim, ReadOnlySpan<double> day, int? population = null)
    {
        Checks.SameLength(victim.Length, nameof(victim), day.Length, nameof(day));
        Checks.Finite(day, nameof(day));
        var (gaps, victimsBy) = Tally(victim, day);
        var (incidents, victims) = (victim.Length, victimsBy.Values.Sum());
        if (population < victims)
            throw new ArgumentOutOfRangeException(nameof(population), $"population is {population} but there are {victims} victims. Give the number at risk in the whole area, or leave it out.");
        return new RepeatVictimisationResult(
            incidents,
            victims,
            population is null ? double.NaN : 1000.0 * victims / population.Value,
            population is null ? double.NaN : 1000.0 * incidents / population.Value,
            (double)incidents / victims,
            incidents - victims,
            (double)(incidents - victims) / incidents,
            victimsBy,
            gaps,
            (double)IncidentsOfTop((victims + 9) / 10, victimsBy) / incidents);
    }

    // Gaps ascending, and for each number of incidents the victims with so many.
    private static (double[] Gaps, SortedDictionary<int, int> VictimsBy) Tally(ReadOnlySpan<int> victim, ReadOnlySpan<double> day)
    {
        var keys = new ulong[victim.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = (uint)victim[i];
        var order = RadixSort.Sort(keys, uint.MaxValue);
        var days = new double[keys.Length];
        for (var i = 0; i < days.Length; i++) days[i] = day[order[i]];
        var (gaps, victimsBy, once) = (new List<double>(), new SortedDictionary<int, int>(), 0);
        for (int from = 0, to; from < keys.Length; from = to)
        {
            for (to = from + 1; to < keys.Length && keys[to] == keys[from];) to++;
            if (to - from == 1)
            {
                once++; // most of them
                continue;
            }
            victimsBy[to - from] = victimsBy.GetValueOrDefault(to - from) + 1;
            Array.Sort(days, from, to - from);
            for (var i = from + 1; i < to; i++) gaps.Add(days[i] - days[i - 1]);
        }
        if (once > 0) victimsBy[1] = once;
        gaps.Sort();
        return ([.. gaps], victimsBy);
    }

    private static int IncidentsOfTop(int victims, SortedDictionary<int, int> victimsBy)
    {
        var incidents = 0;
        foreach (var (each, having) in victimsBy.Reverse())
        {
            incidents += each * Math.Min(victims, having);
            victims -= Math.Min(victims, having);
        }
        return incidents;
    }
}
