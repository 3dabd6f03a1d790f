namespace Concordat.CrimePatterns.Time;

/// <summary>When in the week offences happened whose moment nobody saw: each event spreads a weight of 1 evenly over its window.</summary>
/// <remarks>Times are in hours after some Sunday midnight, local time, and are rounded to whole minutes (halves to even). A window of one minute or less, one
/// that ends before it starts, and one without an end give the weight to the hour of the start; a window of seven days or more gives 1/168 to
/// every hour. Assumes each minute of a window is equally likely. Source: Ratcliffe (2002), Journal of Quantitative Criminology 18(1), 23-43.</remarks>
public static class Aoristic
{
    /// <summary>Hours in a week; hour 0 is Sunday 00:00 to 01:00.</summary>
    public const int HoursOfWeek = 168;

    private const int MinutesOfWeek = HoursOfWeek * 60;

    /// <summary>Sums of the weights by hour of the week.</summary>
    /// <param name="startHours">Start of each window, hours after a Sunday midnight; NaN where unknown: the event is left out.</param>
    /// <param name="endHours">End of each window, same length; NaN where unknown.</param>
    /// <returns>168 sums and the number of events left out; the sums add up to the events kept.</returns>
    /// <remarks>O(n): each event adds at most two part hours and a difference of rates. Rounding below 1e-9 for a million events.</remarks>
    /// <exception cref="ArgumentException">The lengths differ, or a time is infinite.</exception>
    public static AoristicTotals Totals(ReadOnlySpan<double> startHours, ReadOnlySpan<double> endHours)
    {
        Checks.SameLength(startHours.Length, nameof(startHours), endHours.Length, nameof(endHours));
        var sums = new double[HoursOfWeek];
        var rises = new double[HoursOfWeek + 1]; // change, at each hour, in the weight a full hour receives
        double everyHour = 0;
        var leftOut = 0;
        for (var i = 0; i < startHours.Length; i++)
        {
            if (double.IsNaN(startHours[i]))
            {
                leftOut++;
                continue;
            }
            var (start, minutes) = Window(startHours[i], endHours[i], i);
            if (minutes <= 1) sums[start / 60]++;
            else if (minutes >= MinutesOfWeek) everyHour += 1.0 / HoursOfWeek;
            else Spread(start, minutes, sums, rises);
        }
        double full = 0;
        for (var hour = 0; hour < HoursOfWeek; hour++)
        {
            full += rises[hour];
            sums[hour] += full + everyHour;
        }
        return new(sums, leftOut);
    }

    /// <summary>Weights of one event, in order from its first hour.</summary>
    /// <param name="startHour">Start, hours after a Sunday midnight.</param>
    /// <param name="endHour">End, or NaN.</param>
    /// <returns>Hours of the week (0 to 167) with their weights, which add up to 1; none when the start is unknown.</returns>
    /// <exception cref="ArgumentException">A time is infinite.</exception>
    public static IReadOnlyList<HourWeight> Weights(double startHour, double endHour)
    {
        if (double.IsNaN(startHour)) return [];
        var (start, minutes) = Window(startHour, endHour, 0);
        if (minutes <= 1) return [new(start / 60, 1)];
        if (minutes >= MinutesOfWeek) return [.. Enumerable.Range(0, HoursOfWeek).Select(hour => new HourWeight(hour, 1.0 / HoursOfWeek))];
        var weights = new List<HourWeight>();
        for (int at = start, left = minutes; left > 0;)
        {
            var inHour = Math.Min(left, 60 - at % 60);
            var hour = at / 60 % HoursOfWeek;
            // A window of nearly a week may come back to the hour it began in.
            if (weights.Count > 0 && weights[0].Hour == hour) weights[0] = new(hour, weights[0].Weight + inHour / (double)minutes);
            else weights.Add(new(hour, inHour / (double)minutes));
            at += inHour;
            left -= inHour;
        }
        return weights;
    }

    private static void Spread(int start, int minutes, double[] sums, double[] rises)
    {
        var perMinute = 1.0 / minutes;
        var end = start + minutes;
        int first = start / 60, last = end / 60;
        if (first == last)
        {
            sums[first]++;
            return;
        }
        sums[first] += (first * 60 + 60 - start) * perMinute;
        if (end % 60 > 0) sums[last % HoursOfWeek] += end % 60 * perMinute;
        AddFullHours(first + 1, last, 60 * perMinute, rises);
    }

    // Hours from to to-1 receive weight; they may run over the end of the week.
    private static void AddFullHours(int from, int to, double weight, double[] rises)
    {
        if (from >= HoursOfWeek) (from, to) = (from - HoursOfWeek, to - HoursOfWeek);
        rises[from] += weight;
        if (to <= HoursOfWeek)
        {
            rises[to] -= weight;
            return;
        }
        rises[0] += weight;
        rises[to - HoursOfWeek] -= weight;
    }

    private static (int StartMinute, int Minutes) Window(double start, double end, int row)
    {
        if (double.IsInfinity(start) || double.IsInfinity(end))
            throw new ArgumentException($"Event {row} (counting from 0) has an infinite time. Give hours after a Sunday midnight, or leave an unknown time empty.");
        var startMinute = Math.Round(start * 60, MidpointRounding.ToEven);
        var minutes = double.IsNaN(end) ? 0 : Math.Round(end * 60, MidpointRounding.ToEven) - startMinute;
        var inWeek = startMinute - MinutesOfWeek * Math.Floor(startMinute / MinutesOfWeek);
        return ((int)inWeek, (int)Math.Clamp(minutes, -1, MinutesOfWeek));
    }
}

/// <summary>Aoristic weights by hour of the week.</summary>
/// <param name="HourOfWeek">168 sums, in events; index 0 is Sunday 00:00 to 01:00.</param>
/// <param name="LeftOut">Events whose start is unknown.</param>
public sealed record AoristicTotals(double[] HourOfWeek, int LeftOut);

/// <summary>Part of an event's weight.</summary>
/// <param name="Hour">Hour of the week, 0 to 167.</param>
/// <param name="Weight">Above 0, up to 1.</param>
public readonly record struct HourWeight(int Hour, double Weight);
