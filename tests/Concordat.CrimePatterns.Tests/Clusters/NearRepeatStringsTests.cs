using Concordat.CrimePatterns.Clusters;

namespace Concordat.CrimePatterns.Tests.Clusters;

public sealed class NearRepeatStringsTests
{
    // docs/methods/near-repeat-strings.md
    [Fact]
    public void Find_WorkedExample_LinksStrictlyNearerOnly()
    {
        double[] x = [0, 50, 99, 199, 1000];
        double[] day = [0, 3, 6, 7, 7];

        var found = NearRepeatStrings.Find(x, new double[5], day, 100, 5);

        Assert.Equal([1, 1, 1, 2, 3], found.Strings); // the fourth lies exactly 100 m from the third
        Assert.Equal((1, 3, 3), (found.Linked, found.EventsInLinked, found.Longest));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Find_RandomEvents_MatchesSlowSearch(long seed, bool whole)
    {
        var (x, y, day) = DensityClustersTests.Events(seed, 400, whole);
        foreach (var (distance, days) in ((double, double)[])[(10, 3), (30, 1), (20, 2.5), (500, 100)])
        {
            var found = NearRepeatStrings.Find(x, y, day, distance, days);

            Assert.Equal(Slow(x, y, day, distance, days), found.Strings);
            Assert.Equal(400, found.Lengths.Sum());
        }
    }

    [Fact]
    public void Find_NoEventsOrOnePlaceAndDay_HasDefinedAnswers()
    {
        var none = NearRepeatStrings.Find([], [], [], 10, 1);
        var same = NearRepeatStrings.Find([1, 1, 1], [2, 2, 2], [4, 4, 4], 10, 1);

        Assert.Equal((0, 0, 0), (none.Lengths.Length, none.Linked, none.Longest));
        Assert.Equal([3], same.Lengths);
    }

    [Fact]
    public void Find_ZeroDays_IsRefused()
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => NearRepeatStrings.Find([1], [1], [1], 10, 0));

        Assert.Contains("days is 0", refusal.Message, StringComparison.Ordinal);
    }

    private static int[] Slow(double[] x, double[] y, double[] day, double distance, double days)
    {
        var strings = new int[x.Length];
        var count = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (strings[i] != 0) continue;
            count++;
            var stack = new Stack<int>([i]);
            while (stack.TryPop(out var at))
            {
                if (strings[at] != 0) continue;
                strings[at] = count;
                for (var j = 0; j < x.Length; j++)
                {
                    var square = ((x[at] - x[j]) * (x[at] - x[j])) + ((y[at] - y[j]) * (y[at] - y[j]));
                    if (square < distance * distance && Math.Abs(day[at] - day[j]) < days) stack.Push(j);
                }
            }
        }
        return strings;
    }
}
