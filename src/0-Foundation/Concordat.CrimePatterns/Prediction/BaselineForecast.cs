namespace Concordat.CrimePatterns.Prediction;

/// <summary>The forecast any cleverer one has to beat: recent nearby events count most.</summary>
/// <remarks>Intensity of a place = sum over past events of exp(-age / memory) times a Gaussian kernel of the distance, plus a small even share so that nowhere is
/// impossible. Memory and bandwidth are chosen on the training period alone, by how well each earlier forecast there foresaw the next step.
/// Sources: Bowers, Johnson and Pease (2004), British Journal of Criminology 44, 641-658; kernel: Silverman (1986).</remarks>
public static class BaselineForecast
{
    // Share of the forecast spread evenly, so that one event in an empty corner does not cost an infinite score.
    private const double EvenShare = 0.05;

    /// <summary>Forecast of where the next events will be.</summary>
    /// <param name="events">Past events: place in metres, day number. Events on or after <paramref name="day"/> are not looked at.</param>
    /// <param name="cells">Places forecast for: centres in metres.</param>
    /// <param name="day">First day forecast.</param>
    /// <param name="parameters">Memory and bandwidth.</param>
    /// <returns>Share of the next events expected in each cell, adding up to 1.</returns>
    /// <remarks>O(events cells within 4 bandwidths), found by scanning: at most events times cells.</remarks>
    /// <exception cref="ArgumentException">No cell, a place or day is not finite, or a parameter is not above 0.</exception>
    public static double[] Shares(ReadOnlySpan<PlacedEvent> events, ReadOnlySpan<CellCentre> cells, double day, BaselineParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Check();
        Check(events, nameof(events), cells);
        if (!double.IsFinite(day)) throw new ArgumentException($"day is {Checks.Text(day)}. Give the number of the first day forecast.", nameof(day));
        return Forecast(events, cells, day, parameters);
    }

    private static double[] Forecast(ReadOnlySpan<PlacedEvent> events, ReadOnlySpan<CellCentre> cells, double day, BaselineParameters parameters)
    {
        var weights = new double[cells.Length];
        double reach = 4 * parameters.BandwidthMetres, scale = -0.5 / (parameters.BandwidthMetres * parameters.BandwidthMetres);
        foreach (var past in events)
        {
            if (past.Day >= day) continue;
            var recency = Math.Exp((past.Day - day) / parameters.MemoryDays);
            if (recency < 1e-6) continue;
            for (var c = 0; c < cells.Length; c++)
            {
                double dx = cells[c].X - past.X, dy = cells[c].Y - past.Y;
                if (Math.Abs(dx) <= reach && Math.Abs(dy) <= reach) weights[c] += recency * Math.Exp((dx * dx + dy * dy) * scale);
            }
        }
        var total = weights.Sum();
        for (var c = 0; c < weights.Length; c++)
            weights[c] = EvenShare / weights.Length + (total > 0 ? (1 - EvenShare) * weights[c] / total : (1 - EvenShare) / weights.Length);
        return weights;
    }

    /// <summary>Chooses memory and bandwidth on the training period.</summary>
    /// <param name="training">Events of the training period only; none later may be given.</param>
    /// <param name="cells">Places forecast for.</param>
    /// <param name="stepDays">Length of a forecast, days.</param>
    /// <param name="steps">How many of the last steps of the training period are foreseen to judge, at least 1.</param>
    /// <param name="memories">Memories tried, days.</param>
    /// <param name="bandwidths">Bandwidths tried, metres.</param>
    /// <returns>The pair with the greatest mean log share of the cells events fell in; the first of equals. An event counts for its nearest cell.</returns>
    /// <remarks>O(memories bandwidths steps events cells).</remarks>
    /// <exception cref="ArgumentException">Nothing to choose from, no events to judge by, a place or day is not finite, or a parameter is not above 0.</exception>
    public static BaselineChoice Choose(ReadOnlySpan<PlacedEvent> training, ReadOnlySpan<CellCentre> cells, double stepDays, int steps,
        ReadOnlySpan<double> memories, ReadOnlySpan<double> bandwidths)
    {
        Checks.Positive(stepDays, nameof(stepDays), "Give the days of a forecast, 7 for a week.");
        Checks.Between(steps, 1, 1000, nameof(steps), "Eight are usual.");
        Check(training, nameof(training), cells);
        if (memories.IsEmpty || bandwidths.IsEmpty) throw new ArgumentException("Give at least one memory and one bandwidth to try.");
        var last = double.NegativeInfinity;
        foreach (var e in training) last = Math.Max(last, e.Day);
        var end = Math.Floor(last) + 1;
        var judged = Judged(training, cells, end - steps * stepDays);
        if (judged.Count == 0) throw new ArgumentException($"No event falls in the last {steps} steps of {Checks.Text(stepDays)} days. Give a longer training period or longer steps.");
        BaselineChoice? best = null;
        foreach (var memory in memories)
        {
            foreach (var bandwidth in bandwidths)
            {
                var parameters = new BaselineParameters(memory, bandwidth);
                parameters.Check();
                var score = Score(training, cells, judged, end - steps * stepDays, stepDays, steps, parameters);
                if (best is null || score > best.MeanLogShare) best = new(parameters, score);
            }
        }
        return best!;
    }

