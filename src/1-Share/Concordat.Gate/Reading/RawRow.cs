namespace Concordat.Gate.Reading;

/// <summary>One row of a grid before it is known which row holds the headings.</summary>
/// <param name="Number">Row as a spreadsheet shows it.</param>
/// <param name="Cells">Trimmed texts, without the blank ones at the end; at most one more than the limit of columns.</param>
readonly record struct RawRow(int Number, string[] Cells)
{
    public bool IsBlank => Cells.Length == 0;

    /// <summary>The cells up to the last that is not blank.</summary>
    public static string[] WithoutBlankEnd(string[] cells)
    {
        var length = cells.Length;
        while (length > 0 && cells[length - 1].Length == 0) length--;
        return length == cells.Length ? cells : cells[..length];
    }
}
