namespace Concordat.Peers;

/// <summary>A program measured in the same run.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Command">Program that runs the script.</param>
/// <param name="Script">Script under scripts/, and its argument.</param>
/// <param name="Compare">Our result and its result, to words.</param>
/// <param name="Goal">Ratio to reach; null for none.</param>
/// <param name="Scale">What its time is multiplied by, where it cannot do the whole.</param>
/// <param name="Law">Why it may be.</param>
internal sealed record Peer(string Name, string Command, string[] Script, Func<double[], double[], string> Compare, double? Goal = null, double Scale = 1, string Law = "");

/// <summary>A figure that was measured elsewhere, or a time that was set as a goal.</summary>
internal sealed record Known(string Name, double Seconds, double Goal);

/// <summary>One line of comparison: a method at a size.</summary>
internal sealed record Case(string Method, int Size, string Input, string Bound)
{
    public Peer[] Peers { get; init; } = [];
    public Known[] Figures { get; init; } = [];
    public string Folder => $"{Method}-{Size}";

    private const string R = "Rscript", Python = "/usr/bin/python3";

    public static readonly Case[] All =
    [
        new("kde-quartic", 1_000_000, "1M events, 300 m, 800 x 800 cells of 50 m", "113 cells updated for each event")
        {
            Peers =
            [
                new("SAGA, whole process", Python, ["saga-kde.py"], Agreement.Within(1e-4), 40),
                new("spatstat, FFT", R, ["kde.R"], Agreement.Within(0.1), 20),
            ],
        },
        new("kde-gaussian", 100_000, "100k events, s = 300 m, 800 x 800 cells of 50 m, error below 1e-8 of the maximum", "cells updated within 6.5 s of each event")
        {
            Peers = [new("scikit-learn, rtol 1e-3", Python, ["kde-gaussian.py"], Agreement.Within(2e-3), 100, 100, "asked for one cell in 100; its work is one tree search a cell")],
        },
        new("gistar", 1_000_000, "1M cells, queen, weights built apart", "8 neighbours a cell read from memory") { Peers = [new("spdep localG", R, ["local.R", "gistar"], Agreement.Within(1e-9), 100)] },
        new("moran", 1_000_000, "1M cells, queen, weights built apart", "8 neighbours a cell read, 5 results written")
        {
            Peers = [new("spdep localmoran", R, ["local.R", "moran"], Agreement.Within(1e-9), 100)],
        },
        new("gistar-permuted", 10_000, "10k cells, queen, 999 permutations", "draws shared by all cells")
        {
            Peers = [new("spdep localG_perm", R, ["local.R", "gistar-permuted"], Agreement.Chances(999), 100)],
        },
        new("moran-permuted", 10_000, "10k cells, queen, 999 permutations", "draws shared by all cells")
        {
            Peers = [new("spdep localmoran_perm", R, ["local.R", "moran-permuted"], Agreement.Chances(999), 100)],
        },
        new("gistar-permuted", 100_000, "100k cells, queen, 999 permutations", "draws shared by all cells") { Figures = [new("a C++ program, two threads, as told", 13.5, 5)] },
        new("moran-permuted", 100_000, "100k cells, queen, 999 permutations", "draws shared by all cells") { Figures = [new("a C++ program, two threads, as told", 7.7, 5)] },
        new("gistar-permuted", 1_000_000, "1M cells, queen, 999 permutations", "two searches a cell in the sorted draws") { Figures = [new("the time allowed", 30, 1)] },
        new("dbscan", 1_000_000, "1M events, 100 m, 10", "sorting the events into cells, then the cells about each")
        {
            Peers =
            [
                new("R dbscan", R, ["dbscan.R"], Agreement.Clusters, 25),
                new("scikit-learn, 2 jobs", Python, ["dbscan.py"], Agreement.Clusters, 35),
            ],
            Figures = [new("a C++ research code, as told", 0.63, 1)],
        },
        new("dbscan", 100_000, "100k events at the same density, 100 m, 10", "sorting the events into cells, then the cells about each")
        {
            Peers = [new("PostGIS ST_ClusterDBSCAN", Python, ["postgis-dbscan.py"], Agreement.Clusters)],
        },
        new("stdbscan", 100_000, "100k events at the same density, 200 m, 14 days, 10", "cells of space and time about each")
        {
            Peers = [new("scikit-learn, sparse graph", Python, ["stdbscan.py"], Agreement.Clusters, 100)],
        },
        new("stdbscan", 1_000_000, "1M events, 200 m, 14 days, 10", "cells of space and time about each")
        {
            Peers = [new("scikit-learn, sparse graph", Python, ["stdbscan.py"], Agreement.Clusters, 100)],
        },
        new("knox-same-town", 10_000, "10k events of 1,600 km2, four bands to 400 m, two to 14 days, 999 permutations", "close pairs looked up for each permutation")
        {
            Peers = [new("surveillance knox, one band", R, ["knox.R"], Agreement.Within(0), 10_000, 999.0 / 9, "9 permutations; its work is the same for each")],
            Figures = [new("the time allowed", 0.6, 1)],
        },
        new("knox-same-town", 100_000, "100k events of 1,600 km2, the same bands", "close pairs looked up for each permutation") { Figures = [new("the time allowed", 10, 1)] },
        new("knox-same-town", 1_000_000, "1M events of 1,600 km2, the same bands", "close pairs looked up for each permutation") { Figures = [new("the time allowed", 900, 1)] },
        new("stscan", 5_000, "5k cases at 1k places, 60 days, 2 km, 14 days, 999 replications", "windows compared with their limits, 16 at once")
        {
            Figures = [new("a mature C++ program, two threads, as told", 96, 3)],
        },
        new("stl", 1_000_000, "1M values, period 52, window 13, equal jumps", "weighted sums, about 10 steps a value and smoothing")
        {
            Peers =
            [
                new("R stl", R, ["stl.R", "plain"], Agreement.Within(1e-8), 2),
                new("statsmodels, equal jumps", Python, ["stl.py", "jumps"], Agreement.Within(1e-8), 30),
                new("statsmodels as it comes (no jumps)", Python, ["stl.py", "default"], Agreement.Within(0.1)),
            ],
        },
        new("stl-robust", 1_000_000, "the same, robust (15 passes)", "weighted sums with weights of their own at each value")
        {
            Peers = [new("R stl", R, ["stl.R", "robust"], Agreement.Within(1e-6), 2)],
        },
        new("farrington", 520, "520 weeks, 104 monitored, 5 years, 10 periods", "regressions, two to three for each week")
        {
            Peers = [new("surveillance farringtonFlexible", R, ["farrington.R"], Agreement.Within(1e-6), 100)],
        },
        new("changepoint", 520, "520 values, h = 52", "segment costs, n squared for each change")
        {
            Peers = [new("strucchange breakpoints", R, ["changepoint.R"], Agreement.Within(0), 100)],
        },
        new("aoristic", 1_000_000, "1M events", "two times read and rounded for each event") { Figures = [new("the time allowed", 0.05, 1)] },
        new("near-repeat-strings", 1_000_000, "1M events, 200 m, 14 days", "cells of space and time about each") { Figures = [new("the time allowed", 1, 1)] },
        new("repeat-victimisation", 1_000_000, "1M incidents", "sorting by victim and day") { Figures = [new("the time allowed", 0.2, 1)] },
        new("gini", 1_000_000, "1M cells", "one pass over the counts") { Figures = [new("the time allowed", 0.01, 1)] },
        new("pai", 1_000_000, "1M cells", "two orders by sorting, then results written") { Figures = [new("the time allowed", 0.2, 1)] },
        new("andresen-s", 100_000, "100k events of either pattern, 50k areas, 200 samples", "random numbers, one for each event and sample") { Figures = [new("the time allowed", 0.15, 1)] },
    ];
}
