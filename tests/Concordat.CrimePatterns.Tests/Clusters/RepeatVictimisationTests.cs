using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Tests.Clusters;

public sealed class RepeatVictimisationTests
{
    // docs/methods/repeat-victimisation.md
    [Fact]
    public void Count_WorkedExample_AgreesWithHand()
    {
        int[] victim = [7, 7, 7, 3, 3, 9];
        double[] day = [20, 1, 5, 10, 70, 4];

        var found = RepeatVictimisation.Count(victim, day, population: 100);

        Assert.Equal((6, 3, 3), (found.Incidents, found.Victims, found.Repeats));
        Assert.Equal((30.0, 60.0, 2.0, 0.5), (found.PrevalencePer1000, found.IncidencePer1000, found.Concentration, found.RepeatShare));
        Assert.Equal([4.0, 15.0, 60.0], found.Gaps);
        Assert.Equal((1, 2, 3), (found.RepeatsWithin(7), found.RepeatsWithin(15), found.RepeatsWithin(60)));
        Assert.Equal(15, found.MedianGapDays);
        Assert.Equal([(1, 1), (2, 1), (3, 1)], found.VictimsByIncidents.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(0.5, found.TopTenthShare);
    }

    [Fact]
    public void Count_RandomIncidents_AgreesWithGroupingThem()
    {
        var random = new Random(3);
        int[] victim = [.. Enumerable.Range(0, 2_000).Select(_ => random.Next(-500, 900))];
        double[] day = [.. victim.Select(_ => random.Next(365) / 2.0)];
        var groups = Enumerable.Range(0, victim.Length).GroupBy(i => victim[i], i => day[i]).Select(days => days.Order().ToArray()).ToArray();

        var found = RepeatVictimisation.Count(victim, day);

        Assert.Equal(groups.Length, found.Victims);
        Assert.Equal(groups.SelectMany(days => days.Skip(1).Zip(days, (later, earlier) => later - earlier)).Order(), found.Gaps);
        Assert.Equal(groups.CountBy(days => days.Length).OrderBy(pair => pair.Key), found.VictimsByIncidents);
        Assert.Equal(groups.Select(days => days.Length).OrderDescending().Take((groups.Length + 9) / 10).Sum() / 2_000.0, found.TopTenthShare, 1e-12);
    }

    [Fact]
    public void Count_NoIncidents_LeavesRatiosUndefined()
    {
        var found = RepeatVictimisation.Count([], [], 10);

        Assert.Equal((0, 0, 0, 0.0), (found.Incidents, found.Victims, found.Repeats, found.PrevalencePer1000));
        Assert.True(double.IsNaN(found.Concentration));
        Assert.True(double.IsNaN(found.MedianGapDays));
        Assert.True(double.IsNaN(found.TopTenthShare));
    }

    [Fact]
    public void Count_PopulationBelowVictims_IsRefused()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => RepeatVictimisation.Count([1, 2], [0, 0], 1));

        Assert.Contains("population is 1 but there are 2 victims", refusal.Message, StringComparison.Ordinal);
    }
}
