using Concordat.CrimePatterns.Clusters;
using Concordat.CrimePatterns.Grids;
using Concordat.CrimePatterns.LocalStatistics;
using Concordat.CrimePatterns.SpaceTime;
using Concordat.CrimePatterns.Surfaces;
using FsCheck;
using FsCheck.Fluent;

namespace Concordat.CrimePatterns.Tests;

/// <summary>What must hold for any events, tried on generated ones.</summary>
public sealed class SpacePropertiesTests
{
    private static readonly SquareGrid Grid = new(0, 0, 16, 12, 10);

    // Events on a coarse lattice, so that ties, shared places and shared days are common.
    private static readonly Arbitrary<(int X, int Y, int Day)[]> Events = Gen.Choose(0, 40)
        .SelectMany(count => Gen.Choose(0, 12 * 12 * 30 - 1).Select(n => (X: n % 12 * 16, Y: n / 12 % 12 * 16, Day: n / 144)).ArrayOf(count))
        .ToArbitrary();

    [Fact]
    public void FalseDiscovery_AnyProbabilities_OnlyRaisesThemAndKeepsTheirOrder() => Prop.ForAll<ushort[]>(draws =>
    {
        var p = draws.Select(draw => draw / 65535.0).ToArray();
        var (hochberg, yekutieli) = (new double[p.Length], new double[p.Length]);
        FalseDiscovery.BenjaminiHochberg(p, hochberg);
        FalseDiscovery.BenjaminiYekutieli(p, yekutieli);
        var order = Enumerable.Range(0, p.Length).OrderBy(i => p[i]).ToArray();
        return Enumerable.Range(0, p.Length).All(i => hochberg[i] >= p[i] * (1 - 1e-12) && yekutieli[i] >= hochberg[i] * (1 - 1e-12) && yekutieli[i] <= 1)
            && order.Zip(order.Skip(1)).All(pair => hochberg[pair.First] <= hochberg[pair.Second]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void KernelDensity_AnyEvents_AddsUpOverParts() => Prop.ForAll(Events, events =>
    {
        var half = events.Length / 2;
        var (whole, first, second) = (Density(events), Density(events[..half]), Density(events[half..]));
        return Enumerable.Range(0, whole.Length).All(i => Math.Abs(whole[i] - first[i] - second[i]) <= 1e-12 * whole.Max());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void GiStar_AnyCounts_IsUnmovedByScaleAndShift() => Prop.ForAll(Events, events =>
    {
        var counts = Grid.Count([.. events.Select(e => (double)e.X)], [.. events.Select(e => (double)e.Y)]);
        var (plain, changed) = (new double[counts.Length], new double[counts.Length]);
        GetisOrd.GiStar(Grid, counts, [], 33, plain);
        GetisOrd.GiStar(Grid, Array.ConvertAll(counts, count => (4 * count) + 3), [], 33, changed);
        return Enumerable.Range(0, counts.Length).All(i => Math.Abs(plain[i] - changed[i]) <= 1e-9 || double.IsNaN(plain[i] + changed[i]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Dbscan_AnyEvents_EveryOneFarFromNoise() => Prop.ForAll(Events, events =>
    {
        var (x, y, _) = Columns(events);
        var found = DensityClusters.Dbscan(x, y, 32, 3);
        return Enumerable.Range(0, x.Length).All(i => !found.Core[i] || found.Labels[i] > 0)
            && found.Labels.Where(label => label > 0).Distinct().Count() == found.Clusters
            && Enumerable.Range(0, x.Length).Where(i => found.Labels[i] == 0).All(i => Enumerable.Range(0, x.Length).All(j => !found.Core[j] || Squared(x, y, i, j) > 1024));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void StDbscan_AnyEventsOfOneDay_IsDbscan() => Prop.ForAll(Events, events =>
    {
        var (x, y, _) = Columns(events);
        return DensityClusters.Dbscan(x, y, 32, 3).Labels.SequenceEqual(DensityClusters.StDbscan(x, y, new double[x.Length], 32, 5, 3).Labels);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NearRepeatStrings_AnyEvents_AreClustersOfOneJustBelowTheLimits() => Prop.ForAll(Events, events =>
    {
        var (x, y, day) = Columns(events);
        var strings = NearRepeatStrings.Find(x, y, day, 32, 4).Strings;
        return strings.SequenceEqual(DensityClusters.StDbscan(x, y, day, 31.999, 3, 1).Labels);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Knox_AnyEvents_CountsEveryPairOnce() => Prop.ForAll(Events, events =>
    {
        if (events.Length < 2) return true;
        var (x, y, day) = Columns(events);
        var table = Knox.Test(x, y, day, [0, 1, 40, double.PositiveInfinity], [0, 1, 5, double.PositiveInfinity], DistanceMeasure.Manhattan, 3, 1);
        var pairs = events.Length * (events.Length - 1) / 2;
        return table.Observed.Sum(row => row.Sum()) == pairs && Math.Abs(table.Expected.Sum(row => row.Sum()) - pairs) < 1e-6
            && table.P.All(row => row.All(p => p is > 0 and <= 1));
    }).QuickCheckThrowOnFailure();

    private static double[] Density((int X, int Y, int Day)[] events)
    {
        var (x, y, _) = Columns(events);
        var density = new double[Grid.CellCount];
        KernelDensity.Quartic(Grid, x, y, 50, [], density);
        return density;
    }

    private static double Squared(double[] x, double[] y, int i, int j) => ((x[i] - x[j]) * (x[i] - x[j])) + ((y[i] - y[j]) * (y[i] - y[j]));

    private static (double[] X, double[] Y, double[] Day) Columns((int X, int Y, int Day)[] events) =>
        ([.. events.Select(e => (double)e.X)], [.. events.Select(e => (double)e.Y)], [.. events.Select(e => (double)e.Day)]);
}
