using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Time;

namespace Concordat.CrimePatterns.Tests.Time;

/// <summary>What changes of unit and level must do to a regression with ARIMA errors.</summary>
public sealed class ArimaPropertiesTests
{
    private const int Length = 120;
    private static readonly ArimaOrder Order = new(1, 0, 0, 1, 0, 0, 12);
    private static readonly double[] Step = [.. Enumerable.Range(0, Length).Select(i => i >= 70 ? 1.0 : 0)];
    private static readonly double[] Trend = [.. Enumerable.Range(0, Length).Select(i => i / 12.0)];
    private static readonly double[] Values = Drawn();
    private static readonly ArimaFit Here = Arima.Fit(Values, [Step, Trend], Order);

    private static double[] Drawn()
    {
        var random = new RandomStream(23, 0);
        var values = new double[Length];
        var error = 0.0;
        for (var i = 0; i < Length; i++)
        {
            error = 0.5 * error + SpecialDistributions.NormalQuantile((random.Below(9999) + 1) / 10_001.0);
            values[i] = 20 + error + 2 * Math.Sin(Math.PI * i / 6) - 3 * Step[i] + 0.4 * Trend[i];
        }
        return values;
    }

    private static void AssertClose(double expected, double actual) => Assert.InRange(actual, expected - 2e-3 * Math.Abs(expected) - 1e-6, expected + 2e-3 * Math.Abs(expected) + 1e-6);

    // Coefficients: ar1, sar1, mean, step, trend. Each must be the stated multiple of what it was, its standard error too.
    private static void AssertMultiples(ArimaFit there, double[] shift, double[] multiples)
    {
        for (var j = 0; j < 5; j++)
        {
            AssertClose(multiples[j] * Here.Coefficients[j] + shift[j], there.Coefficients[j]);
            AssertClose(Math.Abs(multiples[j]) * Here.StandardErrors[j], there.StandardErrors[j]);
        }
    }

    [Fact]
    public void Fit_ConstantAdded_ShiftsTheMeanAlone()
    {
        var there = Arima.Fit([.. Values.Select(v => v + 100)], [Step, Trend], Order);

        AssertMultiples(there, [0, 0, 100, 0, 0], [1, 1, 1, 1, 1]);
        Assert.Equal(Here.LogLikelihood, there.LogLikelihood, 1e-5);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(0.001)]
    [InlineData(-1)]
    public void Fit_SeriesScaled_ScalesTheRegressionAndItsErrors(double factor)
    {
        var there = Arima.Fit([.. Values.Select(v => factor * v)], [Step, Trend], Order);

        AssertMultiples(there, new double[5], [1, 1, factor, factor, factor]);
        AssertClose(factor * factor * Here.Variance, there.Variance);
        Assert.Equal(Here.LogLikelihood - Length * Math.Log(Math.Abs(factor)), there.LogLikelihood, 1e-4);
    }

    [Fact]
    public void Fit_RegressorScaledOrShifted_ChangesItsUnitsOnly()
    {
        var scaled = Arima.Fit(Values, [Step, [.. Trend.Select(t => 12 * t)]], Order);
        var shifted = Arima.Fit(Values, [Step, [.. Trend.Select(t => t - 5)]], Order);

        AssertMultiples(scaled, new double[5], [1, 1, 1, 1, 1 / 12.0]);
        AssertClose(Here.Coefficients[2] + 5 * Here.Coefficients[4], shifted.Coefficients[2]);
        AssertClose(Here.Coefficients[4], shifted.Coefficients[4]);
        AssertClose(Here.StandardErrors[4], shifted.StandardErrors[4]);
    }

    [Fact]
    public void Fit_RegressorsInAnotherOrder_ExchangeTheirCoefficients()
    {
        var there = Arima.Fit(Values, [Trend, Step], Order);

        AssertClose(Here.Coefficients[3], there.Coefficients[4]);
        AssertClose(Here.Coefficients[4], there.Coefficients[3]);
        AssertClose(Here.StandardErrors[3], there.StandardErrors[4]);
    }

    [Fact]
    public void Fit_KnownEffectAdded_IsAddedToItsCoefficient()
    {
        var there = Arima.Fit([.. Values.Zip(Step, (v, s) => v + 7 * s)], [Step, Trend], Order);

        AssertMultiples(there, [0, 0, 0, 7, 0], [1, 1, 1, 1, 1]);
    }

    [Fact]
    public void Fit_TimeTurnedRound_HasTheSameLikelihood()
    {
        // A stationary normal process is the same process backwards.
        var there = Arima.Fit([.. Values.Reverse()], [[.. Step.Reverse()], [.. Trend.Reverse()]], Order);

        Assert.Equal(Here.LogLikelihood, there.LogLikelihood, 1e-5);
        AssertMultiples(there, new double[5], [1, 1, 1, 1, 1]);
    }

    [Fact]
    public void Fit_ConstantAddedToADifferencedSeries_ChangesNothing()
    {
        var order = new ArimaOrder(0, 1, 1);
        ArimaFit here = Arima.Fit(Values, [Step], order), there = Arima.Fit([.. Values.Select(v => v + 1000)], [Step], order);

        AssertClose(here.Coefficients[0], there.Coefficients[0]);
        AssertClose(here.Coefficients[1], there.Coefficients[1]);
        AssertClose(here.StandardErrors[1], there.StandardErrors[1]);
    }

    [Fact]
    public void Fit_EveryValueTheSame_IsRefusedWithARemedy()
    {
        var level = Assert.Throws<ArgumentException>(() => Arima.Fit([.. Enumerable.Repeat(5.0, 60)], [], new(1, 0, 0)));
        var line = Assert.Throws<ArgumentException>(() => Arima.Fit([.. Trend.Select(t => 3 + 2 * t)], [], new(1, 2, 0)));

        Assert.Contains("nothing left", level.Message, StringComparison.Ordinal);
        Assert.Equal("values", level.ParamName);
        Assert.Contains("nothing left", line.Message, StringComparison.Ordinal);
    }
}
