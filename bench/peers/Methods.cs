using Concordat.CrimePatterns.Clusters;
using Concordat.CrimePatterns.Concentration;
using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.Numerics;
using Concordat.CrimePatterns.Prediction;
using Concordat.CrimePatterns.SpaceTime;
using Concordat.CrimePatterns.SpaceTime.Scan;
using Concordat.CrimePatterns.Surfaces;
using Concordat.CrimePatterns.Time;

namespace Concordat.Peers;

/// <summary>A computation with its input in memory: what is timed, and what it found.</summary>
internal sealed record Job(Action Run, Func<double[]> Result);

/// <summary>A method of ours at any size: how its input is made and how it is run.</summary>
/// <param name="Make">Writes the input of so many events, cells or values.</param>
/// <param name="Ours">Reads it and returns the computation.</param>
internal sealed record Method(Action<Inputs, int> Make, Func<Inputs, Job> Ours)
{
    private const int Threads = 2;
    private const long Seed = 20261121;
    private const int ThreeYears = 1096;

    public static readonly Dictionary<string, Method> All = new()
    {
        ["kde-quartic"] = new(MakeEvents, KdeQuartic),
        ["kde-gaussian"] = new(MakeInOneTown, KdeGaussian),
        ["gistar"] = new(MakeCells, GiStar),
        ["moran"] = new(MakeCells, Moran),
        ["gistar-permuted"] = new(MakeRates, GiStarPermuted),
        ["moran-permuted"] = new(MakeRates, MoranPermuted),
        ["dbscan"] = new(MakeEvents, Dbscan),
        ["stdbscan"] = new(MakeEvents, StDbscan),
        ["knox"] = new(MakeEvents, Knox),
        ["knox-same-town"] = new(MakeInOneTown, Knox),
        ["stscan"] = new(MakeScan, Scan),
        ["stl"] = new(MakeSeries, inputs => Stl(inputs, robust: false)),
        ["stl-robust"] = new(MakeSeries, inputs => Stl(inputs, robust: true)),
        ["farrington"] = new(MakeWeeks, FarringtonFlexible),
        ["changepoint"] = new(MakeLevels, Changes),
        ["aoristic"] = new(MakeWindows, AoristicTotals),
        ["near-repeat-strings"] = new(MakeEvents, Strings),
        ["repeat-victimisation"] = new(MakeVictims, Repeats),
        ["gini"] = new(MakeCells, Gini),
        ["pai"] = new(MakePrediction, Pai),
        ["andresen-s"] = new(MakePatterns, AndresenS),
    };

    private static void MakeEvents(Inputs inputs, int n) => inputs.Add(Town.Build(n, Town.SideFor(n), ThreeYears, Seed));

    // The square of a million events, whatever their number.
    private static void MakeInOneTown(Inputs inputs, int n) => inputs.Add(Town.Build(n, Town.SideFor(1_000_000), ThreeYears, Seed));

    // The surface covers the town with 50 m cells: 800 by 800 for a million events.
    private static SquareGrid GridFor(double[] x)
    {
        var across = (int)Math.Round(Town.SideFor(x.Length) / 50);
        return new(0, 0, 50, across, across);
    }

    private static Job KdeQuartic(Inputs inputs)
    {
        var (x, y) = (inputs["x"], inputs["y"]);
        var grid = GridFor(x);
        var density = new double[grid.CellCount];
        return new(() => KernelDensity.Quartic(grid, x, y, 300, [], density, Threads), () => density);
    }

    private static Job KdeGaussian(Inputs inputs)
    {
        var (x, y) = (inputs["x"], inputs["y"]);
        var grid = new SquareGrid(0, 0, 50, 800, 800);
        var density = new double[grid.CellCount];
        // The peer is asked for one cell in a hundred: each tenth column of each tenth row.
        return new(() => KernelDensity.Gaussian(grid, x, y, 300, [], shorten: true, density, Threads), () => [.. density.Where((_, i) => i % 10 == 5 && i / 800 % 10 == 5)]);
    }

    private static void MakeCells(Inputs inputs, int n)
    {
        var columns = (int)Math.Sqrt(n);
        while (n % columns != 0) columns--;
        var side = 100.0 * Math.Max(columns, n / columns);
        inputs.Add("counts", Town.Build(3 * n, side, ThreeYears, Seed).Counts(columns, n / columns, side / columns)).Add("columns", [columns]);
    }

    // No two alike: the peer adds up in another order, and would take equal sums of whole counts for larger or smaller ones.
    private static void MakeRates(Inputs inputs, int n)
    {
        MakeCells(inputs, n);
        var random = new RandomStream(Seed, 8);
        inputs.Add("counts", Array.ConvertAll(inputs["counts"], count => count + random.Unit()));
    }

    private static (double[] Counts, int[][] Queen) Lattice(Inputs inputs)
    {
        var (counts, columns) = (inputs["counts"], (int)inputs["columns"][0]);
        return (counts, GridNeighbours.Within(new SquareGrid(0, 0, 100, columns, counts.Length / columns), [], 150).Neighbours);
    }

