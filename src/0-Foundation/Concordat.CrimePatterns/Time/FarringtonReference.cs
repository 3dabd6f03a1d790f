using Concordat.CrimePatterns.Numerics;

namespace Concordat.CrimePatterns.Time;

/// <summary>The reference weeks of one monitored week and the regression on them. Reused from week to week; one instance a thread.</summary>
internal sealed class FarringtonReference
{
    private readonly FarringtonSettings _settings;
    private readonly TrendSeasonRegression _regression;
    private readonly int[] _groupOfLag; // for the flexible version: group of each week of a year, by place after the window
    private double[] _y = [];
    private double[] _t = [];
    private double[] _weights = [];
    private double[] _mu = [];
    private double[] _working = [];
    private int[] _group = [];
    private int _n;
    private readonly int _trendGroup;

    public FarringtonReference(FarringtonSettings settings)
    {
        _settings = settings;
        _regression = new(settings.Periods);
        _groupOfLag = settings.Version == FarringtonVersion.Flexible ? Blocks(settings) : [];
        _trendGroup = settings.Version == FarringtonVersion.Flexible ? settings.Periods - 1 : 0;
    }

    public double LinearPredictor { get; private set; }

    public double PredictorError { get; private set; }

    public double Dispersion { get; private set; }

    public double Slope => _regression.Slope;

    public bool HasTrend => _regression.HasTrend;

    public void Gather(double[] counts, int week)
    {
        var most = (_settings.WeeksOfYear + 1) * (_settings.Years + 1);
        if (_y.Length < most)
            (_y, _t, _weights, _mu, _working, _group) = (new double[most], new double[most], new double[most], new double[most], new double[most], new int[most]);
        _n = 0;
        if (_settings.Version == FarringtonVersion.Original) GatherWindows(counts, week);
        else GatherYears(counts, week);
    }

    /// <summary>Fits with a trend where it deserves one, else without. False where neither converges.</summary>
    public bool Fit(int week)
    {
        // A trend needs two known weeks; a mean needs one and something left over to judge the spread by.
        if (_n < 3) return false;
        if (!_settings.Trend || !Attempt(trend: true) || !TrendDeserved())
        {
            if (!Attempt(trend: false)) return false;
        }
        LinearPredictor = _regression.Predict(_trendGroup, 0);
        var dispersion = _settings.Version == FarringtonVersion.Original ? Dispersion : TestDispersion;
        PredictorError = Math.Sqrt(dispersion * _regression.Variance(_trendGroup, 0));
        return true;
    }

    // The flexible version of surveillance 1.20 tests the trend and judges the prediction by the weighted working residuals once weights are in use.
    private double TestDispersion => _settings is { Version: FarringtonVersion.Flexible, Reweight: true } ? _regression.WorkingDispersion : _regression.Dispersion;

    private bool Attempt(bool trend)
    {
        ReadOnlySpan<double> y = _y.AsSpan(0, _n), t = _t.AsSpan(0, _n);
        var weights = _weights.AsSpan(0, _n);
        weights.Fill(1);
        _regression.Fit(y, t, _group.AsSpan(0, _n), weights, trend, _mu.AsSpan(0, _n), _working.AsSpan(0, _n));
        if (!_regression.Converged) return false;
        Dispersion = Math.Max(1, _regression.Dispersion);
        if (!_settings.Reweight) return true;
        Downweight();
        _regression.Fit(y, t, _group.AsSpan(0, _n), weights, trend, _mu.AsSpan(0, _n), _working.AsSpan(0, _n));
        Dispersion = Math.Max(1, _regression.Dispersion);
        return _regression.Converged;
    }

    // Weeks with a standardised Anscombe residual s above the threshold get weight in proportion to s^-2; weights add up to n.
    private void Downweight()
    {
        double sum = 0;
        for (var i = 0; i < _n; i++)
        {
            var leverage = _working[i] * _regression.Variance(_group[i], _t[i]);
            double root = Math.Cbrt(_y[i]), sixth = Math.Sqrt(Math.Cbrt(_mu[i]));
            var raw = 1.5 * (root * root / sixth - Math.Sqrt(_mu[i]));
            var s = raw / Math.Sqrt(Dispersion * (1 - leverage));
            _weights[i] = s > _settings.OutbreakResidual ? 1 / (s * s) : 1;
            sum += _weights[i];
        }
        for (var i = 0; i < _n; i++) _weights[i] *= _n / sum;
    }

    private bool TrendDeserved()
    {
        var t = _regression.Slope / Math.Sqrt(TestDispersion * _regression.SlopeVariance);
        var significant = SpecialDistributions.StudentTwoSided(t, _regression.DegreesOfFreedom) < _settings.TrendPValue;
        double largest = 0;
        for (var i = 0; i < _n; i++) largest = Math.Max(largest, _y[i]);
        return significant && _settings.Years >= 3 && Math.Exp(_regression.Predict(_trendGroup, 0)) <= largest;
    }

    private void GatherWindows(double[] counts, int week)
    {
        for (var year = _settings.Years; year >= 1; year--)
        {
            var middle = week - year * _settings.WeeksOfYear;
            for (var i = middle - _settings.HalfWindow; i <= middle + _settings.HalfWindow; i++)
            {
                if (i >= 0) Add(counts, i, week, 0);
            }
        }
    }

    private void GatherYears(double[] counts, int week)
    {
        var first = week - _settings.Years * _settings.WeeksOfYear - _settings.HalfWindow;
        for (var i = first; i < week - _settings.LeftOut; i++)
        {
            var group = _groupOfLag[(i - first) % _settings.WeeksOfYear];
            if (group >= 0) Add(counts, i, week, group);
        }
    }

    private void Add(double[] counts, int i, int week, int group)
    {
        if (double.IsNaN(counts[i])) return;
        (_y[_n], _t[_n], _group[_n]) = (counts[i], i - week, group);
        _n++;
    }

    // The window is the last group; the weeks between windows are shared out among the others, the earlier ones taking what is left over.
    private static int[] Blocks(FarringtonSettings settings)
    {
        var groups = new int[settings.WeeksOfYear];
        var window = 2 * settings.HalfWindow + 1;
        Array.Fill(groups, -1);
        for (var i = 0; i < window; i++) groups[i] = settings.Periods - 1;
        if (settings.Periods == 1) return groups;
        var between = settings.WeeksOfYear - window;
        int length = between / (settings.Periods - 1), left = between % (settings.Periods - 1);
        var at = window;
        for (var g = 0; g < settings.Periods - 1; g++)
        {
            for (var end = at + length + (g < left ? 1 : 0); at < end; at++) groups[at] = g;
        }
        return groups;
    }
}
