using Concordat.Gate.Identifiers;

namespace Concordat.Gate.Checks;

/// <summary>A heading as it may be written down and told: it should be no name or number of a person, and in a file without headings, or one filled in by hand, it may be.</summary>
public static class ToldHeading
{
    const int Longest = 120;

    /// <summary>The heading with what is personal taken out, at most 120 characters of it.</summary>
    public static string Of(string heading, IIdentifierScanner scanner)
    {
        ArgumentNullException.ThrowIfNull(heading);
        ArgumentNullException.ThrowIfNull(scanner);
        var nobody = new RemovalCounts(); // a heading is not counted among the rows
        return scanner.Clean(scanner.Clean(heading.Length <= Longest ? heading : heading[..Longest], CellSetting.Code, nobody), CellSetting.Unknown, nobody);
    }

    /// <summary>Whether the heading may be kept as it stands, to know the column by it next time.</summary>
    public static bool MayBeKept(string heading, IIdentifierScanner scanner) => Of(heading, scanner) == heading;
}
