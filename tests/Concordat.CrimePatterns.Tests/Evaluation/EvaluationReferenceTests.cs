using Concordat.CrimePatterns.Evaluation;
using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Evaluation;

/// <summary>Before-and-after methods against formulas worked out by hand, one group or count at a time.</summary>
public sealed class EvaluationReferenceTests
{
    private static (double[] Counts, double[] Treated, double[] Post) Rows(int count, long seed)
    {
        var random = new RandomStream(seed, 0);
        double[] treated = [.. Enumerable.Range(0, count).Select(i => (double)(i % 2))], post = [.. Enumerable.Range(0, count).Select(i => i % 3 == 0 ? 1.0 : 0)];
        return ([.. treated.Zip(post, (t, p) => (double)(5 + random.Below(20) + (int)(6 * t) - (int)(4 * t * p)))], treated, post);
    }

    [Theory]
    [InlineData(13, 0)]
    [InlineData(60, 0)]
    [InlineData(60, 200)] // counts more even than a Poisson's: the quasi errors are then the smaller
    public void DifferenceInDifferences_AnyRows_IsTheDifferenceOfCellMeans(int count, double raised)
    {
        var (drawn, treated, post) = Rows(count, 50 + count);
        double[] counts = [.. drawn.Select(c => c + raised)];
        double[] Cell(int t, int p) => [.. counts.Where((_, i) => treated[i] == t && post[i] == p)];
        double[] a = Cell(0, 0), b = Cell(1, 0), c = Cell(0, 1), d = Cell(1, 1);
        double[][] cells = [a, b, c, d];
        var variance = cells.Sum(cell => cell.Sum(y => Math.Pow(y - cell.Average(), 2))) / (count - 4);
        var dispersion = cells.Sum(cell => cell.Sum(y => Math.Pow(y - cell.Average(), 2) / cell.Average())) / (count - 4);
        double[][][] terms = [[a], [a, b], [a, c], cells]; // the cells each coefficient compares

        var fit = DifferenceInDifferences.Fit(counts, treated, post);

        double Compared(double[][] of, Func<double, double> scale) => of.Length switch
        {
            1 => scale(a.Average()),
            2 => scale(of[1].Average()) - scale(a.Average()),
            _ => scale(d.Average()) - scale(b.Average()) - (scale(c.Average()) - scale(a.Average())),
        };
        for (var j = 0; j < 4; j++)
        {
            Assert.Equal(Compared(terms[j], y => y), fit.Coefficients[j], 1e-9);
            Assert.Equal(Math.Sqrt(variance * terms[j].Sum(cell => 1.0 / cell.Length)), fit.StandardErrors[j], 1e-9);
            Assert.Equal(Compared(terms[j], Math.Log), fit.PoissonCoefficients[j], 1e-8);
            Assert.Equal(Math.Sqrt(terms[j].Sum(cell => 1 / cell.Sum())), fit.PoissonStandardErrors[j], 1e-8);
            Assert.Equal(Math.Sqrt(dispersion * terms[j].Sum(cell => 1 / cell.Sum())), fit.QuasiStandardErrors[j], 1e-8);
        }
    }

    [Fact]
    public void DifferenceInDifferences_RowsShuffledOrGroupsSwapped_KeepsOrTurnsTheEffect()
    {
        var (counts, treated, post) = Rows(40, 3);
        var here = DifferenceInDifferences.Fit(counts, treated, post);

        var shuffled = DifferenceInDifferences.Fit([.. counts.Reverse()], [.. treated.Reverse()], [.. post.Reverse()]);
        var swapped = DifferenceInDifferences.Fit(counts, [.. treated.Select(t => 1 - t)], post);
        var raised = DifferenceInDifferences.Fit([.. counts.Select(c => c + 100)], treated, post);

        Assert.Equal(here.Coefficients[3], shuffled.Coefficients[3], 1e-9);
        Assert.Equal(here.PoissonStandardErrors[3], shuffled.PoissonStandardErrors[3], 1e-9);
        Assert.Equal(-here.Coefficients[3], swapped.Coefficients[3], 1e-9);
        Assert.Equal(-here.PoissonCoefficients[3], swapped.PoissonCoefficients[3], 1e-8);
        Assert.Equal(here.Coefficients[3], raised.Coefficients[3], 1e-9);
        Assert.Equal(here.StandardErrors[3], raised.StandardErrors[3], 1e-9);
    }

