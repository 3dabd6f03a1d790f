using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Sets;

namespace Concordat.Gate.Checks;

/// <summary>Decides whether a cell of a row with a fault may be held and told back to its supplier.</summary>
/// <remarks>A cell that is wrong may hold anything, a name in a column of dates among it. So it must pass the scanner in every setting, and where figures belong
/// it may hold no words: names that are in no book could be among them.</remarks>
static class TellableCell
{
    const int Longest = 200, LongestWord = 3;

    public static bool MayBeTold(SetField field, string cell, IIdentifierScanner scanner)
    {
        if (cell.Length is 0 or > Longest || Blank.Is(cell) || !IsTold(field)) return false;
        foreach (var character in cell)
            if (char.IsControl(character)) return false;
        return (field.Type is FieldType.Text or FieldType.FreeText or FieldType.Code or FieldType.PlaceText or FieldType.Reference || !HasWord(cell))
            && Passes(cell, CellSetting.FreeText, scanner) && Passes(cell, CellSetting.Unknown, scanner);
    }

    // What is cut, banded or moved before it is kept is not held whole, and a person's age or home is not held at all.
    static bool IsTold(SetField field) =>
        field.Rule == DepersonalisingRule.Keep && field.Type is not (FieldType.Postcode or FieldType.FreeText) && !(field.Type == FieldType.Age && field.Feeds is not null);

    static bool HasWord(string cell)
    {
        var run = 0;
        for (var i = 0; i <= cell.Length; i++)
        {
            if (i < cell.Length && char.IsLetter(cell[i])) run++;
            else
            {
                if (run > LongestWord && !DateCell.TryMonthOfYear(cell.Substring(i - run, run), out _)) return true;
                run = 0;
            }
        }
        return false;
    }

    // Nothing is taken out here, so nothing is counted.
    static bool Passes(string cell, CellSetting setting, IIdentifierScanner scanner) => scanner.Clean(cell, setting, new RemovalCounts()) == cell;
}
