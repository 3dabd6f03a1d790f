using System.Globalization;

namespace Concordat.CrimePatterns;

/// <summary>Argument checks shared by the methods: each message names the parameter, its value and what to do.</summary>
internal static class Checks
{
    /// <summary>Refuses columns of different lengths.</summary>
    public static void SameLength(int length, string name, int otherLength, string otherName)
    {
        if (length != otherLength)
            throw new ArgumentException($"{name} has {length} values and {otherName} has {otherLength}. Give one value of each for every event or area.", otherName);
    }

    /// <summary>Refuses NaN and infinities.</summary>
    public static void Finite(ReadOnlySpan<double> values, string name)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"{name}[{i}] is {Text(values[i])}. Leave out rows without a value, and keep only finite numbers.", name);
        }
    }

    /// <summary>Refuses anything but a finite number above zero.</summary>
    public static void Positive(double value, string name, string remedy)
    {
        if (!double.IsFinite(value) || value <= 0)
            throw new ArgumentOutOfRangeException(name, $"{name} is {Text(value)} and must be a finite number above 0. {remedy}");
    }

    /// <summary>Refuses negative numbers and NaN; infinity too unless allowed.</summary>
    public static void NotNegative(double value, string name, string remedy)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentOutOfRangeException(name, $"{name} is {Text(value)} and must be a finite number, 0 or more. {remedy}");
    }

    /// <summary>Refuses negative numbers, NaN and infinity in a column, by the place they stand at.</summary>
    public static void NotNegative(double value, string name, int index, string remedy)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentException($"{name}[{index}] is {Text(value)} and must be a finite number, 0 or more. {remedy}", name);
    }

    /// <summary>Refuses NaN and infinities in one part of an item of a list.</summary>
    public static void Known(double value, string name, int index, string part)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"{name}[{index}].{part} is {Text(value)}. Leave out those without a place or a day, and keep only finite numbers.", name);
    }

    /// <summary>Refuses whole numbers outside a closed range.</summary>
    public static void Between(int value, int least, int most, string name, string remedy)
    {
        if (value < least || value > most)
        {
            var range = most == int.MaxValue ? $"{least} or more" : $"between {least} and {most}";
            throw new ArgumentOutOfRangeException(name, $"{name} is {value} and must be {range}. {remedy}");
        }
    }

    /// <summary>Refuses unless a condition holds.</summary>
    public static void That(bool holds, string name, string message)
    {
        if (!holds) throw new ArgumentException(message, name);
    }

    /// <summary>Refuses longitudes and latitudes of the British Isles where lengths are in metres.</summary>
    /// <remarks>A length of more than the whole of them can only be metres; without such a length nothing is said.</remarks>
    public static void NotDegrees(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double length, string name)
    {
        const double West = -11, East = 3, South = 49, North = 62;
        if (x.IsEmpty || length < North - South || double.IsInfinity(length)) return;
        for (var i = 0; i < x.Length; i++)
        {
            if (!(x[i] is > West and < East && y[i] is > South and < North)) return;
        }
        throw new ArgumentException($"x[0] is {Text(x[0])} and y[0] is {Text(y[0])}, which look like degrees, while {name} is {Text(length)}. Give eastings and northings in metres (EPSG:27700).", nameof(x));
    }

    /// <summary>Refuses what the memory cannot hold, and says how much it needs.</summary>
    /// <param name="bytes">Needed.</param>
    /// <param name="name">The parameter that decides it.</param>
    /// <param name="what">What needs it, with its size.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="available">Bytes there are; what the process may use when 0.</param>
    public static void Fits(double bytes, string name, string what, string remedy, double available = 0)
    {
        const double Gigabyte = 1e9;
        if (available == 0) available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (bytes > available)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name}: {what} needs {bytes / Gigabyte:0.0} GB of memory and there are {available / Gigabyte:0.0} GB. {remedy}"), name);
    }

    /// <summary>The number of threads to use: 0 means one for each processor.</summary>
    public static int Threads(int threads)
    {
        Between(threads, 0, 1024, nameof(threads), "Give 0 to use every processor.");
        return threads == 0 ? Environment.ProcessorCount : threads;
    }

    /// <summary>The number as a person would type it, in any culture.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
