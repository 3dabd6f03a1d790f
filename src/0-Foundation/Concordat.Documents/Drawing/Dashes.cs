using System.Globalization;

namespace Concordat.Documents.Drawing;

/// <summary>Cuts a line into its dashes.</summary>
internal static class Dashes
{
    public static IEnumerable<IReadOnlyList<Spot>> Cut(IReadOnlyList<Spot> line, string? pattern)
    {
        if (pattern is null) return [line];
        var lengths = Array.ConvertAll(pattern.Split(' '), part => double.Parse(part, CultureInfo.InvariantCulture));
        return Walk(line, lengths);
    }

    private static IEnumerable<IReadOnlyList<Spot>> Walk(IReadOnlyList<Spot> line, double[] lengths)
    {
        var (index, left) = (0, lengths[0]);
        List<Spot> dash = [line[0]];
        for (var i = 0; i + 1 < line.Count; i++)
        {
            var (from, to) = (line[i], line[i + 1]);
            var length = Math.Sqrt(Math.Pow(to.X - from.X, 2) + Math.Pow(to.Y - from.Y, 2));
            var done = 0.0;
            while (length - done > left)
            {
                done += left;
                var at = new Spot(from.X + ((to.X - from.X) * done / length), from.Y + ((to.Y - from.Y) * done / length));
                if (index % 2 == 0)
                {
                    dash.Add(at);
                    yield return dash;
                }
                dash = [at];
                index = (index + 1) % lengths.Length;
                left = lengths[index];
            }
            left -= length - done;
            if (index % 2 == 0) dash.Add(to);
        }
        if (index % 2 == 0 && dash.Count > 1) yield return dash;
    }
}
