using System.Text;
using Concordat.Partnership.Calendar;
using Concordat.Testing;

namespace Concordat.Gate.Tests.Checks;

/// <summary>Published files of partners through the maps in samples/maps, against plain counts of the same files.</summary>
public sealed class RealFilesTests
{
    const string Partners = "data/partners/", Road = Partners + "road_casualties_greater_manchester_2019_2021.csv.gz", Fire = Partners + "fire_avon_attended_incidents_2014_07_days_01_15.csv.gz",
        Exclusions = Partners + "school_exclusions_reasons_by_la_2006_07_to_2015_16.csv.gz", Hospital = Partners + "hospital_admissions_injuries_0_14_by_la_2023_24.csv.gz",
        Ambulance = Partners + "ambulance_tempe_opioid_calls_2017_2020.csv.gz", Searches = "data/police/metropolitan-stop-and-search/2018-06-metropolitan-stop-and-search.csv.gz",
        Outcomes = "data/police/city-of-london-outcomes/2023-06-city-of-london-outcomes-first-25-rows.csv";

    static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    [SharedDataFact(Road)]
    public void RoadCasualties_OneRowAPerson_BecomeOneRecordACollisionWithTheSameTotals()
    {
        var rows = PassGate.Rows(Road);

        var passed = PassGate.Shared("5", Road, "road-casualties-greater-manchester.json");

        Assert.Equal((12_010, 12_010, 9_027), (passed.Report.Read, passed.Report.Kept, passed.Report.Records));
        foreach (var (age, adult) in (ReadOnlySpan<(string, bool)>)[("adults", true), ("children", false)])
            foreach (var (field, severity) in (ReadOnlySpan<(string, string)>)[("killed", "Fatal"), ("serious", "Serious"), ("slight", "Slight")])
                Assert.Equal(rows.Count(r => r["casualty_severity"] == severity && r["ageband"] != "-1" && adult == r["ageband"] is not ("0-5" or "6-10" or "11-15")),
                    passed.Kept.Sum(k => int.Parse(k.Values[$"{age}_{field}"], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(rows.Count(r => r["ageband"] == "-1"), passed.Codes.Count(c => c == "F-03"));
        Assert.All(passed.Kept, k => Assert.Equal("coordinates", k.Place.Method));
    }

    [SharedDataFact(Fire)]
    public void Fires_WithoutAColumnForTheKind_AreWorkedOutFromTheirParts()
    {
        var rows = PassGate.Rows(Fire, Windows);
        bool Deliberate(Dictionary<string, string> r) => r["Cause of Fire"].StartsWith("Deliberate", StringComparison.Ordinal);

        var passed = PassGate.Shared("3", Fire, "fire-avon.json");

        var kinds = passed.Kept.GroupBy(k => k.Values["kind"]).ToDictionary(g => g.Key, g => g.Count());
        Assert.Equal(rows.Count(r => Deliberate(r) && r["Property Category"] == "RoadVehicle"), kinds["deliberate-vehicle"]);
        Assert.Equal(rows.Count(r => Deliberate(r) && r["Property Category"] != "RoadVehicle" && r["Is Primary Fire"] == "yes"), kinds["deliberate-primary"]);
        Assert.Equal(rows.Count(r => Deliberate(r) && r["Property Category"] != "RoadVehicle" && r["Is Primary Fire"] == "no"), kinds["deliberate-secondary"]);
        Assert.Equal(rows.Count(r => !Deliberate(r) && r["Incident Category"] == "Fire" && r["Property Category"] == "Dwelling" && r["Were Alarm Systems Present?"] == "no"), kinds.GetValueOrDefault("dwelling-no-smoke-alarm"));
        Assert.Equal(472, passed.Report.Read);
        Assert.All(passed.Faults, f => Assert.Equal("S-01", f.Code));
        Assert.All(passed.Kept, k => Assert.Equal((500.0, 500.0, 500.0), (k.Place.PrecisionMetres!.Value, k.Place.Easting!.Value % 1000, k.Place.Northing!.Value % 1000)));
    }

    [SharedDataFact(Fire)]
    public void FalseAlarms_OnlyTheMaliciousAreOfTheFourthSet()
    {
        var malicious = PassGate.Rows(Fire, Windows).Count(r => r["False Alarm Reason"].StartsWith("Malicious", StringComparison.Ordinal));

        var passed = PassGate.Shared("4", Fire, "fire-avon-false-alarms.json");

        Assert.Equal((malicious, 472 - malicious), (passed.Kept.Count, passed.Report.SetAside));
        Assert.All(passed.Kept, k => Assert.Equal("minute", k.Precision));
    }

    [SharedDataFact(Exclusions)]
    public void Exclusions_ByAuthority_KeepTheirCountsAndLeaveTheSuppressedBlank()
    {
        var rows = PassGate.Rows(Exclusions);

        var passed = PassGate.Shared("school-exclusions-by-authority", Exclusions, "school-exclusions-by-authority.json");

        Assert.Equal((rows.Count, 0), (passed.Kept.Count, passed.Report.SetAside));
        Assert.Equal(rows.Sum(r => r["fixed_drug_alcohol"] is not ("x" or "") and var n ? decimal.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : 0), passed.Kept.Sum(k => k.Values.TryGetValue("fixed_drug_alcohol", out var n) ? decimal.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : 0));
        Assert.Equal(rows.Count(r => r["perm_theft"] == "x"), passed.Kept.Count(k => !k.Values.ContainsKey("perm_theft")));
        Assert.Contains(passed.Report.Notices, n => n.Contains("19,883 cells", StringComparison.Ordinal));
    }

    [SharedDataFact(Hospital)]
    public void HospitalAdmissions_ByAuthority_AreReadWithTheirThousands()
    {
        var passed = PassGate.Shared("hospital-admissions-by-authority", Hospital, "hospital-admissions-by-authority.json");

        Assert.Equal((152, 2), (passed.Kept.Count, passed.Report.SetAside)); // two hold a piece of a web page instead of a number
        Assert.All(passed.Faults, f => Assert.Equal(("Count", "N-01"), (f.Column, f.Code)));
        Assert.Equal("72293", passed.Kept.Single(k => k.Values["area_code"] == "E92000001").Values["admissions"]);
        Assert.Equal("1445", passed.Kept.Single(k => k.Values["area_name"] == "Surrey").Values["admissions"]);
    }

    [SharedDataFact(Ambulance)]
    public void AmbulanceCalls_OfAnotherCountry_AreKeptByDayWithoutAPoint()
    {
        var passed = PassGate.Shared("ambulance-overdose-calls", Ambulance, "ambulance-overdose-calls-tempe.json");

        Assert.Equal((1_267, "none"), (passed.Kept.Count, Assert.Single(passed.Report.Places).Key));
        Assert.Equal(905, passed.Kept.Count(k => k.Values.GetValueOrDefault("naloxone") == "TRUE"));
    }

    [SharedDataFact(Searches)]
    public void StopAndSearch_TimesAreUtcAndDaysAreLocal()
    {
        var rows = PassGate.Rows(Searches);

        var passed = PassGate.Shared("stop-and-search", Searches, "police-uk-stop-and-search.json");

        Assert.Equal(rows.Count, passed.Kept.Count);
        Assert.All(passed.Kept, k => Assert.Equal(new Month(2018, 6), k.Month));
        Assert.Contains(passed.Kept, k => k.Values["date"] == "2018-06-01" && k.FromUtc < new DateTime(2018, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(rows.Count(r => r["Latitude"].Length == 0), passed.Report.Places["none"]);
    }

    [SharedDataFact(Outcomes)]
    public void Outcomes_ByMonth_KeepTheMonthAndNoDay()
    {
        var passed = PassGate.Shared("crime-outcomes", Outcomes, "police-uk-outcomes.json");

        Assert.Equal(25, passed.Kept.Count);
        Assert.All(passed.Kept, k => Assert.Equal(("month", "2023-06"), (k.Precision, k.Values["date"])));
    }
}