    private static Job GiStar(Inputs inputs)
    {
        var (counts, queen) = Lattice(inputs);
        var z = new double[counts.Length];
        return new(() => GetisOrd.GiStar(counts, queen, z), () => z);
    }

    private static Job Moran(Inputs inputs)
    {
        var (counts, queen) = Lattice(inputs);
        LocalMoranResult? result = null;
        return new(() => result = LocalMoran.Compute(counts, queen), () => [.. result!.I, .. result.Expected, .. result.Variance, .. result.Z]);
    }

    private static Job GiStarPermuted(Inputs inputs)
    {
        var (counts, queen) = Lattice(inputs);
        PermutationTails? tails = null;
        return new(() => tails = ConditionalPermutation.GiStar(counts, queen, 999, Seed), () => Array.ConvertAll(tails!.High, Folded));
    }

    // The lesser of the draws on either side, as the peer reports it.
    private static double Folded(double p)
    {
        var atLeast = (p * 1000) - 1;
        return (Math.Min(atLeast, 999 - atLeast) + 1) / 1000;
    }

    private static Job MoranPermuted(Inputs inputs)
    {
        var (counts, queen) = Lattice(inputs);
        PermutationTails? tails = null;
        return new(() => tails = ConditionalPermutation.LocalMoran(counts, queen, 999, Seed), () => Array.ConvertAll(tails!.High, Folded));
    }

    private static double[] Labels(DensityClustersResult result) => [.. result.Labels.Select(label => (double)label), .. result.Core.Select(core => core ? 1.0 : 0)];

    private static Job Dbscan(Inputs inputs)
    {
        var (x, y) = (inputs["x"], inputs["y"]);
        DensityClustersResult? result = null;
        return new(() => result = DensityClusters.Dbscan(x, y, 100, 10), () => Labels(result!));
    }

    private static Job StDbscan(Inputs inputs)
    {
        var (x, y, day) = (inputs["x"], inputs["y"], inputs["day"]);
        DensityClustersResult? result = null;
        return new(() => result = DensityClusters.StDbscan(x, y, day, 200, 14, 10), () => Labels(result!));
    }

    private static Job Knox(Inputs inputs)
    {
        var (x, y, day) = (inputs["x"], inputs["y"], inputs["day"]);
        KnoxTable? table = null;
        // The observed pairs within 400 m and 14 days: what a test with a single limit of each reports.
        return new(
            () => table = CrimePatterns.SpaceTime.Knox.Test(x, y, day, [0, 100, 200, 300, 400], [0, 8, 15], DistanceMeasure.Euclidean, 999, Seed, Threads),
            () => [table!.Observed.Sum(row => row.Sum())]);
    }

    // Five cases a place, and so many places that a circle of 2 km reaches about 120 of them.
    private static void MakeScan(Inputs inputs, int cases)
    {
        var random = new RandomStream(Seed, 1);
        var side = Math.Sqrt(cases / 5 / 120.0 * Math.PI) * 2_000;
        double[] placeX = new double[cases / 5], placeY = new double[cases / 5], x = new double[cases], y = new double[cases], day = new double[cases];
        for (var i = 0; i < placeX.Length; i++) (placeX[i], placeY[i]) = (Math.Round(random.Unit() * side), Math.Round(random.Unit() * side));
        for (var i = 0; i < cases; i++)
        {
            var place = random.Below(placeX.Length);
            (x[i], y[i], day[i]) = (placeX[place], placeY[place], random.Below(60));
        }
        inputs.Add("x", x).Add("y", y).Add("day", day);
    }

    private static Job Scan(Inputs inputs)
    {
        var (x, y) = (inputs["x"], inputs["y"]);
        var day = Array.ConvertAll(inputs["day"], value => (int)value);
        var settings = new ScanSettings { MaxRadius = 2_000, FirstDay = 0, LastDay = 59, MaxDays = 14, Seed = Seed, Threads = Threads };
        ScanResult? result = null;
        return new(() => result = PermutationScan.Run(x, y, day, settings), () => [result!.Clusters[0].Statistic, .. result.Maxima]);
    }

    private static void MakeSeries(Inputs inputs, int n)
    {
        var random = new RandomStream(Seed, 2);
        var values = new double[n];
        for (var i = 0; i < n; i++)
        {
            values[i] = 50 + (10 * Math.Sin(i / 5_000.0)) + (8 * Math.Sin(2 * Math.PI * i / 52)) + (6 * (random.Unit() + random.Unit() - 1));
            if (random.Unit() < 0.01) values[i] += 60;
        }
        inputs.Add("values", values);
    }

    private static Job Stl(Inputs inputs, bool robust)
    {
        var values = inputs["values"];
        var settings = StlSettings.For(values.Length, 52, 13, robust);
        StlResult? result = null;
        return new(() => result = SeasonalTrend.Decompose(values, settings), () => [.. result!.Season, .. result.Trend]);
    }

