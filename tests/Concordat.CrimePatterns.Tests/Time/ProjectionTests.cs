using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class ProjectionTests
{
    private static readonly double[] History = [.. Enumerable.Range(0, 84).Select(m => Math.Round(200 * Math.Exp(-0.04 * m / 12) * (1 + 0.2 * Math.Sin(2 * Math.PI * m / 12))))];

    [Fact]
    public void Months_ThreeYears_CarryTrendAndSeasonOn()
    {
        var months = Projection.Months(History);

        Assert.Equal(36, months.Count);
        for (var m = 0; m < 36; m++)
        {
            var truth = 200 * Math.Exp(-0.04 * (84 + m) / 12) * (1 + 0.2 * Math.Sin(2 * Math.PI * (84 + m) / 12));
            Assert.InRange(months[m].Expected, 0.96 * truth, 1.04 * truth);
        }
        double Width(int m) => (months[m].High - months[m].Low) / months[m].Expected;
        Assert.True(Width(35) > Width(11) && Width(23) > Width(11)); // the same calendar month, further ahead
    }

    [Fact]
    public void Years_ThreeYears_AreTheSumsOfTheirMonths()
    {
        var months = Projection.Months(History);
        var years = Projection.Years(History);

        Assert.Equal(3, years.Count);
        for (var y = 0; y < 3; y++)
        {
            Assert.Equal(months.Skip(12 * y).Take(12).Sum(m => m.Expected), years[y].Expected, 1e-9);
            // Chance evens out over a year: narrower than the months' ends added up.
            Assert.True(years[y].High - years[y].Low < months.Skip(12 * y).Take(12).Sum(m => m.High - m.Low));
        }
    }

    [Fact]
    public void Years_TooShortOrEmptyHistory_SaysNothingOrNone()
    {
        Assert.Empty(Projection.Years(History.AsSpan(0, 20)));
        Assert.Equal(0, Projection.Years(new double[36])[0].Expected);
        Assert.Contains("years", Assert.Throws<ArgumentOutOfRangeException>(() => Projection.Years(History, 0)).Message, StringComparison.Ordinal);
    }
}
