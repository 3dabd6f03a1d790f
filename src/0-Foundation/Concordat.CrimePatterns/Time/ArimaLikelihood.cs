using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>The exact likelihood of a regression with ARMA errors, error variance (and regression) concentrated out.</summary>
internal sealed class ArimaLikelihood
{
    private readonly double[][] _columns; // scaled: the series first, then regressors
    private readonly double[] _scales;
    private readonly ArimaOrder _order;
    private readonly double[] _innovations;
    private readonly int _regressors;

    public ArimaLikelihood(double[][] columns, ArimaOrder order)
    {
        _order = order;
        _scales = Array.ConvertAll(columns, Scale);
        _columns = [.. columns.Select((column, c) => Array.ConvertAll(column, v => v / _scales[c]))];
        _innovations = new double[columns[0].Length * columns.Length];
        _regressors = columns.Length - 1;
    }

    /// <summary>Half the mean of -2 log-likelihood, less constants, at its best over regression coefficients.</summary>
    public double Profile(double[] arma) => Regress(arma) is { } fit ? Objective(fit.Squares, fit.Used, fit.SumLog) : double.PositiveInfinity;

    public ArimaFit Summarise(double[] arma)
    {
        var fit = Regress(arma) ?? throw new ArgumentException("No stationary model fits the series; take a difference (d or D) or lower the orders.");
        double[] at = [.. arma, .. fit.Coefficients];
        var errors = Errors(at, fit);
        var unit = _scales[0];
        for (var j = 0; j < _regressors; j++)
        {
            at[arma.Length + j] *= unit / _scales[j + 1];
            errors[arma.Length + j] *= unit / _scales[j + 1];
        }
        var variance = fit.Squares / fit.Used * unit * unit;
        var logLikelihood = -0.5 * (fit.Used * (Math.Log(2 * Math.PI * variance) + 1) + fit.SumLog);
        return new(_order.Names, at, errors, variance, logLikelihood, -2 * logLikelihood + 2 * (at.Length + 1), fit.Used,
            [.. fit.Residuals.Select(r => r * unit / Math.Sqrt(variance))]);
    }

    private double[] Errors(double[] at, Regression fit)
    {
        var count = at.Length - _regressors;
        var steps = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
            steps[i] = i < count ? 1e-3 : 0.01 * Math.Sqrt(fit.Squares / fit.Used * fit.InverseGram[(i - count) * _regressors + i - count]);
        var hessian = Minimiser.Hessian(p => Objective(p, count), at, steps);
        var covariance = Minimiser.Inverse(hessian, at.Length);
        return [.. Enumerable.Range(0, at.Length).Select(i => Math.Sqrt(covariance[i * at.Length + i] / fit.Used))];
    }

    private double Objective(double[] all, int arma)
    {
        var (phi, theta) = _order.Expand(all.AsSpan(0, arma));
        var (used, sumLog) = ArmaFilter.Run(_columns, phi, theta, _innovations);
        if (double.IsNaN(sumLog)) return double.NaN;
        int m = _columns.Length;
        double squares = 0;
        for (var t = 0; t < used; t++)
        {
            var e = _innovations[t * m];
            for (var j = 0; j < _regressors; j++) e -= all[arma + j] * _innovations[t * m + j + 1];
            squares += e * e;
        }
        return Objective(squares, used, sumLog);
    }

    private static double Objective(double squares, int used, double sumLog) => 0.5 * (Math.Log(squares / used) + sumLog / used);

    private Regression? Regress(double[] arma)
    {
        var (phi, theta) = _order.Expand(arma);
        var (used, sumLog) = ArmaFilter.Run(_columns, phi, theta, _innovations);
        if (double.IsNaN(sumLog)) return null;
        int m = _columns.Length;
        double[] y = new double[used], x = new double[used * _regressors];
        for (var t = 0; t < used; t++)
        {
            y[t] = _innovations[t * m];
            for (var j = 0; j < _regressors; j++) x[t * _regressors + j] = _innovations[t * m + j + 1];
        }
        var solution = _regressors == 0 ? new LeastSquaresSolution([], []) : LeastSquares.Solve(x, _regressors, y);
        double squares = 0;
        for (var t = 0; t < used; t++)
        {
            for (var j = 0; j < _regressors; j++) y[t] -= solution.Coefficients[j] * x[t * _regressors + j];
            squares += y[t] * y[t];
        }
        return new(solution.Coefficients, solution.InverseGram, squares, used, sumLog, y);
    }

    private static double Scale(double[] column)
    {
        var largest = column.Where(v => !double.IsNaN(v)).Select(Math.Abs).DefaultIfEmpty(0).Max();
        return largest > 0 ? largest : 1;
    }

    private sealed record Regression(double[] Coefficients, double[] InverseGram, double Squares, int Used, double SumLog, double[] Residuals);
}
