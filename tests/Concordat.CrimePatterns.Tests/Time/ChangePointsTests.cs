using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class ChangePointsTests
{
    [Fact]
    public void Find_ShortSeries_AgreesWithTryingEverySegmentation()
    {
        var random = new Random(11);
        for (var run = 0; run < 20; run++)
        {
            var values = Enumerable.Range(0, 13).Select(i => (i > 6 ? 4 : 0) * (run % 3) + random.NextDouble() * 5).ToArray();

            var found = ChangePoints.Find(values, 2);

            for (var m = 0; m < found.ResidualSumOfSquares.Length; m++)
                Assert.Equal(Least(values, 0, m, 2), found.ResidualSumOfSquares[m], 1e-9);
            Assert.Equal(Array.IndexOf(found.Bic, found.Bic.Min()), found.LastOfSegment.Length);
        }
    }

    private static double Least(double[] values, int from, int changes, int shortest)
    {
        if (changes == 0) return values.Length - from < shortest ? double.PositiveInfinity : Squares(values[from..]);
        return Enumerable.Range(from + shortest, Math.Max(0, values.Length - from - shortest))
            .Select(at => Squares(values[from..at]) + Least(values, at, changes - 1, shortest)).DefaultIfEmpty(double.PositiveInfinity).Min();
    }

    private static double Squares(double[] part) => part.Sum(v => Math.Pow(v - part.Average(), 2));

    [Fact]
    public void Find_WorkedExampleOfTheMethodPage_FindsTheStep()
    {
        double[] burglaries = [20, 22, 19, 21, 20, 23, 12, 11, 13, 12, 10, 12];

        var found = ChangePoints.Find(burglaries, 3);

        Assert.Equal([6], found.LastOfSegment);
        Assert.Equal([125 / 6.0, 70 / 6.0], found.Means.Select(m => Math.Round(m, 10)).ToArray(), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.True(found.Intervals[0].Low <= 6 && found.Intervals[0].High >= 6);
    }

    [Fact]
    public void Find_AllEqual_FindsNoChange()
    {
        var found = ChangePoints.Find([5, 5, 5, 5, 5, 5, 5, 5, 5, 5], 2);

        Assert.Empty(found.LastOfSegment);
        Assert.Equal([5.0], found.Means);
        Assert.Empty(found.Intervals);
    }

    [Fact]
    public void Find_StepWithoutNoise_HasAPointForAnInterval()
    {
        var found = ChangePoints.Find([1, 1, 1, 1, 1, 9, 9, 9, 9, 9], 3);

        Assert.Equal([5], found.LastOfSegment);
        Assert.Equal(new ChangeInterval(5, 5, 5), found.Intervals[0]);
    }

    [Fact]
    public void Find_ShiftedAndScaled_ChangesAtTheSamePlaces()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, 60).Select(i => (i < 20 ? 3 : i < 45 ? 8 : 5) + random.NextDouble()).ToArray();

        var found = ChangePoints.Find(values, 6);
        var scaled = ChangePoints.Find([.. values.Select(v => 1e6 + 250 * v)], 6);

        Assert.Equal([20, 45], found.LastOfSegment);
        Assert.Equal(found.LastOfSegment, scaled.LastOfSegment);
        Assert.Equal(found.Intervals, scaled.Intervals);
    }

    [Fact]
    public void Find_TooShortOrMissing_IsRefusedWithARemedy()
    {
        Assert.Contains("longer series", Assert.Throws<ArgumentException>(() => ChangePoints.Find([1, 2, 3], 2)).Message, StringComparison.Ordinal);
        Assert.Contains("values[1]", Assert.Throws<ArgumentException>(() => ChangePoints.Find([1, double.NaN, 3, 4], 2)).Message, StringComparison.Ordinal);
    }
}
