namespace Concordat.Gate.Tests.Checks;

/// <summary>A fixture of each of the twelve sets: each field is stored or refused as listed, and nothing off the list is stored (T-01).</summary>
public sealed class TwelveSetsTests
{
    const string Planted = "Zebediah Quorn";

    [Theory]
    [InlineData("1", "Incident Category,Incident Date,Incident Time,Easting,Northing,Log number,Caller name\nASB - Nuisance,03/10/2026,14:05,518000,169000,L1,{0}",
        "category=asb-nuisance date=2026-10-03 time=14:05 reference=L1", "anti-social-behaviour")]
    [InlineData("2", "Crime number,Offence,Committed on,Time,Grid Ref,Victim\nC1,28E Burglary residential,3 Oct 2026,2.05pm,TQ 18000 69000,{0}",
        "sub_category=burglary-residential date=2026-10-03 time=14:05 reference=C1", "burglary")]
    [InlineData("3", "Type of incident,Date of call,Time of call,X,Y,Officer in charge\nDeliberate secondary fire,2026-10-03,1405,518000,169000,{0}",
        "kind=deliberate-secondary date=2026-10-03 time=14:05", "deliberate-fires")]
    [InlineData("4", "Date,Time of call,Claimed location,Caller\n03/10/2026,14:05,Station Road,{0}", "date=2026-10-03 time=14:05 location=Station_Road", "malicious-false-alarms")]
    [InlineData("5", "Date,Time,Easting,Northing,Adults killed,Adults serious,Adults slight,Children killed,Children serious,Children slight,Driver name\n03/10/2026,14:05,518000,169000,0,1,2,0,0,3,{0}",
        "date=2026-10-03 time=14:05 adults_killed=0 adults_serious=1 adults_slight=2 children_killed=0 children_serious=0 children_slight=3", "road-casualties")]
    [InlineData("6", "Pupil name,Date of exclusion,Home address,Age,Gender,School,School address,Reason\n{0},03/10/2026,1 High Street,14,F,Riverbourne Academy,Mill Lane,Bullying",
        "age=14 gender=female school_name=Riverbourne_Academy school_address=Mill_Lane reasons=bullying", "school-exclusions")]
    [InlineData("7", "Date,Time,Location,Victim\n03/10/2026,14:05,Station Road,{0}", "date=2026-10-03 time=14:05 location=Station_Road", "hate-incidents")]
    [InlineData("8", "Category,Reported on,Time,Location,Notes,Complainant\nFly tipping,03/10/2026,14:05,Station Road,told by {0},{0}",
        "category=fly-tipping date=2026-10-03 time=14:05 location=Station_Road", "anti-social-behaviour")]
    [InlineData("9", "Admission date,ICD10,Postcode,NHS number,Patient name\n03/10/2026,X85.0,KT1 1AA,9434765919,{0}", "date=2026-10-03 sub_category=X85.0 outward_postcode=KT1", "hospital-admissions")]
    [InlineData("10", "Admission date,ICD10,Postcode,Patient name\n03/10/2026,X85.0,KT11AA,{0}", "date=2026-10-03 outward_postcode=KT1", "domestic-abuse")]
    [InlineData("11", "First outpatient attendances,People in drug treatment,Contact\n\"1,204\",318,{0}", "outpatient_first_attendances=1204 people_in_drug_treatment=318", null)]
    [InlineData("12", "Call type,Call date,Call time,Easting,Northing,Patient name\nAssault,03/10/2026,14:05,518000,169000,{0}", "category=assault date=2026-10-03 time=14:05", "ambulance-calls")]
    public void Fixture_OfEachSet_KeepsTheListedFieldsAndNothingElse(string set, string csv, string expected, string? theme)
    {
        var passed = PassGate.Csv(set, string.Format(System.Globalization.CultureInfo.InvariantCulture, csv, Planted));

        var row = Assert.Single(passed.Kept);
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), row.Values.Select(v => $"{v.Key}={v.Value.Replace(' ', '_')}").Order(StringComparer.Ordinal));
        Assert.Equal(theme, row.ThemeKey);
        Assert.DoesNotContain("Quorn", passed.Csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Quorn", string.Join('\n', passed.Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "Category,Date\nNuisance,03/10/2026")]
    [InlineData("4", "Date\n03/10/2026")]
    [InlineData("6", "Reason,Age\nBullying,")]
    [InlineData("9", "Admission date,Sub-category,Outward postcode\n03/10/2026,F10,")]
    [InlineData("11", "First outpatient attendances\n12")]
    public void Record_WithNothingButTheRequiredFields_IsKept(string set, string csv) => Assert.Empty(Assert.Single([PassGate.Csv(set, csv)], p => p.Kept.Count == 1).Faults);

    [Fact]
    public void Exclusions_CarryNoDateAndTheReportSaysSo()
    {
        var passed = PassGate.Csv("6", "Age,Gender,School,Reason,Date\n14,M,Hill School,Theft,03/10/2026");

        Assert.Equal((null, "none"), (passed.Kept[0].Month, passed.Kept[0].Precision));
        Assert.Null(passed.Report.Columns["Date"]);
        Assert.Contains(passed.Report.Notices, n => n.Contains("no date", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("8", "Category,Month,Number of incidents\nNoise,2026-10,14\nLitter,2026-10,3")]
    [InlineData("8", "Category,Ward,Count\nNoise,Quayside,14")]
    [InlineData("1", "Category,Jul,Aug,Sep\nNuisance,14,12,9")]
    [InlineData("6", "School,Reason,Total\nHill School,Bullying,4")]
    [InlineData("9", "Sub-category,Quarter,Admissions\nX85,2026 Q3,14")]
    [InlineData("8", "Date,Category,Number of incidents\n03/10/2026,Noise,14\n03/10/2026,Litter,1\n04/10/2026,Noise,3")]
    [InlineData("1", "Incident date,Category,Incidents\n03/10/2026,Noise,2\n04/10/2026,Noise,0")]
    [InlineData("2", "Date,Sub-category,Ward,Count\n03/10/2026,Burglary,Quayside,2")]
    public void Aggregates_ForASetOfRecords_AreRefusedWithTheReason(string set, string csv)
    {
        var refused = Assert.Throws<Concordat.Partnership.Files.FileProblemException>(() => PassGate.Csv(set, csv));

        Assert.Equal("S-03", refused.Code);
        Assert.Contains("only set 11", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", "Date,Adults killed,Number of casualties,Number of vehicles\n03/10/2026,1,3,2\n04/10/2026,0,2,2")]
    [InlineData("8", "Reference,Date,Category,Number of calls\nR1,03/10/2026,Noise,4\nR2,04/10/2026,Noise,1")] // a record with a reference is a record
    [InlineData("8", "Date,Category,Incident count\n03/10/2026,Noise,1\n04/10/2026,Noise,1")] // each row stands for one
    [InlineData("8", "Date,Category,Calls\n03/10/2026,Noise,2\n03/10/2026,Noise,1")] // two rows alike in all else are no table
    [InlineData("8", "No.,Date,Category\n1,03/10/2026,Noise\n2,04/10/2026,Noise")]
    public void RecordsWithACountBesideThem_AreTaken(string set, string csv) => Assert.Equal(2, PassGate.Csv(set, csv).Report.Records);
}
