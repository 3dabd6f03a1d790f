using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

public sealed class ArimaTests
{
    private static double[] Arma(int n, double ar, double ma, int seed)
    {
        var random = new Random(seed);
        double y = 0, last = 0;
        var values = new double[n + 50];
        for (var i = 0; i < values.Length; i++)
        {
            var e = SpecialDistributions.NormalQuantile(1 - random.NextDouble());
            values[i] = y = ar * y + e + ma * last;
            last = e;
        }
        return values[50..];
    }

    [Theory]
    [InlineData(1, 0, 0, 0, 0, 0)]
    [InlineData(2, 0, 1, 0, 0, 0)]
    [InlineData(0, 0, 1, 0, 0, 1)]
    [InlineData(1, 0, 0, 1, 0, 1)]
    public void Fit_AnyOrder_HasTheLikelihoodOfTheFullCovariance(int p, int d, int q, int sp, int sd, int sq)
    {
        var order = new ArimaOrder(p, d, q, sp, sd, sq, 4);
        var values = Arma(60, 0.5, 0.3, 8);
        var trend = Enumerable.Range(0, 60).Select(i => i / 10.0).ToArray();

        var fit = Arima.Fit(values, [trend], order);

        var arma = order.Parameters;
        var residual = values.Select((v, i) => v - fit.Coefficients[arma] - fit.Coefficients[arma + 1] * trend[i]).ToArray();
        Assert.Equal(Slow(residual, order, fit.Coefficients.AsSpan(0, arma).ToArray(), fit.Variance), fit.LogLikelihood, 1e-6);
    }

    // Log density of a normal vector with the covariances of the process, from a long sum over its past.
    private static double Slow(double[] y, ArimaOrder order, double[] arma, double variance)
    {
        var (phi, theta) = order.Expand(arma);
        const int Long = 3000;
        var psi = new double[Long];
        for (var j = 0; j < Long; j++)
        {
            psi[j] = j == 0 ? 1 : j <= theta.Length ? theta[j - 1] : 0;
            for (var k = 1; k <= Math.Min(j, phi.Length); k++) psi[j] += phi[k - 1] * psi[j - k];
        }
        var n = y.Length;
        var gamma = Enumerable.Range(0, n).Select(lag => variance * Enumerable.Range(0, Long - lag).Sum(j => psi[j] * psi[j + lag])).ToArray();
        var lower = new double[n, n];
        double log = 0, squares = 0;
        var z = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = gamma[i - j];
                for (var k = 0; k < j; k++) sum -= lower[i, k] * lower[j, k];
                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
            z[i] = y[i];
            for (var k = 0; k < i; k++) z[i] -= lower[i, k] * z[k];
            z[i] /= lower[i, i];
            squares += z[i] * z[i];
            log += Math.Log(lower[i, i]);
        }
        return -0.5 * (n * Math.Log(2 * Math.PI) + squares) - log;
    }

    [Fact]
    public void Fit_NoArma_IsLeastSquares()
    {
        var values = Arma(40, 0, 0, 3);
        var x = Enumerable.Range(0, 40).Select(i => (double)(i % 5)).ToArray();

        var fit = Arima.Fit(values, [x], new(0, 0, 0));

        var design = x.SelectMany(v => new[] { 1, v }).ToArray();
        var expected = LeastSquares.Solve(design, 2, values);
        Assert.Equal(expected.Coefficients[0], fit.Coefficients[0], 1e-9);
        Assert.Equal(expected.Coefficients[1], fit.Coefficients[1], 1e-9);
        Assert.Equal(Math.Sqrt(fit.Variance * expected.InverseGram[3]), fit.StandardErrors[1], 1e-5);
    }

    [Fact]
    public void Fit_LongSeries_FindsTheParametersItWasMadeWith()
    {
        var fit = Arima.Fit(Arma(3000, 0.7, -0.4, 12), [], new(1, 0, 1));

        Assert.InRange(fit.Coefficients[0], 0.7 - 4 * fit.StandardErrors[0], 0.7 + 4 * fit.StandardErrors[0]);
        Assert.InRange(fit.Coefficients[1], -0.4 - 4 * fit.StandardErrors[1], -0.4 + 4 * fit.StandardErrors[1]);
        Assert.InRange(fit.Variance, 0.9, 1.1);
    }

    [Fact]
    public void Fit_Differenced_IsTheFitOfTheDifferences()
    {
        var steps = Arma(120, 0.4, 0, 5);
        var level = new double[121];
        for (var i = 0; i < 120; i++) level[i + 1] = level[i] + steps[i];

        var fit = Arima.Fit(level, [], new(1, 1, 0));
        var direct = Arima.Fit(steps, [], new(1, 0, 0), includeMean: false);

        Assert.Equal(direct.Coefficients[0], fit.Coefficients[0], 1e-6);
        Assert.Equal(direct.LogLikelihood, fit.LogLikelihood, 1e-8);
    }

    [Fact]
    public void Fit_MissingAtTheEnds_IsTheFitOfTheRest()
    {
        var values = Arma(80, 0.5, 0, 21);
        double[] padded = [double.NaN, .. values, double.NaN, double.NaN];

        Assert.Equal(Arima.Fit(values, [], new(1, 0, 0)).LogLikelihood, Arima.Fit(padded, [], new(1, 0, 0)).LogLikelihood, 1e-7);
    }

    [Fact]
    public void Fit_WorkedExampleOfTheMethodPage_FindsTheDrop()
    {
        var values = Arma(96, 0.4, 0, 31).Select((e, i) => 4 + 0.1 * e - (i >= 60 ? 0.3 : 0)).ToArray();
        var scheme = Enumerable.Range(0, 96).Select(i => i >= 60 ? 1.0 : 0).ToArray();

        var fit = Arima.Fit(values, [scheme], new(1, 0, 0));

        Assert.InRange(fit.Coefficients[2], -0.3 - 3 * fit.StandardErrors[2], -0.3 + 3 * fit.StandardErrors[2]);
        Assert.True(fit.Coefficients[2] / fit.StandardErrors[2] < -4);
    }

    [Fact]
    public void Fit_MissingWithDifferencesOrTooShort_IsRefusedWithARemedy()
    {
        Assert.Contains("Fill it in", Assert.Throws<ArgumentException>(() => Arima.Fit([1, 2, double.NaN, 4, 5, 6, 7, 8], [], new(0, 1, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("longer series", Assert.Throws<ArgumentException>(() => Arima.Fit([1, 2, 3], [], new(2, 0, 1))).Message, StringComparison.Ordinal);
        Assert.Contains("order[0]", Assert.Throws<ArgumentOutOfRangeException>(() => Arima.Fit(new double[50], [], new(-1, 0, 0))).Message, StringComparison.Ordinal);
    }
}
