using System.Globalization;
using System.Text;

namespace Concordat.Documents.Drawing;

/// <summary>A small alphabet of lines, drawn for this library, so that pictures carry words without any font file.</summary>
/// <remarks>Units: capitals are 14 high, small letters 10, descenders 4 below the baseline. A glyph is its width and its pen strokes:
/// <c>M</c> starts a stroke, <c>L</c> draws to a point, <c>A</c> goes on along an ellipse (centre, radii, from and to in degrees
/// against the clock), <c>a</c> starts a stroke with one.</remarks>
internal static class StrokeFont
{
    private const double CapitalHeight = 14, CapitalShareOfSize = 0.66, SideBearing = 3.3, SpaceWidth = 4.2;
    private const char Circumflex = '\u0302';

    private static readonly Dictionary<char, (double Width, string Strokes)> Drawn = new()
    {
        ['A'] = (10, "M0,0 L5,14 L10,0 M1.8,5 L8.2,5"),
        ['B'] = (9, "M0,0 L0,14 L5,14 A5,10.75,3.5,3.25,90,-90 L0,7.5 M5,7.5 A5.2,3.75,3.8,3.75,90,-90 L0,0"),
        ['C'] = (10, "a5.5,7,5.5,7,50,310"),
        ['D'] = (10, "M0,0 L0,14 L4,14 A4,7,6,7,90,-90 L0,0"),
        ['E'] = (8, "M8,14 L0,14 L0,0 L8,0 M0,7.2 L7,7.2"),
        ['F'] = (7.6, "M7.6,14 L0,14 L0,0 M0,7.2 L6.5,7.2"),
        ['G'] = (10.4, "a5.3,7,5.3,7,50,335 L10.1,6.4 L6.2,6.4"),
        ['H'] = (9.5, "M0,0 L0,14 M9.5,0 L9.5,14 M0,7.2 L9.5,7.2"),
        ['I'] = (0, "M0,0 L0,14"),
        ['J'] = (6, "M6,14 L6,4 A3,4,3,4,0,-170"),
        ['K'] = (9, "M0,0 L0,14 M9,14 L0,5.5 M3.2,8.5 L9.4,0"),
        ['L'] = (7.2, "M0,14 L0,0 L7.2,0"),
        ['M'] = (12, "M0,0 L0,14 L6,3 L12,14 L12,0"),
        ['N'] = (10, "M0,0 L0,14 L10,0 L10,14"),
        ['O'] = (11, "a5.5,7,5.5,7,90,450"),
        ['P'] = (8.8, "M0,0 L0,14 L5,14 A5,10.2,3.8,3.8,90,-90 L0,6.4"),
        ['Q'] = (11, "a5.5,7,5.5,7,90,450 M7,3.5 L11,-1"),
        ['R'] = (9.2, "M0,0 L0,14 L5,14 A5,10.2,3.8,3.8,90,-90 L0,6.4 M4.8,6.4 L9.2,0"),
        ['S'] = (8.5, "a4.3,10.5,3.9,3.5,35,270 A4.3,3.5,4.2,3.5,90,-145"),
        ['T'] = (10, "M0,14 L10,14 M5,14 L5,0"),
        ['U'] = (9.5, "M0,14 L0,4.5 A4.75,4.5,4.75,4.5,180,360 L9.5,14"),
        ['V'] = (10, "M0,14 L5,0 L10,14"),
        ['W'] = (14, "M0,14 L3.5,0 L7,13 L10.5,0 L14,14"),
        ['X'] = (9.5, "M0,14 L9.5,0 M9.5,14 L0,0"),
        ['Y'] = (10, "M0,14 L5,7 L10,14 M5,7 L5,0"),
        ['Z'] = (9, "M0,14 L9,14 L0,0 L9,0"),
        ['a'] = (7.8, "a3.9,5,3.9,5,0,360 M7.8,10 L7.8,0"),
        ['b'] = (7.8, "M0,14 L0,0 a3.9,5,3.9,5,0,360"),
        ['c'] = (7, "a4,5,4,5,48,312"),
        ['d'] = (7.8, "a3.9,5,3.9,5,0,360 M7.8,14 L7.8,0"),
        ['e'] = (7.8, "M0.2,5.2 L7.8,5.2 A3.9,5,3.9,5,0,315"),
        ['f'] = (4.6, "M5,14 L4.5,14 A4.5,11.5,2.5,2.5,90,180 L2,0 M0,9.6 L4.8,9.6"),
        ['g'] = (7.8, "a3.9,5,3.9,5,0,360 M7.8,10 L7.8,-1 A4.1,-0.8,3.7,3.4,0,-150"),
        ['h'] = (7.2, "M0,14 L0,0 M0,6 A3.6,6,3.6,4,180,0 L7.2,0"),
        ['i'] = (0, "M0,10 L0,0 M0,13.2 L0,14"),
        ['j'] = (2.5, "M2.5,10 L2.5,-1.5 A0,-1.5,2.5,2.5,0,-80 M2.5,13.2 L2.5,14"),
        ['k'] = (7.2, "M0,14 L0,0 M7,10 L0,4 M2.6,6.2 L7.4,0"),
        ['l'] = (0, "M0,14 L0,0"),
        ['m'] = (11.6, "M0,10 L0,0 M0,6.5 A2.9,6.5,2.9,3.5,180,0 L5.8,0 M5.8,6.5 A8.7,6.5,2.9,3.5,180,0 L11.6,0"),
        ['n'] = (7.2, "M0,10 L0,0 M0,6 A3.6,6,3.6,4,180,0 L7.2,0"),
        ['o'] = (8, "a4,5,4,5,90,450"),
        ['p'] = (7.8, "M0,10 L0,-4 a3.9,5,3.9,5,0,360"),
        ['q'] = (7.8, "a3.9,5,3.9,5,0,360 M7.8,10 L7.8,-4"),
        ['r'] = (4.2, "M0,10 L0,0 M0,6 A3.8,6.2,3.8,3.8,180,80"),
        ['s'] = (6.6, "a3.4,7.5,3.1,2.5,35,270 A3.4,2.5,3.4,2.5,90,-145"),
        ['t'] = (4.8, "M2,13 L2,2.5 A4.2,2.5,2.2,2.5,180,290 M0,10 L5,10"),
        ['u'] = (7.2, "M0,10 L0,4 A3.6,4,3.6,4,180,360 M7.2,10 L7.2,0"),
        ['v'] = (7.6, "M0,10 L3.8,0 L7.6,10"),
        ['w'] = (11.2, "M0,10 L2.8,0 L5.6,9 L8.4,0 L11.2,10"),
        ['x'] = (7, "M0,10 L7,0 M7,10 L0,0"),
        ['y'] = (7.6, "M0,10 L3.9,0 M7.6,10 L2.6,-4 L0.8,-4"),
        ['z'] = (6.8, "M0,10 L6.8,10 L0,0 L6.8,0"),
        ['0'] = (8, "a4,7,4,7,90,450"),
        ['1'] = (8, "M1.2,11 L4.6,14 L4.6,0"),
        ['2'] = (8, "a4,10,3.8,4,165,-35 L0.2,0 L8,0"),
        ['3'] = (8, "a3.8,10.6,3.6,3.4,150,-90 A3.8,3.6,4.1,3.6,90,-150"),
        ['4'] = (8, "M6,0 L6,14 L0,4.2 L8.2,4.2"),
        ['5'] = (8, "M7.4,14 L1.2,14 L0.7,8 A3.9,4.6,4.1,4.6,140,-145"),
        ['6'] = (8, "a4,4.5,4,4.5,0,360 M0,4.5 A7,4.5,7,9.4,180,100"),
        ['7'] = (8, "M0,14 L8,14 L2.8,0"),
        ['8'] = (8, "a4,10.6,3.5,3.4,90,450 a4,3.6,4,3.6,90,450"),
        ['9'] = (8, "a4,9.5,4,4.5,0,360 M8,9.5 A1,9.5,7,9.4,0,-80"),
        [','] = (1, "M0.6,0.6 L-0.4,-2.6"),
        ['.'] = (0.4, "M0,0 L0,0.6"),
        [':'] = (0.4, "M0,0 L0,0.6 M0,8 L0,8.6"),
        [';'] = (1, "M0.6,0.6 L-0.4,-2.6 M0.5,8 L0.5,8.6"),
        ['-'] = (4.5, "M0,5.2 L4.5,5.2"),
        ['–'] = (7, "M0,5.2 L7,5.2"),
        ['−'] = (8, "M0.5,6.5 L7.5,6.5"),
        ['+'] = (8, "M0.2,6.5 L7.8,6.5 M4,2.7 L4,10.3"),
        ['\''] = (0.5, "M0.5,14 L0,10.5"),
        ['’'] = (0.5, "M0.8,14 L0,10.5"),
        ['('] = (2.5, "a5,5.5,5,9.5,130,230"),
        [')'] = (2.5, "a-2.5,5.5,5,9.5,50,-50"),
        ['/'] = (6, "M0,-1 L6,15"),
        ['&'] = (9.6, "M9.6,0 L2.4,9.2 A4.3,11.2,2.5,2.8,225,-45 L1.6,6 A3.8,3.6,3.8,3.6,140,320 L9.2,6"),
        ['£'] = (8.2, "M8.2,0 L0,0 L2.2,4 L2.2,10.5 A5,10.5,2.8,3.5,180,40 M0,6.6 L6.2,6.6"),
        ['%'] = (11.8, "a2.2,11,2.2,3,0,360 M9.8,14 L2,0 a9.6,3,2.2,3,0,360"),
    };

