using Concordat.Documents.Drawing;
using Concordat.Documents.Model;

namespace Concordat.Documents.Docx;

/// <summary>Shares the width of a table out: as given when every column says, else by what the columns hold.</summary>
internal static class ColumnWidths
{
    // Arial is a little wider than the alphabet that measures, and bold wider still.
    private const double TextSize = 9.5, BoldShare = 1.12, Gap = 11, WidestByContent = 190, PointsToMillimetres = 25.4 / 72;

    public static int[] Twips(TableBlock table)
    {
        var total = Measure.Twips(Measure.TextMillimetres);
        var widths = table.Columns.All(column => column.WidthShare is not null)
            ? Scaled([.. table.Columns.Select(column => column.WidthShare!.Value)], total)
            : ByContent(table, total);
        widths[^1] += total - widths.Sum();
        return widths;
    }

    /// <summary>Lines that the tallest cell of a row takes.</summary>
    public static int Lines(TableBlock table, int row, int[] widths) => table.Rows[row].Cells
        .Select((cell, i) => TextLines.Count(cell.Shown, TextSize, ((widths[i] / 20.0) - Gap) * PointsToMillimetres)).Max();

    // Enough for every cell if there is room; else the wide columns of words give way, but no word is broken and no figure wraps.
    private static int[] ByContent(TableBlock table, int total)
    {
        var least = table.Columns.Select((_, i) => Least(table, i)).ToArray();
        var wanted = table.Columns.Select((_, i) => Math.Max(least[i], Wanted(table, i))).ToArray();
        var over = wanted.Sum() - (total / 20.0);
        var slack = wanted.Sum() - least.Sum();
        if (over > 0 && slack > 0)
            for (var i = 0; i < wanted.Length; i++) wanted[i] -= (wanted[i] - least[i]) * Math.Min(1, over / slack);
        return Scaled(wanted, total);
    }

    private static int[] Scaled(double[] shares, int total) => Array.ConvertAll(shares, share => (int)(total * share / shares.Sum()));

    private static double Least(TableBlock table, int column)
    {
        var isUnbroken = table.Columns[column].Kind != ColumnKind.Text;
        var words = Texts(table, column).SelectMany(text => isUnbroken ? [text] : text.Split(' '));
        return Math.Max(words.Select(Width).DefaultIfEmpty(0).Max(), table.Columns[column].Heading.Split(' ').Max(Width) * BoldShare) + Gap;
    }

    private static double Wanted(TableBlock table, int column)
    {
        var longest = Texts(table, column).Select(Width).DefaultIfEmpty(0).Max();
        return Math.Min(Math.Max(longest, Width(table.Columns[column].Heading) * BoldShare), WidestByContent) + Gap;
    }

    private static IEnumerable<string> Texts(TableBlock table, int column) =>
        table.Rows.Select(row => row.Cells[column]).Select(cell => cell.Kind == CellKind.Signal ? "▲ MM" + cell.Shown : cell.Shown);

    private static double Width(string text) => StrokeFont.Room(text, TextSize);
}

/// <summary>How many lines a text takes, by the widths of the built-in alphabet: a fair guess for any sans-serif font.</summary>
internal static class TextLines
{
    public static int Count(string text, double points, double millimetres)
    {
        var room = millimetres / (25.4 / 72);
        var (lines, used) = (1, 0.0);
        foreach (var word in text.Split(' '))
        {
            var width = StrokeFont.Room(word + " ", points);
            if (used > 0 && used + width > room) (lines, used) = (lines + 1, 0);
            used += width;
        }
        return lines;
    }
}
