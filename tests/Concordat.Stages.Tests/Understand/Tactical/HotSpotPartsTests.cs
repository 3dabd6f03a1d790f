using Concordat.Understand.Tactical.Engine;

namespace Concordat.Stages.Tests.Understand.Tactical;

public sealed class HotSpotPartsTests
{
    const int Columns = 20;

    [Fact]
    public void Parts_NarrowGroup_IsLeftWhole()
    {
        List<int> group = [0, 1, 2];

        var parts = HotSpotParts.Of(group, Heights((0, 9), (1, 1), (2, 9)), Touching, widest: 3);

        Assert.Equal([0, 1, 2], Assert.Single(parts));
    }

    [Fact]
    public void Parts_TwoPeaksWithALowSaddle_AreTwoPlaces()
    {
        var z = Heights((0, 10), (1, 8), (2, 3), (3, 7), (4, 12));

        var parts = HotSpotParts.Of([0, 1, 2, 3, 4], z, Touching, widest: 4).ToList();

        Assert.Equal([[0, 1], [3, 4]], parts);
    }

    [Fact]
    public void Parts_HighSaddle_StaysOnePlaceWhileItIsNotTooWide()
    {
        var z = Heights((0, 10), (1, 9.5), (2, 10), (3, 1), (4, 1), (5, 1));

        var parts = HotSpotParts.Of([0, 1, 2, 3, 4, 5], z, Touching, widest: 5).ToList();

        Assert.Equal([0, 1, 2], Assert.Single(parts));
    }

    [Fact]
    public void Parts_WeakSkirt_IsNotPartOfThePlace()
    {
        var z = Heights((0, 2), (1, 4), (2, 20), (3, 4), (4, 2));

        var parts = HotSpotParts.Of([0, 1, 2, 3, 4], z, Touching, widest: 4).ToList();

        Assert.Equal([2], Assert.Single(parts));
    }

    [Fact]
    public void Parts_AnyGroup_NeverOverlapAndKeepTheStrongestSquare()
    {
        var chance = new Random(20261121);
        for (var round = 0; round < 200; round++)
        {
            var z = new double[Columns * Columns];
            for (var i = 0; i < z.Length; i++) z[i] = 3 + 20 * chance.NextDouble();
            var group = Enumerable.Range(0, Columns).Select(c => c + Columns * (round % Columns)).ToList();

            var parts = HotSpotParts.Of(group, z, Touching, widest: 4).ToList();

            var squares = parts.SelectMany(p => p).ToList();
            Assert.Equal(squares.Count, squares.Distinct().Count());
            Assert.Empty(squares.Except(group));
            Assert.Contains(group.MaxBy(s => z[s]), squares);
        }
    }

    static double[] Heights(params (int Square, double Z)[] heights)
    {
        var z = new double[Columns * Columns];
        foreach (var (square, height) in heights) z[square] = height;
        return z;
    }

    static IEnumerable<int> Touching(int square)
    {
        var (row, column) = Math.DivRem(square, Columns);
        for (var r = Math.Max(0, row - 1); r <= Math.Min(Columns - 1, row + 1); r++)
            for (var c = Math.Max(0, column - 1); c <= Math.Min(Columns - 1, column + 1); c++)
                if (r * Columns + c != square) yield return r * Columns + c;
    }
}
