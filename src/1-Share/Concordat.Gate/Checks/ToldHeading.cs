using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Checks;

/// <summary>A heading as it may be written down and told: it should be no name or number of a person, and in a file without headings, or one filled in by hand, it may be.</summary>
public static class ToldHeading
{
    const int Longest = 120, LongWord = 3;

    /// <summary>The heading with what is personal taken out, at most 120 characters of it.</summary>
    public static string Of(string heading, IIdentifierScanner scanner)
    {
        ArgumentNullException.ThrowIfNull(heading);
        ArgumentNullException.ThrowIfNull(scanner);
        var nobody = new RemovalCounts(); // a heading is not counted among the rows
        var clean = scanner.Clean(heading.Length <= Longest ? heading : heading[..Longest], CellSetting.Code, nobody);
        return MayBeAName(clean) ? scanner.Clean(clean, CellSetting.Unknown, nobody) : clean;
    }

    // Of a first and a last name: "Lon" and "X Coordinate" are what headings are, and a text would take them for short ones.
    static bool MayBeAName(string heading)
    {
        var (words, letters) = (0, 0);
        foreach (var character in heading)
        {
            letters = char.IsLetter(character) ? letters + 1 : 0;
            if (letters == LongWord) words++;
        }
        return words >= 2;
    }

    /// <summary>Whether the heading may be kept as it stands, to know the column by it next time.</summary>
    public static bool MayBeKept(string heading, IIdentifierScanner scanner) => Of(heading, scanner) == heading;
}
