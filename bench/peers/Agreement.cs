using System.Globalization;

namespace Concordat.Peers;

/// <summary>Whether two results are the same, in words.</summary>
internal static class Agreement
{
    /// <summary>No value differs by more than a share of the largest.</summary>
    public static Func<double[], double[], string> Within(double tolerance) => (ours, theirs) =>
    {
        if (ours.Length != theirs.Length) return $"**differ**: {ours.Length} values against {theirs.Length}";
        double largest = 0, difference = 0;
        for (var i = 0; i < ours.Length; i++)
        {
            if (double.IsNaN(ours[i]) && double.IsNaN(theirs[i])) continue;
            largest = Math.Max(largest, Math.Abs(theirs[i]));
            difference = Math.Max(difference, double.IsNaN(ours[i] - theirs[i]) ? double.PositiveInfinity : Math.Abs(ours[i] - theirs[i]));
        }
        var relative = largest > 0 ? difference / largest : difference;
        var word = relative <= tolerance ? "equal" : "**differ**";
        return string.Create(CultureInfo.InvariantCulture, $"{word}: largest difference {relative:0.#e-0} of the largest value (allowed {tolerance:0e-0})");
    };

    /// <summary>The same clusters of core events and the same noise. Ours: labels, then 1 for core events; theirs: labels.</summary>
    /// <remarks>An event in reach of two clusters may go to either by the definition, so events that are not core are only compared as noise or not.</remarks>
    public static string Clusters(double[] ours, double[] theirs)
    {
        var n = theirs.Length;
        if (ours.Length != 2 * n) return $"**differ**: {ours.Length / 2} events against {n}";
        var (forward, back) = (new Dictionary<double, double>(), new Dictionary<double, double>());
        for (var i = 0; i < n; i++)
        {
            if ((ours[i] == 0) != (theirs[i] <= 0)) return $"**differ**: event {i} is noise in one only";
            if (ours[n + i] == 0) continue;
            forward.TryAdd(ours[i], theirs[i]);
            back.TryAdd(theirs[i], ours[i]);
            if (forward[ours[i]] != theirs[i] || back[theirs[i]] != ours[i]) return $"**differ**: event {i} is in another cluster";
        }
        return $"equal: {forward.Count} clusters of core events, {ours[..n].Count(label => label == 0)} events noise";
    }

    /// <summary>Chances from two sets of random draws: no more apart than such draws are.</summary>
    public static Func<double[], double[], string> Chances(int draws) => (ours, theirs) =>
    {
        // Each p has a standard error of sqrt(p (1 - p) / draws); two of them, and both errors.
        double squares = 0, expected = 0;
        for (var i = 0; i < ours.Length; i++)
        {
            squares += (ours[i] - theirs[i]) * (ours[i] - theirs[i]);
            var p = (ours[i] + theirs[i]) / 2;
            expected += 2 * p * (1 - p) / draws;
        }
        var ratio = Math.Sqrt(squares / expected);
        var word = ratio < 1.25 ? "equal but for chance" : "**differ**";
        return string.Create(CultureInfo.InvariantCulture, $"{word}: root mean square difference {Math.Sqrt(squares / ours.Length):0.0000}, {ratio:0.00} of what two sets of {draws} draws give");
    };
}
