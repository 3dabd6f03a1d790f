using Concordat.CrimePatterns.Evaluation;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Evaluation;

/// <summary>What changes of the counts and of the clock must do to an interrupted series, and what it says to input that has no answer.</summary>
public sealed class InterruptedSeriesTests
{
    private static readonly double[] Time = [.. Enumerable.Range(0, 48).Select(i => (double)i)];
    private static readonly double[] Post = [.. Time.Select(t => t >= 30 ? 1.0 : 0)];
    private static readonly double[] Since = [.. Time.Select(t => Math.Max(0, t - 30))];
    private static readonly double[] Counts = Drawn();

    private static double[] Drawn()
    {
        var random = new RandomStream(14, 0);
        return [.. Post.Select(p => 20.0 + random.Below(30) - 8 * p)];
    }

    private static PoissonFit Fit(double[] counts, double[] time, double[] post, double[] since) => InterruptedSeries.Fit(counts, time, post, since).Regression;

    [Fact]
    public void Fit_CountsMultiplied_MovesTheInterceptAlone()
    {
        PoissonFit here = Fit(Counts, Time, Post, Since), fourfold = Fit([.. Counts.Select(c => 4 * c)], Time, Post, Since);

        Assert.Equal(here.Coefficients[0] + Math.Log(4), fourfold.Coefficients[0], 1e-8);
        for (var j = 1; j < 4; j++)
        {
            Assert.Equal(here.Coefficients[j], fourfold.Coefficients[j], 1e-8);
            Assert.Equal(here.StandardError(j) / 2, fourfold.StandardError(j), 1e-8);
        }
    }

    [Fact]
    public void Fit_AnotherClock_ChangesOnlyTheUnits()
    {
        var here = Fit(Counts, Time, Post, Since);
        // Months from another origin, and in years.
        PoissonFit later = Fit(Counts, [.. Time.Select(t => t + 24)], Post, Since), years = Fit(Counts, [.. Time.Select(t => t / 12)], Post, [.. Since.Select(t => t / 12)]);

        Assert.Equal(here.Coefficients[0] - 24 * here.Coefficients[1], later.Coefficients[0], 1e-8);
        for (var j = 1; j < 4; j++) Assert.Equal(here.Coefficients[j], later.Coefficients[j], 1e-8);
        Assert.Equal(12 * here.Coefficients[1], years.Coefficients[1], 1e-7);
        Assert.Equal(here.Coefficients[2], years.Coefficients[2], 1e-8);
        Assert.Equal(12 * here.StandardError(3), years.StandardError(3), 1e-7);
        Assert.Equal(here.Deviance, years.Deviance, 1e-7);
    }

    [Fact]
    public void Fit_RowsInAnotherOrderOrWithMissingOnes_IsTheSame()
    {
        var here = Fit(Counts, Time, Post, Since);
        var backwards = Fit([.. Counts.Reverse()], [.. Time.Reverse()], [.. Post.Reverse()], [.. Since.Reverse()]);
        var padded = Fit([.. Counts, double.NaN], [.. Time, 48], [.. Post, 1], [.. Since, 18]);

        for (var j = 0; j < 4; j++)
        {
            Assert.Equal(here.Coefficients[j], backwards.Coefficients[j], 1e-8);
            Assert.Equal(here.Coefficients[j], padded.Coefficients[j], 1e-12);
        }
    }

    [Fact]
    public void Fit_EveryCountTheSame_FindsNoChange()
    {
        var level = Fit([.. Time.Select(_ => 7.0)], Time, Post, Since);

        Assert.True(level.Converged);
        Assert.Equal(Math.Log(7), level.Coefficients[0], 1e-9);
        for (var j = 1; j < 4; j++) Assert.Equal(0, level.Coefficients[j], 1e-9);
        Assert.Equal(0, level.Dispersion, 1e-9);
    }

    [Fact]
    public void Fit_NoEventsAtAllOrNoneAfter_SaysThatThereIsNoAnswer()
    {
        Assert.False(Fit(new double[48], Time, Post, Since).Converged);
        Assert.False(Fit([.. Counts.Zip(Post, (c, p) => c * (1 - p))], Time, Post, Since).Converged);
    }

    [Fact]
    public void Fit_NothingKnown_IsRefusedWithARemedy()
    {
        Assert.Contains("0 known counts", Assert.Throws<ArgumentException>(() => Fit([], [], [], [])).Message, StringComparison.Ordinal);
        Assert.Contains("longer series", Assert.Throws<ArgumentException>(() => Fit([.. Time.Select(_ => double.NaN)], Time, Post, Since)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-3.0, "-3")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    public void Fit_ImpossibleCount_IsNamedByItsOwnPlace(double value, string text)
    {
        double[] counts = [.. Counts];
        counts[0] = counts[1] = double.NaN; // left out, but still counted
        counts[5] = value;

        var refusal = Assert.ThrowsAny<ArgumentException>(() => Fit(counts, Time, Post, Since));

        Assert.Contains($"counts[5] is {text}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("counts", refusal.ParamName);
    }

    [Fact]
    public void Fit_SchemeThatNeverBegan_IsRefusedByTheNameOfItsColumn()
    {
        var never = Assert.Throws<ArgumentException>(() => Fit(Counts, Time, new double[48], new double[48]));
        var always = Assert.Throws<ArgumentException>(() => Fit(Counts, Time, [.. Time.Select(_ => 1.0)], Time));
        var odd = Assert.Throws<ArgumentException>(() => Fit(Counts, Time, [.. Post.Select(p => 2 * p)], Since));

        Assert.Contains("post is 0 in every", never.Message, StringComparison.Ordinal);
        Assert.Contains("post is 1 in every", always.Message, StringComparison.Ordinal);
        Assert.Contains("post[30] is 2", odd.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ColumnsThatDoNotFit_AreNamed()
    {
        Assert.Contains("post has 47", Assert.Throws<ArgumentException>(() => Fit(Counts, Time, Post[1..], Since)).Message, StringComparison.Ordinal);
        Assert.Contains("time[2] is NaN", Assert.Throws<ArgumentException>(() => Fit(Counts, [0, 1, double.NaN, .. Time[3..]], Post, Since)).Message, StringComparison.Ordinal);
        Assert.Contains("period is 0", Assert.Throws<ArgumentOutOfRangeException>(() => InterruptedSeries.Fit(Counts, Time, Post, Since, 0, 1)).Message, StringComparison.Ordinal);
        Assert.Contains("harmonics is -1", Assert.Throws<ArgumentOutOfRangeException>(() => InterruptedSeries.Fit(Counts, Time, Post, Since, 12, -1)).Message, StringComparison.Ordinal);
    }
}
