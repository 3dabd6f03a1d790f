namespace Concordat.CrimePatterns.SpaceTime.Scan;

/// <summary>The places with cases, and around each centre the circles as a growing list of places.</summary>
internal sealed class ScanZones
{
    private const double EarthRadiusKilometres = 6371.0088;

    public ScanZones(double[] x, double[] y, double[] extraX, double[] extraY, ScanSettings settings)
    {
        var places = new Dictionary<(double, double), int>();
        PlaceOfCase = new int[x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            if (!places.TryGetValue((x[i], y[i]), out PlaceOfCase[i])) places[(x[i], y[i])] = PlaceOfCase[i] = places.Count;
        }
        Places = places.Count;
        for (var i = 0; i < extraX.Length; i++) places.TryAdd((extraX[i], extraY[i]), places.Count);
        X = [.. places.Keys.Select(place => place.Item1)];
        Y = [.. places.Keys.Select(place => place.Item2)];
        CasesOfPlace = new int[Places];
        foreach (var place in PlaceOfCase) CasesOfPlace[place]++;
        Circles = new int[X.Length][];
        var most = settings.MaxShare * x.Length;
        Parallel.For(0, X.Length, new ParallelOptions { MaxDegreeOfParallelism = Checks.Threads(settings.Threads) }, centre => Circles[centre] = Around(centre, most, settings));
    }

    /// <summary>x of each centre, the places with cases first.</summary>
    public double[] X { get; }

    /// <summary>y of each centre.</summary>
    public double[] Y { get; }

    /// <summary>Number of places with cases.</summary>
    public int Places { get; }

    /// <summary>Place of each case.</summary>
    public int[] PlaceOfCase { get; }

    /// <summary>Cases of each place over the whole period.</summary>
    public int[] CasesOfPlace { get; }

    /// <summary>For each centre the places with cases from near to far; the first k of them are its k-th circle.</summary>
    public int[][] Circles { get; }

    /// <summary>Distance between two centres.</summary>
    public double Distance(int a, int b, bool geographic)
    {
        if (!geographic) return Math.Sqrt(((X[a] - X[b]) * (X[a] - X[b])) + ((Y[a] - Y[b]) * (Y[a] - Y[b])));
        var (north, other) = (Y[a] * Math.PI / 180, Y[b] * Math.PI / 180);
        var (up, across) = (Math.Sin((north - other) / 2), Math.Sin((X[a] - X[b]) * Math.PI / 360));
        return 2 * EarthRadiusKilometres * Math.Asin(Math.Min(1, Math.Sqrt((up * up) + (Math.Cos(north) * Math.Cos(other) * across * across))));
    }

    private int[] Around(int centre, double mostCases, ScanSettings settings)
    {
        var near = new List<(double Distance, int Place)>();
        for (var place = 0; place < Places; place++)
        {
            var distance = Distance(centre, place, settings.Geographic);
            if (distance <= settings.MaxRadius) near.Add((distance, place));
        }
        near.Sort();
        var cases = 0;
        return [.. near.Select(item => item.Place).TakeWhile(place => (cases += CasesOfPlace[place]) <= mostCases)];
    }
}
