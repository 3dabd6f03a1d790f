using Concordat.CrimePatterns.Concentration;

namespace Concordat.CrimePatterns.Tests.Concentration;

public sealed class GiniConcentrationTests
{
    private static double[] Counts(int n, int seed, bool whole)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(_ => Math.Pow(random.NextDouble(), 3) * 12).Select(v => whole ? Math.Floor(v) : v)];
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Coefficients_AnyCounts_AreHalfTheRelativeMeanDifference(bool whole)
    {
        var counts = Counts(80, 4, whole);

        var gini = GiniConcentration.Coefficients(counts);

        var difference = counts.SelectMany(a => counts.Select(b => Math.Abs(a - b))).Average();
        Assert.Equal(difference / (2 * counts.Average()), gini.Plain, 1e-12);
        Assert.Equal(gini.Plain * 80 / 79, gini.Unbiased, 1e-12);
        // The area between the diagonal and the Lorenz curve, twice.
        var curve = GiniConcentration.Lorenz(counts);
        var under = curve.Zip(curve.Skip(1), (a, b) => (b.ShareOfPlaces - a.ShareOfPlaces) * (a.ShareOfEvents + b.ShareOfEvents) / 2).Sum();
        Assert.Equal(1 - 2 * under, gini.Plain, 1e-12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ShareInTop_AnyCounts_AgreesWithSorting(bool whole)
    {
        var counts = Counts(333, 9, whole);
        var falling = counts.OrderDescending().ToArray();
        double[] percents = [1, 5, 20, 33.3, 100];

        var shares = GiniConcentration.ShareInTop(counts, percents);
        var places = GiniConcentration.PlacesFor(counts, percents);

        for (var i = 0; i < percents.Length; i++)
        {
            Assert.Equal(falling.Take((int)Math.Ceiling(percents[i] * 333 / 100)).Sum() / counts.Sum(), shares[i], 1e-12);
            var needed = Enumerable.Range(1, 333).First(k => falling.Take(k).Sum() >= counts.Sum() * percents[i] / 100 * (1 - 1e-12));
            Assert.Equal(needed, places[i]);
        }
    }

    [Fact]
    public void Coefficients_WorkedExampleOfTheMethodPage_AreAsPrinted()
    {
        // Ten streets, eight burglaries: 5, 2 and 1 in three of them.
        double[] streets = [5, 2, 1, 0, 0, 0, 0, 0, 0, 0];

        var gini = GiniConcentration.Coefficients(streets);

        Assert.Equal(0.8, gini.Plain, 1e-12);
        Assert.Equal(0.75, gini.Generalised, 1e-12);
        Assert.Equal([0.875], GiniConcentration.ShareInTop(streets, [20]));
        Assert.Equal([2L], GiniConcentration.PlacesFor(streets, [80]));
    }

    [Fact]
    public void Coefficients_DoubledCountsOrPlaces_StayTheSame()
    {
        var counts = Counts(50, 2, whole: true);

        var gini = GiniConcentration.Coefficients(counts).Plain;

        Assert.Equal(gini, GiniConcentration.Coefficients([.. counts.Select(c => 2 * c)]).Plain, 1e-12);
        Assert.Equal(gini, GiniConcentration.Coefficients([.. counts, .. counts]).Plain, 1e-12);
        Assert.Equal(0, GiniConcentration.Coefficients([3, 3, 3, 3]).Plain, 1e-12);
    }

    [Fact]
    public void Coefficients_NothingToMeasure_AreUndefined()
    {
        Assert.True(double.IsNaN(GiniConcentration.Coefficients([]).Plain));
        Assert.True(double.IsNaN(GiniConcentration.Coefficients([0, 0]).Plain));
        Assert.True(double.IsNaN(GiniConcentration.Coefficients([4]).Unbiased));
        Assert.Equal(0, GiniConcentration.Coefficients([4]).Plain);
        Assert.Equal([0L], GiniConcentration.PlacesFor([0, 0], [50]));
        Assert.Single(GiniConcentration.Lorenz([0, 0]));
        Assert.Contains("counts[1]", Assert.Throws<ArgumentException>(() => GiniConcentration.Coefficients([1, double.NaN])).Message, StringComparison.Ordinal);
    }
}
