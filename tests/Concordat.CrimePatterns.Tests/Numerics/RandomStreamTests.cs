using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Numerics;

public sealed class RandomStreamTests
{
    [Fact]
    public void Bits_SeedAndStream_ChooseTheNumbers()
    {
        ulong First(long seed, long stream)
        {
            var random = new RandomStream(seed, stream);
            return random.Bits();
        }

        var firsts = Enumerable.Range(-50, 100).SelectMany(seed => Enumerable.Range(-50, 100).Select(stream => First(seed, stream))).ToArray();

        Assert.Equal(First(7, 3), First(7, 3));
        Assert.Equal(10_000, firsts.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1000)]
    public void Below_ManyDraws_FillsTheRangeEvenly(int bound)
    {
        var random = new RandomStream(1, bound);
        var counts = new int[bound];
        const int Draws = 200_000;
        for (var i = 0; i < Draws; i++) counts[random.Below(bound)]++;

        var expected = Draws / (double)bound;
        var chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
        Assert.InRange(chiSquare, 0, bound - 1 + (5 * Math.Sqrt(2.0 * bound)));
    }

    [Fact]
    public void Shuffle_ThreeItems_EachOrderEquallyOften()
    {
        var counts = new Dictionary<string, int>();
        for (var stream = 0; stream < 60_000; stream++)
        {
            var items = "abc".ToCharArray();
            new RandomStream(5, stream).Shuffle<char>(items);
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 9_550, 10_450)); // five standard deviations
    }

    [Fact]
    public void Unit_ManyDraws_HasTheMomentsOfAUniformNumber()
    {
        var random = new RandomStream(9, 9);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.Unit()).ToArray();

        Assert.InRange(draws.Min(), 0, 0.001);
        Assert.InRange(draws.Max(), 0.999, 1 - double.Epsilon);
        Assert.Equal(0.5, draws.Average(), 0.005);
        Assert.Equal(1 / 12.0, draws.Average(d => (d - 0.5) * (d - 0.5)), 0.002);
    }
}
