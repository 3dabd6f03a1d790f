using System.Text.RegularExpressions;
using Concordat.Partnership.Calendar;

namespace Concordat.Share.Incidents.PoliceUk;

/// <summary>What the name of a police.uk file says: "2024-03-surrey-street.csv".</summary>
sealed partial record PoliceUkName(Month? Month, string? Force, PoliceUkKind? Kind)
{
    static readonly PoliceUkName Nothing = new(null, null, null);

    public static PoliceUkName Of(string fileName)
    {
        var match = Pattern().Match(fileName);
        if (!match.Success || !Calendar(match.Groups["month"].Value, out var month)) return Nothing;
        PoliceUkKind? kind = match.Groups["kind"].Value switch
        {
            "street" => PoliceUkKind.Street,
            "outcomes" => PoliceUkKind.Outcomes,
            "stop-and-search" => PoliceUkKind.StopAndSearch,
            _ => null,
        };
        return new PoliceUkName(month, match.Groups["force"].Value, kind);
    }

    static bool Calendar(string text, out Month month) => Partnership.Calendar.Month.TryParse(text, out month);

    // A browser adds " (1)" to a second download of the same name.
    [GeneratedRegex(@"(?<month>\d{4}-\d{2})-(?<force>[a-z][a-z-]*?)-(?<kind>street|outcomes|stop-and-search)( ?\(\d+\))?\.csv(\.gz)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