    private static readonly Dictionary<char, Spot[][]> Strokes = Drawn.ToDictionary(glyph => glyph.Key, glyph => Read(glyph.Value.Strokes));

    /// <summary>Room to leave for a text in pixels, whatever sans-serif font its reader has.</summary>
    public static double Room(string text, double size) => Width(text, size) * 1.1;

    /// <summary>Width of a text in pixels as this alphabet draws it.</summary>
    public static double Width(string text, double size)
    {
        var units = 0.0;
        foreach (var c in Letters(text))
            if (c != Circumflex) units += Advance(c);
        return units * Scale(size);
    }

    /// <summary>The pen strokes of a text set from x along the baseline y, y downwards.</summary>
    public static List<Spot[]> Write(string text, double x, double y, double size)
    {
        var (scale, pen, before) = (Scale(size), SideBearing / 2, 0.0);
        var lines = new List<Spot[]>();
        foreach (var c in Letters(text))
        {
            if (c == Circumflex)
            {
                var middle = x + ((pen - (before / 2)) * scale);
                lines.Add([new(middle - (3 * scale), y - (11.5 * scale)), new(middle, y - (14 * scale)), new(middle + (3 * scale), y - (11.5 * scale))]);
                continue;
            }
            if (Strokes.TryGetValue(c, out var strokes))
                foreach (var stroke in strokes)
                    lines.Add(Array.ConvertAll(stroke, point => new Spot(x + ((pen + point.X) * scale), y - (point.Y * scale))));
            before = Advance(c);
            pen += before;
        }
        return lines;
    }

