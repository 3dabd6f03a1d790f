using Concordat.Documents.Drawing;
using Concordat.Documents.Model;

namespace Concordat.Documents.Docx;

/// <summary>Shares the width of a table out: as given, or by what the columns hold.</summary>
internal static class ColumnWidths
{
    private const double TextSize = 9.5, Gap = 9, WidestByContent = 190, PointsToMillimetres = 25.4 / 72;

    public static int[] Twips(TableBlock table)
    {
        var shares = table.Columns.Select((column, i) => column.WidthShare ?? Wanted(table, i)).ToArray();
        // Given shares are relative to each other; only when all are given can they stand beside each other.
        if (table.Columns.Any(column => column.WidthShare is null)) shares = [.. table.Columns.Select((_, i) => Wanted(table, i))];
        var total = Measure.Twips(Measure.TextMillimetres);
        var widths = shares.Select(share => (int)(total * share / shares.Sum())).ToArray();
        widths[^1] += total - widths.Sum();
        return widths;
    }

    /// <summary>Lines that the tallest cell of a row takes.</summary>
    public static int Lines(TableBlock table, int row, int[] widths) => table.Rows[row].Cells
        .Select((cell, i) => TextLines.Count(cell.Shown, TextSize, (widths[i] / 20.0 - Gap) * PointsToMillimetres)).Max();

    // Room for the longest cell up to a limit, and never less than the longest word, so that words do not break.
    private static double Wanted(TableBlock table, int column)
    {
        var texts = table.Rows.Select(row => row.Cells[column].Shown + (row.Cells[column].Kind == CellKind.Signal ? " ▲ " : "")).ToList();
        var heading = Width(table.Columns[column].Heading) * 1.08;
        var longest = texts.Select(Width).DefaultIfEmpty(0).Max();
        var word = texts.Append(table.Columns[column].Heading).SelectMany(text => text.Split(' ')).Max(Width);
        return Math.Max(Math.Max(word, Math.Min(heading, 80)), Math.Min(longest, WidestByContent)) + Gap;
    }

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
