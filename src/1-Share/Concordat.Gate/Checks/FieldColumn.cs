using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>A field with the columns it is read from.</summary>
/// <param name="Told">The heading as it may be told.</param>
/// <param name="Codes">The supplier's codes; null for other types than codes.</param>
/// <param name="FigureTimes">True for a column of times such as 1405.</param>
sealed record FieldColumn(SetField Field, int[] Columns, string Told, CodeBook? Codes, bool FigureTimes)
{
    /// <summary>The cell; several columns of a place are one text.</summary>
    public string Cell(IReadOnlyList<string> cells)
    {
        if (Columns is [var only]) return Blank.Is(cells[only]) ? "" : cells[only];
        return string.Join(", ", Columns.Select(c => cells[c]).Where(c => !Blank.Is(c)));
    }
}
