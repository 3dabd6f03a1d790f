using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Numerics;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 5)]
    [InlineData(101, 4)]
    [InlineData(1_000, 1_000_000)]
    [InlineData(1_000, 1)]
    public void MiddleTwo_RandomValues_AgreesWithSorting(int n, int different)
    {
        var random = new Random(n);
        double[] values = [.. Enumerable.Range(0, n).Select(_ => (double)random.Next(different))];
        double[] sorted = [.. values.Order()];

        Assert.Equal(sorted[n / 2] + sorted[n - (n / 2) - 1], Selection.MiddleTwo(values));
        Assert.Equal(sorted, values.Order());
    }
}
