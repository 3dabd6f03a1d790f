using Concordat.Partnership.Calendar;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Strategic.Engine;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>Years of a small town, month by month as a test wants them.</summary>
internal static class StrategicTown
{
    public static readonly Month From = new(2021, 1);

    /// <summary>The same town with counts for a theme, month by month from January 2021; null leaves the month missing at source.</summary>
    public static SmallTown Counting(this SmallTown town, string theme, IEnumerable<int?> counts, double east = 5_000)
    {
        var month = From;
        foreach (var count in counts)
        {
            if (count is { } n) town.With(n, theme, month.ToString(), east, 5_000).Holding(month.ToString());
            month = month.AddMonths(1);
        }
        return town;
    }

    /// <summary>So many months of one level, told apart a little from month to month as real ones are.</summary>
    public static IEnumerable<int?> Level(int level, int months, int start = 0) =>
        Enumerable.Range(start, months).Select(i => (int?)(level + (i * 7 % 5 - 2) * Math.Max(1, level / 40)));

    public static StrategicInput Over(this SmallTown town, string to, int years = 5)
    {
        var tactical = town.Input(to);
        return new()
        {
            Area = tactical.Area,
            Incidents = tactical.Incidents,
            Held = tactical.Held,
            To = tactical.Month,
            Years = years,
            Records = tactical.Records,
            Version = "test",
            Supplier = "the police",
        };
    }

    public static StrategicResult Assessed(this StrategicInput input) => StrategicAssessor.Assess(input);
}
