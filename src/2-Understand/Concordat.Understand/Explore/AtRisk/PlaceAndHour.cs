using Concordat.CrimePatterns.Time;
using Concordat.Share.Incidents.Contracts;

namespace Concordat.Understand.Explore.AtRisk;

/// <summary>A ward and a part of the day with more records than the two by themselves lead to expect.</summary>
/// <param name="Area">Name of the ward.</param>
/// <param name="FirstHour">First hour of six: 0, 6, 12 or 18.</param>
/// <param name="Records">Records with a known time there and then.</param>
/// <param name="Expected">How many would be, had ward and hour nothing to do with each other.</param>
/// <param name="Ratio">Records over expected, with its exact 95% interval; the expected taken as known.</param>
internal sealed record WardPart(string Area, int FirstHour, int Records, double Expected, RateEstimate Ratio)
{
    /// <summary>"18:00 to 24:00".</summary>
    public string Hours => $"{FirstHour:00}:00 to {FirstHour + 6:00}:00";
}

/// <summary>Where and when records gather beyond what the place alone and the hour alone explain.</summary>
/// <param name="Parts">Those whose interval lies above 1, the highest ratio first.</param>
/// <param name="Tested">How many wards and parts of the day were looked at.</param>
/// <param name="WithTime">Records with a known time in the wards.</param>
internal sealed record PlaceAndHour(IReadOnlyList<WardPart> Parts, int Tested, int WithTime)
{
    const int Hours = 6, FewestRecords = 10;

    /// <summary>How many would be told where nothing but chance was at work: one in forty of those looked at.</summary>
    public double ByChance => Tested / 40.0;

    /// <param name="hours">Records by area and hour of the day.</param>
    /// <param name="wards">Numbers and names of the areas.</param>
    /// <param name="fewestShown">The smallest figure shown; 0 where every record is open.</param>
    public static PlaceAndHour Of(IReadOnlyList<AreaHourCount> hours, IReadOnlyList<(int Id, string Name)> wards, int fewestShown)
    {
        var counts = wards.ToDictionary(w => w.Id, _ => new double[24 / Hours]);
        foreach (var h in hours) if (counts.TryGetValue(h.AreaId, out var parts)) parts[h.Hour / Hours] += h.Records;
        var total = counts.Values.Sum(c => c.Sum());
        var columns = Enumerable.Range(0, 24 / Hours).Select(p => counts.Values.Sum(c => c[p])).ToArray();
        var (found, tested) = (new List<WardPart>(), 0);
        foreach (var (id, name) in wards)
            for (var p = 0; p < columns.Length; p++)
            {
                var (records, expected) = ((int)Math.Round(counts[id][p]), total > 0 ? counts[id].Sum() * columns[p] / total : 0);
                if (expected <= 0) continue;
                tested++;
                // Too few to be shown, none among them, are not told, and ten are the fewest that a description rests on.
                if (records < Math.Max(FewestRecords, fewestShown)) continue;
                var ratio = CountChange.Rate(records, expected);
                if (ratio.Low > 1) found.Add(new(name, p * Hours, records, expected, ratio));
            }
        return new([.. found.OrderByDescending(f => f.Ratio.Rate).ThenBy(f => f.Area, StringComparer.Ordinal)], tested, (int)Math.Round(total));
    }
}

/// <summary>What the records say of who was harmed, and what they do not.</summary>
/// <param name="Theme">Name of the theme.</param>
/// <param name="Held">What is held, in words.</param>
/// <param name="Missing">What is missing, and which set would have to say it.</param>
internal sealed record GroupEvidence(string Theme, string Held, string Missing)
{
    const string Nobody = "Nothing: no field says who was harmed";

    public bool HoldsSomething => Held != Nobody;

    /// <summary>For a theme, by the fields of the sets that supply it.</summary>
    public static GroupEvidence Of(string key, string name) => key switch
    {
        "road-casualties" => new(name, "Adults and children, killed or hurt, in the returns of road casualties; not counted here", "Age band and sex, and whether on foot, on a cycle or in a vehicle"),
        "school-exclusions" => new(name, "Age and gender of the pupil excluded, who is not the one harmed; not counted here", "Who was harmed"),
        "hate-incidents" => new(name, "That the incident was racial or another hate incident", "Age band and sex of who was harmed, and whether the same person was before"),
        "domestic-abuse" or "hospital-admissions" => new(name, "The part of town that the person admitted lives in", "Age band and sex; whether the same person was admitted before"),
        "deliberate-fires" or "malicious-false-alarms" or "other-fire-incidents" or "transport-incidents" or "public-safety-and-welfare" => new(name, Nobody, "Whose property or safety it was, and whether it was the same before"),
        "shoplifting" or "drugs" or "possession-of-weapons" => new(name, Nobody, "Which premises or people are hit, and how often the same ones"),
        _ => new(name, Nobody, "Age band and sex of who was harmed, their tie to the place (resident, student, visitor, worker), and whether they were harmed before"),
    };
}