    private static double Scale(double size) => size * CapitalShareOfSize / CapitalHeight;

    private static double Advance(char c) => Drawn.TryGetValue(c, out var glyph) ? glyph.Width + SideBearing : SpaceWidth + SideBearing;

    // Accents fall away except the circumflex, which Welsh names need.
    private static IEnumerable<char> Letters(string text) => Characters.Printable(text).Normalize(NormalizationForm.FormD)
        .Where(c => c == Circumflex || CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);

    private static Spot[][] Read(string strokes)
    {
        var lines = new List<List<Spot>>();
        foreach (var step in strokes.Split(' '))
        {
            var n = Array.ConvertAll(step[1..].Split(','), part => double.Parse(part, CultureInfo.InvariantCulture));
            if (step[0] is 'M' or 'a') lines.Add([]);
            if (step[0] is 'M' or 'L') lines[^1].Add(new(n[0], n[1]));
            else lines[^1].AddRange(Arc(n[0], n[1], n[2], n[3], n[4], n[5]));
        }
        return [.. lines.Select(line => line.ToArray())];
    }

    private static IEnumerable<Spot> Arc(double x, double y, double radiusX, double radiusY, double from, double to)
    {
        var steps = (int)Math.Ceiling(Math.Abs(to - from) / 15);
        for (var i = 0; i <= steps; i++)
        {
            var (sine, cosine) = Math.SinCos((from + ((to - from) * i / steps)) * Math.PI / 180);
            yield return new(x + (radiusX * cosine), y + (radiusY * sine));
        }
    }
}
