using Concordat.CrimePatterns.Evaluation;

namespace Concordat.CrimePatterns.Tests.Evaluation;

public sealed class BeforeAfterTests
{
    [Fact]
    public void DifferenceInDifferences_WorkedExampleOfTheMethodPage_IsTheDifferenceOfChanges()
    {
        double[] counts = [20, 22, 14, 12, 30, 28, 27, 29];
        double[] treated = [1, 1, 1, 1, 0, 0, 0, 0];
        double[] post = [0, 0, 1, 1, 0, 0, 1, 1];

        var fit = DifferenceInDifferences.Fit(counts, treated, post);

        Assert.Equal([29, -8, -1, -7], fit.Coefficients.Select(c => Math.Round(c, 9)));
        Assert.Equal(Math.Log(13 / 21.0 / (28 / 29.0)), fit.PoissonCoefficients[3], 1e-10);
        Assert.Equal(Math.Sqrt(1 / 42.0 + 1 / 26.0 + 1 / 58.0 + 1 / 56.0), fit.PoissonStandardErrors[3], 1e-9);
        Assert.Equal(Math.Sqrt(8 / 4.0 * 4 / 2), fit.StandardErrors[3], 1e-9); // residuals all 1 or -1, four groups of two
        Assert.Equal(4, fit.DegreesOfFreedom);
    }

    [Fact]
    public void DifferenceInDifferences_GroupWithoutEvents_HasNoPoissonAnswer()
    {
        var fit = DifferenceInDifferences.Fit([5, 4, 0, 0, 6, 7, 5, 6], [1, 1, 1, 1, 0, 0, 0, 0], [0, 0, 1, 1, 0, 0, 1, 1]);

        Assert.True(double.IsNaN(fit.PoissonCoefficients[3]));
        Assert.Equal(-3.5, fit.Coefficients[3], 1e-9);
        Assert.Contains("untreated", Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Fit([1, 2, 3, 4, 5], [1, 1, 1, 1, 1], [0, 0, 1, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 1", Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Fit([1, 2, 3, 4, 5], [2, 1, 1, 1, 1], [0, 0, 1, 1, 1])).Message, StringComparison.Ordinal);
    }

    private static double[] Months(int n) => [.. Enumerable.Range(0, n).Select(i => (double)i)];

    [Fact]
    public void InterruptedSeries_WorkedExampleOfTheMethodPage_FindsTheStepAndTheSlope()
    {
        var time = Months(60);
        var post = time.Select(t => t >= 36 ? 1.0 : 0).ToArray();
        var since = time.Select(t => Math.Max(0, t - 36)).ToArray();
        var counts = time.Select((t, i) => 1000 * Math.Exp(0.01 * t - 0.25 * post[i] - 0.02 * since[i] + 0.2 * Math.Sin(2 * Math.PI * t / 12))).ToArray();

        var fit = InterruptedSeries.Fit(counts, time, post, since, 12, 1);

        Assert.Equal(["(Intercept)", "t", "post", "t_since", "sin1", "cos1"], fit.Terms);
        double[] expected = [Math.Log(1000), 0.01, -0.25, -0.02, 0.2, 0];
        for (var j = 0; j < 6; j++) Assert.Equal(expected[j], fit.Regression.Coefficients[j], 1e-9);
    }

    [Fact]
    public void InterruptedSeries_NoisyCounts_SolvesTheLikelihoodEquations()
    {
        var random = new Random(8);
        var time = Months(48);
        var post = time.Select(t => t >= 24 ? 1.0 : 0).ToArray();
        var since = time.Select(t => Math.Max(0, t - 24)).ToArray();
        var counts = time.Select(_ => (double)random.Next(3, 30)).ToArray();
        counts[5] = double.NaN;

        var fit = InterruptedSeries.Fit(counts, time, post, since).Regression;

        double[][] columns = [.. new[] { time.Select(_ => 1.0).ToArray(), time, post, since }.Select(c => c.Where((_, i) => i != 5).ToArray())];
        var known = counts.Where((_, i) => i != 5).ToArray();
        foreach (var column in columns) Assert.Equal(0, column.Select((x, i) => x * (known[i] - fit.Fitted[i])).Sum(), 1e-6);
        Assert.Equal(43, fit.ResidualDegreesOfFreedom);
        Assert.Contains("longer series", Assert.Throws<ArgumentException>(() => InterruptedSeries.Fit([1, 2, 3], [0, 1, 2], [0, 0, 1], [0, 0, 0])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SyntheticControl_WorkedExampleOfTheMethodPage_FindsTheMixture()
    {
        double[][] donors = [[10, 14, 9, 12, 11, 13], [20, 18, 25, 22, 21, 20], [5, 30, 7, 16, 22, 9]];
        var treated = Enumerable.Range(0, 6).Select(t => 0.3 * donors[0][t] + 0.7 * donors[1][t] - (t >= 4 ? 5 : 0)).ToArray();

        var fit = SyntheticControl.Fit(treated, donors, 4);

        Assert.Equal(0.3, fit.Weights[0], 1e-6);
        Assert.Equal(0.7, fit.Weights[1], 1e-6);
        Assert.Equal(0, fit.Weights[2], 1e-6);
        Assert.Equal(-10, fit.TotalGapAfter, 1e-4);
        Assert.Equal(0, fit.FitError, 1e-5);
    }

    [Fact]
    public void SyntheticControl_RandomSeries_BeatsEveryMixtureOnAGrid()
    {
        var random = new Random(4);
        double[] Row() => [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble() * 10)];
        double[][] donors = [Row(), Row(), Row()];
        var treated = Row();

        var fit = SyntheticControl.Fit(treated, donors, 8);

        Assert.Equal(1, fit.Weights.Sum(), 1e-12);
        Assert.All(fit.Weights, w => Assert.True(w >= 0));
        for (var a = 0; a <= 50; a++)
        {
            for (var b = 0; a + b <= 50; b++)
            {
                double[] w = [a / 50.0, b / 50.0, (50 - a - b) / 50.0];
                var error = Math.Sqrt(Enumerable.Range(0, 8).Average(t => Math.Pow(treated[t] - w.Select((v, d) => v * donors[d][t]).Sum(), 2)));
                Assert.True(fit.FitError <= error + 1e-9);
            }
        }
        Assert.InRange(SyntheticControl.Placebos(treated, donors, 8), 0.25, 1);
        Assert.Equal([1.0], SyntheticControl.Fit(treated, [donors[0]], 8).Weights);
        Assert.Contains("donors", Assert.Throws<ArgumentOutOfRangeException>(() => SyntheticControl.Fit(treated, [], 8)).Message, StringComparison.Ordinal);
    }
}