    private static void MakeWeeks(Inputs inputs, int weeks)
    {
        var random = new RandomStream(Seed, 3);
        var counts = new double[weeks];
        for (var i = 0; i < weeks; i++)
        {
            var mean = 30 * (1 + (0.3 * Math.Sin(2 * Math.PI * i / 52))) * (1 + (i / 1500.0)) * (random.Unit() < 0.03 ? 2 : 1);
            for (var left = Math.Exp(-mean); ; counts[i]++)
            {
                left /= 1 - random.Unit();
                if (left >= 1) break;
            }
        }
        inputs.Add("counts", counts);
    }

    private static Job FarringtonFlexible(Inputs inputs)
    {
        var counts = inputs["counts"];
        var settings = new FarringtonSettings { Years = 5, HalfWindow = 3, Periods = 10, RecentWeeksLeftOut = 26, Alpha = 0.01, TrendPValue = 0.05 };
        FarringtonWeek[] weeks = [];
        return new(() => weeks = Farrington.Monitor(counts, counts.Length - 104, counts.Length - 1, settings, Threads), () => [.. weeks.Select(week => week.Upper)]);
    }

    private static void MakeLevels(Inputs inputs, int n)
    {
        var random = new RandomStream(Seed, 4);
        double[] levels = [20, 26, 18, 30, 24];
        inputs.Add("values", [.. Enumerable.Range(0, n).Select(i => levels[i * levels.Length / n] + (4 * (random.Unit() + random.Unit() + random.Unit() - 1.5)))]);
    }

    private static Job Changes(Inputs inputs)
    {
        var values = inputs["values"];
        ChangePointResult? result = null;
        return new(() => result = ChangePoints.Find(values, values.Length / 10), () => [.. result!.LastOfSegment.Select(end => (double)end)]);
    }

    private static void MakeWindows(Inputs inputs, int n)
    {
        var random = new RandomStream(Seed, 5);
        double[] start = new double[n], end = new double[n];
        for (var i = 0; i < n; i++)
        {
            start[i] = random.Unit() * 168;
            end[i] = start[i] + (random.Unit() < 0.4 ? 0 : random.Unit() * random.Unit() * 72);
        }
        inputs.Add("start", start).Add("end", end);
    }

    private static Job AoristicTotals(Inputs inputs)
    {
        var (start, end) = (inputs["start"], inputs["end"]);
        double[] sums = [];
        return new(() => sums = Aoristic.Totals(start, end).HourOfWeek, () => sums);
    }

    private static Job Strings(Inputs inputs)
    {
        var (x, y, day) = (inputs["x"], inputs["y"], inputs["day"]);
        NearRepeatStringsResult? result = null;
        return new(() => result = NearRepeatStrings.Find(x, y, day, 200, 14), () => [.. result!.Strings.Select(s => (double)s)]);
    }

    private static void MakeVictims(Inputs inputs, int n)
    {
        var random = new RandomStream(Seed, 6);
        double[] victim = new double[n], day = new double[n];
        for (var i = 0; i < n; i++)
        {
            victim[i] = i > 0 && random.Unit() < 0.2 ? victim[random.Below(i)] : random.Below(10 * n);
            day[i] = random.Below(ThreeYears);
        }
        inputs.Add("victim", victim).Add("day", day);
    }

    private static Job Repeats(Inputs inputs)
    {
        var (victim, day) = (Array.ConvertAll(inputs["victim"], value => (int)value), inputs["day"]);
        RepeatVictimisationResult? result = null;
        return new(() => result = RepeatVictimisation.Count(victim, day), () => [result!.Victims, result.Repeats, result.MedianGapDays]);
    }

    private static Job Gini(Inputs inputs)
    {
        var counts = inputs["counts"];
        GiniCoefficients? result = null;
        return new(() => result = GiniConcentration.Coefficients(counts), () => [result!.Plain, result.Generalised]);
    }

    private static void MakePrediction(Inputs inputs, int n)
    {
        MakeCells(inputs, n);
        var random = new RandomStream(Seed, 7);
        inputs.Add("predicted", Array.ConvertAll(inputs["counts"], count => (count * random.Unit()) + random.Unit())).Add("areas", [.. Enumerable.Repeat(1.0, n)]);
    }

    private static Job Pai(Inputs inputs)
    {
        var (observed, predicted, areas) = (inputs["counts"], inputs["predicted"], inputs["areas"]);
        AccuracyTable? table = null;
        return new(() => table = PredictionAccuracy.Ranked(observed, predicted, areas), () => table!.Pai);
    }

    // So many events of either pattern in half as many areas.
    private static void MakePatterns(Inputs inputs, int n)
    {
        var columns = (int)Math.Sqrt(n / 2);
        var (side, cell) = (100.0 * columns, 100.0);
        inputs.Add("base", Town.Build(n, side, ThreeYears, Seed).Counts(columns, n / 2 / columns, cell));
        inputs.Add("test", Town.Build(n, side, ThreeYears, Seed + 1).Counts(columns, n / 2 / columns, cell));
    }

    private static Job AndresenS(Inputs inputs)
    {
        var (before, after) = (Array.ConvertAll(inputs["base"], value => (int)value), Array.ConvertAll(inputs["test"], value => (int)value));
        SimilarityResult? result = null;
        return new(() => result = PatternSimilarity.Compare(before, after, Seed, 200, threads: Threads), () => [result!.S, result.RobustS]);
    }
}
