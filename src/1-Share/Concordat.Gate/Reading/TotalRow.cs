using System.Text.RegularExpressions;

namespace Concordat.Gate.Reading;

/// <summary>Knows the row of totals that people put under a table.</summary>
static partial class TotalRow
{
    [GeneratedRegex(@"^(grand |overall |sub[- ]?)?totals?( (number|count)( of \w+)?)?\s*:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"^\(?[-+−]?[£$€]?\s?[0-9][0-9, ]*(\.[0-9]+)?\s?%?\)?$|^[-+]?\.[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    /// <summary>True where the first cell says "Total" and every other cell is a number or blank.</summary>
    public static bool Is(RawRow row)
    {
        var first = Array.FindIndex(row.Cells, c => c.Length > 0);
        return first == 0 && row.Cells[0].Length <= 40 && Words().IsMatch(row.Cells[0]) && row.Cells.Skip(1).All(c => c.Length == 0 || IsNumeric(c));
    }

    /// <summary>True for a number as people write it: with pound sign, thousands separators, per cent or in brackets.</summary>
    public static bool IsNumeric(string cell) => cell.Length <= 40 && Number().IsMatch(cell);
}
