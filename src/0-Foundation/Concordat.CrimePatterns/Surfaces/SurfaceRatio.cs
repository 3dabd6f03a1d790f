namespace Concordat.CrimePatterns.Surfaces;

/// <summary>The ratio of two surfaces: where events are more common than the people or places at risk would lead one to expect.</summary>
public static class SurfaceRatio
{
    /// <summary>Relative risk: the share of the events at each cell over the share of the population at risk.</summary>
    /// <param name="events">Density of events per cell, 0 or more.</param>
    /// <param name="population">Density of the population at risk per cell, 0 or more, with the same kernel and bandwidth.</param>
    /// <param name="leastShare">Cells whose population density is below this share (0 to 1) of the highest are left undefined, since a ratio of
    /// two small numbers means nothing. 0.01 is a reasonable start.</param>
    /// <param name="risk">Receives a ratio per cell: 1 as expected, 2 twice as common; NaN where undefined, and everywhere when either surface is 0 everywhere.</param>
    /// <remarks>O(cells). Source: Bithell (1990), Statistics in Medicine 9(6), 691-701.</remarks>
    /// <exception cref="ArgumentException">Lengths differ, a density is negative or not finite, or the share is outside 0 to 1.</exception>
    public static void RelativeRisk(ReadOnlySpan<double> events, ReadOnlySpan<double> population, double leastShare, Span<double> risk)
    {
        Checks.SameLength(events.Length, nameof(events), population.Length, nameof(population));
        Checks.SameLength(events.Length, nameof(events), risk.Length, nameof(risk));
        if (!(leastShare >= 0 && leastShare <= 1))
            throw new ArgumentOutOfRangeException(nameof(leastShare), $"leastShare is {Checks.Text(leastShare)} and must lie between 0 and 1. 0.01 leaves out cells with under 1% of the highest population density.");
        var (allEvents, _) = SumAndMost(events, nameof(events));
        var (allPopulation, most) = SumAndMost(population, nameof(population));
        for (var i = 0; i < risk.Length; i++)
        {
            var defined = allEvents > 0 && population[i] > 0 && population[i] >= leastShare * most;
            risk[i] = defined ? events[i] / allEvents / (population[i] / allPopulation) : double.NaN;
        }
    }

    private static (double Sum, double Most) SumAndMost(ReadOnlySpan<double> values, string name)
    {
        Checks.Finite(values, name);
        var (sum, most) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] < 0) throw new ArgumentException($"{name}[{i}] is {Checks.Text(values[i])}. A density is 0 or more.", name);
            sum += values[i];
            most = Math.Max(most, values[i]);
        }
        return (sum, most);
    }
}