    private static void Check(ReadOnlySpan<PlacedEvent> events, string name, ReadOnlySpan<CellCentre> cells)
    {
        Checks.Between(cells.Length, 1, int.MaxValue, "number of cells", "Give the centres of the places to forecast for.");
        for (var c = 0; c < cells.Length; c++)
        {
            Checks.Known(cells[c].X, nameof(cells), c, nameof(CellCentre.X));
            Checks.Known(cells[c].Y, nameof(cells), c, nameof(CellCentre.Y));
        }
        for (var e = 0; e < events.Length; e++)
        {
            Checks.Known(events[e].X, name, e, nameof(PlacedEvent.X));
            Checks.Known(events[e].Y, name, e, nameof(PlacedEvent.Y));
            Checks.Known(events[e].Day, name, e, nameof(PlacedEvent.Day));
        }
    }

    private static double Score(ReadOnlySpan<PlacedEvent> training, ReadOnlySpan<CellCentre> cells, List<(double Day, int Cell)> judged, double start,
        double stepDays, int steps, BaselineParameters parameters)
    {
        double sum = 0;
        for (var step = 0; step < steps; step++)
        {
            double from = start + step * stepDays, to = from + stepDays;
            var shares = Forecast(training, cells, from, parameters);
            foreach (var (day, cell) in judged)
            {
                if (day >= from && day < to) sum += Math.Log(shares[cell]);
            }
        }
        return sum / judged.Count;
    }

    private static List<(double Day, int Cell)> Judged(ReadOnlySpan<PlacedEvent> events, ReadOnlySpan<CellCentre> cells, double from)
    {
        var judged = new List<(double, int)>();
        foreach (var e in events)
        {
            if (e.Day >= from) judged.Add((e.Day, Nearest(e, cells)));
        }
        return judged;
    }

    private static int Nearest(PlacedEvent e, ReadOnlySpan<CellCentre> cells)
    {
        var nearest = 0;
        var least = double.PositiveInfinity;
        for (var c = 0; c < cells.Length; c++)
        {
            double dx = cells[c].X - e.X, dy = cells[c].Y - e.Y;
            if (dx * dx + dy * dy < least) (least, nearest) = (dx * dx + dy * dy, c);
        }
        return nearest;
    }
}

/// <summary>An event.</summary>
/// <param name="X">Easting, metres.</param>
/// <param name="Y">Northing, metres.</param>
/// <param name="Day">Day number, any origin.</param>
public readonly record struct PlacedEvent(double X, double Y, double Day);

/// <summary>The centre of a place forecast for.</summary>
/// <param name="X">Easting, metres.</param>
/// <param name="Y">Northing, metres.</param>
public readonly record struct CellCentre(double X, double Y);

/// <summary>What the forecast remembers and how far it spreads it.</summary>
/// <param name="MemoryDays">Age at which an event counts 1/e, days, above 0.</param>
/// <param name="BandwidthMetres">Standard deviation of the kernel, metres, above 0.</param>
public sealed record BaselineParameters(double MemoryDays, double BandwidthMetres)
{
    internal void Check()
    {
        Checks.Positive(MemoryDays, nameof(MemoryDays), "Give days, 30 for a month.");
        Checks.Positive(BandwidthMetres, nameof(BandwidthMetres), "Give metres, 200 to 400 as a rule.");
    }
}

/// <summary>Chosen parameters.</summary>
/// <param name="Parameters">Memory and bandwidth.</param>
/// <param name="MeanLogShare">Mean logarithm of the share forecast for the cells events fell in; higher is better.</param>
public sealed record BaselineChoice(BaselineParameters Parameters, double MeanLogShare);
