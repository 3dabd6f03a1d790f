using Concordat.CrimePatterns.Evaluation;

namespace Concordat.CrimePatterns.Tests.Evaluation;

public sealed class DisplacementTests
{
    [Fact]
    public void Quotient_WorkedExampleOfTheMethodPage_IsAsPrinted()
    {
        var result = Displacement.Quotient(new(200, 120, 150, 140, 1000, 950));

        Assert.Equal(-0.0736842105263158, result.Success, 1e-12);
        Assert.Equal(0.0357142857142858, result.Quotient, 1e-12);
        Assert.Equal(72.5, result.TotalNetEffect, 1e-10);
        Assert.True(result.MayInterpretQuotient);
        Assert.Contains("spread", result.Meaning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(55, 30, "must not be read")]
    [InlineData(30, 80, "Some crime moved")]
    [InlineData(30, 200, "More crime moved")]
    [InlineData(30, 5, "by more than")]
    [InlineData(30, 70, "changed as control did")]
    public void Meaning_EachRange_SaysWhatItIs(double targetAfter, double bufferAfter, string part)
        => Assert.Contains(part, Displacement.Quotient(new(50, targetAfter, 70, bufferAfter, 300, 300)).Meaning, StringComparison.Ordinal);

    [Fact]
    public void Quotient_EveryCountDoubled_StaysTheSame()
    {
        var once = Displacement.Quotient(new(80, 60, 90, 110, 400, 420));
        var twice = Displacement.Quotient(new(160, 120, 180, 220, 800, 840));

        Assert.Equal(once.Quotient, twice.Quotient, 1e-12);
        Assert.Equal(2 * once.TotalNetEffect, twice.TotalNetEffect, 1e-10);
    }

    [Fact]
    public void Quotient_NothingInControl_IsUndefined()
    {
        var result = Displacement.Quotient(new(10, 5, 3, 3, 0, 0));

        Assert.True(double.IsNaN(result.Quotient));
        Assert.False(result.MayInterpretQuotient);
        Assert.Contains("target_after", Assert.Throws<ArgumentOutOfRangeException>(() => Displacement.Quotient(new(1, -1, 1, 1, 1, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightedDifference_RandomPoissonCounts_CoversAsOftenAsStated()
    {
        var random = new Random(12);
        double Poisson(double mean)
        {
            var count = -1;
            for (double sum = 0; sum < mean; count++) sum -= Math.Log(1 - random.NextDouble());
            return count;
        }
        var covered = 0;
        for (var run = 0; run < 2000; run++)
        {
            // True change: treated 40 to 30, control unchanged: -10 a unit of time, with two units before.
            var result = Displacement.WeightedDifference(new() { Treated = [Poisson(80), Poisson(30)], Control = [Poisson(80), Poisson(40)], TimeWeights = [2, 1] });
            if (result.Low <= -10 && result.High >= -10) covered++;
        }
        Assert.InRange(covered / 2000.0, 0.88, 0.92);
    }

    [Fact]
    public void WeightedDifference_AreaWeights_TurnCountsIntoDensities()
    {
        var plain = Displacement.WeightedDifference(new() { Treated = [10, 4], Control = [20, 18] });
        var halved = Displacement.WeightedDifference(new() { Treated = [10, 4], Control = [20, 18], AreaWeights = [2, 2, 2, 2] });

        Assert.Equal(plain.Total / 2, halved.Total, 1e-12);
        Assert.Equal(plain.Z, halved.Z, 1e-12);
        Assert.True(double.IsNaN(Displacement.WeightedDifference(new() { Treated = [0, 0], Control = [0, 0] }).Z));
        Assert.Contains("alpha", Assert.Throws<ArgumentOutOfRangeException>(() => Displacement.WeightedDifference(new() { Treated = [1, 1], Control = [1, 1] }, 0)).Message, StringComparison.Ordinal);
    }
}
