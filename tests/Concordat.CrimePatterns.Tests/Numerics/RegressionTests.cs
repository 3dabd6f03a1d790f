using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Tests.Numerics;

public sealed class RegressionTests
{
    private static (double[] Design, double[] Response, double[] Weights) Data(int n)
    {
        var random = new Random(3);
        return ([.. Enumerable.Range(0, n).SelectMany(i => new[] { 1, i / 10.0, random.NextDouble() })], [.. Enumerable.Range(0, n).Select(i => (double)random.Next(12))],
            [.. Enumerable.Range(0, n).Select(_ => 0.5 + random.NextDouble())]);
    }

    [Fact]
    public void Solve_WeightedRows_SolvesTheNormalEquations()
    {
        var (x, y, w) = Data(25);

        var solution = LeastSquares.Solve(x, 3, y, w);

        for (var j = 0; j < 3; j++)
        {
            double left = 0;
            for (var i = 0; i < 25; i++)
            {
                var fitted = Enumerable.Range(0, 3).Sum(k => x[i * 3 + k] * solution.Coefficients[k]);
                left += w[i] * x[i * 3 + j] * (y[i] - fitted);
            }
            Assert.Equal(0, left, 1e-10);
            for (var k = 0; k < 3; k++)
            {
                // inverse times matrix is one
                var sum = Enumerable.Range(0, 3).Sum(m => solution.InverseGram[j * 3 + m] * Enumerable.Range(0, 25).Sum(i => w[i] * x[i * 3 + m] * x[i * 3 + k]));
                Assert.Equal(j == k ? 1 : 0, sum, 1e-10);
            }
        }
    }

    [Fact]
    public void Solve_CollinearColumn_NamesIt()
    {
        double[] design = [1, 2, 2, 1, 3, 3, 1, 5, 5, 1, 9, 9];
        Assert.Contains("Column 2", Assert.Throws<ArgumentException>(() => LeastSquares.Solve(design, 3, [1, 2, 3, 4])).Message, StringComparison.Ordinal);
        Assert.Contains("needs at least 3 rows", Assert.Throws<ArgumentException>(() => LeastSquares.Solve([1, 2, 3], 3, [1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_Offset_GivesTheCommonRate()
    {
        double[] counts = [4, 9, 2], residents = [1000, 2000, 500];

        var fit = PoissonRegression.Fit([1, 1, 1], 1, counts, [.. residents.Select(r => Math.Log(r))]);

        Assert.Equal(15 / 3500.0, Math.Exp(fit.Coefficients[0]), 1e-12);
        Assert.Equal(1 / Math.Sqrt(15), fit.StandardError(0), 1e-9);
        Assert.True(fit.Converged);
    }

    [Fact]
    public void Fit_GroupWithoutEvents_HasNoFiniteAnswer()
    {
        Assert.False(PoissonRegression.Fit([1, 0, 1, 0, 1, 1, 1, 1], 2, [5, 7, 0, 0]).Converged);
        Assert.Contains("counts[1]", Assert.Throws<ArgumentException>(() => PoissonRegression.Fit([1, 1], 1, [2, double.NaN])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_CurvedValley_ReachesItsFloor()
    {
        // Rosenbrock's function, minimum 0 at (1, 1).
        var (at, value) = Minimiser.Find(x => 100 * Math.Pow(x[1] - x[0] * x[0], 2) + Math.Pow(1 - x[0], 2), [-1.2, 1]);

        Assert.Equal(1, at[0], 1e-4);
        Assert.Equal(1, at[1], 1e-4);
        Assert.Equal(0, value, 1e-8);
    }
}
