using System.Globalization;
using System.Text;

namespace Concordat.Demonstration.Borough;

/// <summary>Files of Riverbourne's partners for the sets that are not among its incidents, as such bodies write them: with a few faults in each.</summary>
internal static class BoroughReturns
{
    static readonly string[] Reasons = ["Physical assault against a pupil", "Verbal abuse against an adult", "Bullying", "Drug and alcohol related"];
    static readonly string[] Calls = ["Assault", "Alcohol", "Drugs", "Disorder"];
    static readonly string[] Incidents = ["Suspicious circumstances", "Concern for safety", "Missing person", "Civil dispute", "Highway disruption"];
    static readonly string[] Codes = ["X85", "Y09", "F10", "F19"];
    static readonly string[] Outward = ["RB1", "RB2", "RB3"];

    /// <summary>The file of a set for some months, in its supplier's own words.</summary>
    /// <param name="set">Number of the set: 1, 4, 5, 6, 7, 9, 10, 11 or 12.</param>
    /// <param name="months">The months that have rows.</param>
    /// <param name="places">Points to lay records on.</param>
    public static byte[] File(int set, IReadOnlyList<BoroughMonth> months, IReadOnlyList<GridPoint> places)
    {
        var chance = new BoroughChance((ulong)(set * 1000 + months[0].Year * 12 + months[0].Month));
        var text = new StringBuilder(Headings(set)).Append("\r\n");
        var number = 0;
        foreach (var month in months)
            for (var row = 0; row < RowsAMonth(set); row++) text.Append(Row(set, ++number, month, places, chance)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static int RowsAMonth(int set) => set switch { 1 => 60, 6 => 20, 7 => 14, 10 => 10, 11 => 1, 12 => 34, _ => 18 };

    static string Headings(int set) => set switch
    {
        4 => "Reference,Date,Time,Easting,Northing",
        5 => "Reference,Date,Time,Easting,Northing,Adults killed,Adults seriously injured,Adults slight,Children slight",
        6 => "Age,Gender,School name,Reason",
        7 => "Reference,Date,Time,Easting,Northing",
        9 => "Admission date,Sub category,Outward postcode",
        10 => "Admission date,Outward postcode",
        11 => "First outpatient attendances,People in drug treatment",
        _ => "Reference,Category,Date,Time,Easting,Northing",
    };

    static string Row(int set, int number, BoroughMonth month, IReadOnlyList<GridPoint> places, BoroughChance chance)
    {
        var place = chance.Choose(places);
        var (east, north) = (place.EastingMetres + chance.Whole(-30, 31), place.NorthingMetres + chance.Whole(-30, 31));
        var day = Day(month, chance);
        var time = string.Create(CultureInfo.InvariantCulture, $"{chance.Whole(0, 24):00}:{chance.Whole(0, 60):00}");
        // Now and then a cell as tired people write it.
        if (set is 4 or 7 or 12 && number % 23 == 7) time = "25:10";
        if (set == 12 && number % 31 == 11) day = "31/02/" + month.Year.ToString(CultureInfo.InvariantCulture);
        var head = string.Create(CultureInfo.InvariantCulture, $"{Prefix(set)}{month.Year % 100:00}{month.Month:00}{number:000}");
        var where = set == 12 && number % 17 == 5 ? "," : string.Create(CultureInfo.InvariantCulture, $"{east:0},{north:0}");
        return set switch
        {
            5 => string.Create(CultureInfo.InvariantCulture, $"{head},{day},{time},{where},{(chance.Share() < 0.02 ? 1 : 0)},{chance.Poisson(0.2)},{1 + chance.Poisson(0.4)},{chance.Poisson(0.1)}"),
            6 => $"{(number % 2 == 0 ? 13 : 14)},{(number % 4 < 2 ? "Male" : "Female")},{(number % 4 < 2 ? "Weir Lane School" : "Bourne High School")},{Reasons[number % 4]}",
            9 => $"{day},{chance.Choose(Codes)},{chance.Choose(Outward)}",
            10 => $"{day},{chance.Choose(Outward)}",
            11 => string.Create(CultureInfo.InvariantCulture, $"{chance.Whole(140, 190)},{chance.Whole(310, 360)}"),
            1 => $"{head},{chance.Choose(Incidents)},{day},{time},{where}",
            12 => $"{head},{(number % 29 == 13 ? "Transfer between wards" : chance.Choose(Calls))},{day},{time},{where}",
            _ => $"{head},{day},{time},{where}",
        };
    }

    static string Prefix(int set) => set switch { 1 => "PI", 4 => "FA", 5 => "RC", 7 => "HI", _ => "AC" };

    static string Day(BoroughMonth month, BoroughChance chance) =>
        month.FirstDay.AddDays(chance.Whole(0, month.Days)).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