    [Fact]
    public void DifferenceInDifferences_MissingCountOrGroup_IsRefusedByRowAndValue()
    {
        Assert.Contains("row 2 is NaN", Assert.Throws<ArgumentOutOfRangeException>(() => DifferenceInDifferences.Fit([1, double.NaN, 3, 4, 5], [0, 0, 1, 1, 1], [0, 1, 0, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("Row 3: treated is NaN", Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Fit([1, 2, 3, 4, 5], [0, 0, double.NaN, 1, 1], [0, 1, 0, 1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("more than four rows", Assert.Throws<ArgumentException>(() => DifferenceInDifferences.Fit([], [], [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Quotient_AnyCounts_IsTheHandFormula()
    {
        var random = new RandomStream(9, 0);
        for (var run = 0; run < 200; run++)
        {
            double a0 = 1 + random.Below(90), a1 = 1 + random.Below(90), b0 = 1 + random.Below(90), b1 = 1 + random.Below(90), c0 = 1 + random.Below(900), c1 = 1 + random.Below(900);

            var result = Displacement.Quotient(new(a0, a1, b0, b1, c0, c1));

            // Multiplied out, so that no fraction of a fraction is left.
            var success = (a1 * c0 - a0 * c1) / (c0 * c1);
            Assert.Equal(success, result.Success, 1e-12);
            Assert.Equal((b1 * c0 - b0 * c1) / (c0 * c1), result.Buffer, 1e-12);
            if (a1 * c0 != a0 * c1) Assert.Equal(1, result.Quotient * (a1 * c0 - a0 * c1) - (b1 * c0 - b0 * c1) + 1, 1e-6);
            Assert.Equal(a0 - a1, result.GrossEffect);
            Assert.Equal(-success, result.NetEffect, 1e-12);
            Assert.Equal(((a0 + b0) * c1 - (a1 + b1) * c0) / c0, result.TotalNetEffect, 1e-9);
            Assert.Equal(a1 * c0 < a0 * c1, result.MayInterpretQuotient);
        }
    }

    [Fact]
    public void WeightedDifference_AnyCountsAndWeights_IsTheHandFormula()
    {
        var random = new RandomStream(10, 0);
        for (var run = 0; run < 100; run++)
        {
            double[] Pair() => [random.Below(80), 1 + random.Below(80)];
            double[] control = Pair(), treated = Pair(), nearControl = Pair(), near = Pair(), time = [1 + random.Below(4), 1 + random.Below(4)];
            double[] area = [1 + random.Below(5), 1 + random.Below(5), 1 + random.Below(5), 1 + random.Below(5)];

            var result = Displacement.WeightedDifference(new() { Control = control, Treated = treated, DisplacementControl = nearControl, DisplacementTreated = near, TimeWeights = time, AreaWeights = area }, 0.05);

            double Rate(double[] pair, int when, int where) => pair[when] / time[when] / area[where];
            double Variance(double[] pair, int where) => pair[0] / Math.Pow(time[0] * area[where], 2) + pair[1] / Math.Pow(time[1] * area[where], 2);
            var local = Rate(treated, 1, 1) - Rate(treated, 0, 1) - (Rate(control, 1, 0) - Rate(control, 0, 0));
            var displaced = Rate(near, 1, 3) - Rate(near, 0, 3) - (Rate(nearControl, 1, 2) - Rate(nearControl, 0, 2));
            double localVariance = Variance(treated, 1) + Variance(control, 0), displacedVariance = Variance(near, 3) + Variance(nearControl, 2);
            var error = Math.Sqrt(localVariance + displacedVariance);
            Assert.Equal(local, result.Local, 1e-10);
            Assert.Equal(Math.Sqrt(localVariance), result.LocalError, 1e-10);
            Assert.Equal(displaced, result.Displaced, 1e-10);
            Assert.Equal(Math.Sqrt(displacedVariance), result.DisplacedError, 1e-10);
            Assert.Equal((local + displaced) / error, result.Z, 1e-10);
            Assert.Equal(local + displaced - 1.959963984540054 * error, result.Low, 1e-9);
            Assert.Equal(local + displaced + 1.959963984540054 * error, result.High, 1e-9);
        }
    }
}
