using Concordat.Gate.Sets;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;

namespace Concordat.Gate.Tests.Sets;

public sealed class StandardSetTests
{
    [Fact]
    public void Catalogue_Standard_HoldsTheTwelveSetsOfTheRegulationAndFiveOfContext()
    {
        var sets = SetCatalogue.Standard.Sets;

        Assert.Equal(Enumerable.Range(1, 12), sets.Where(s => s.IsStatutory).Select(s => s.Number!.Value));
        Assert.Equal(["ambulance-overdose-calls", "crime-outcomes", "hospital-admissions-by-authority", "school-exclusions-by-authority", "stop-and-search"],
            sets.Where(s => !s.IsStatutory).Select(s => s.Key));
        Assert.All(sets.Where(s => s.IsStatutory), s => Assert.True(s.ControlsSmallNumbers && s.Period == "quarter"));
    }

    [Theory]
    [InlineData("1", "police", "category date time postcode location reference")]
    [InlineData("2", "police", "sub_category date time postcode location reference")]
    [InlineData("3", "fire", "kind date time postcode location reference")]
    [InlineData("4", "fire", "date time postcode location reference")]
    [InlineData("5", "council", "date time postcode location reference adults_killed adults_serious adults_slight children_killed children_serious children_slight")]
    [InlineData("6", "council", "age gender school_name school_address reasons")]
    [InlineData("7", "council", "date time postcode location reference")]
    [InlineData("8", "council", "category date time postcode location reference")]
    [InlineData("9", "health", "date sub_category outward_postcode")]
    [InlineData("10", "health", "date outward_postcode")]
    [InlineData("11", "health", "outpatient_first_attendances people_in_drug_treatment")]
    [InlineData("12", "health", "category date time postcode location reference")]
    public void Set_Statutory_KeepsTheFieldsOfTheRegulationAndNoOthers(string key, string supplier, string fields)
    {
        var set = SetCatalogue.Standard.Find(key)!;

        Assert.Equal(supplier, set.Supplier);
        Assert.Equal(fields.Split(' '), set.KeptFields.Select(f => f.Key));
    }

    [Fact]
    public void Set_Statutory_OnlyTheEleventhIsOfCountsAndEveryOtherRecordHasATheme()
    {
        var statutory = SetCatalogue.Standard.Sets.Where(s => s.IsStatutory).ToList();

        Assert.Equal([11], statutory.Where(s => s.Level == SetLevel.Count).Select(s => s.Number!.Value));
        Assert.All(statutory.Where(s => s.Number != 11), s => Assert.NotNull(ThemeList.Find(s.ThemeKey!)));
    }

    [Fact]
    public void FireKinds_AreFiveInOneList() => Assert.Equal(5, SetCatalogue.Standard.Statutory(3).Find("kind")!.Codes.Count);

    [Fact]
    public void OffenceClasses_AreTheNineOfTheRegulation() =>
        Assert.Equal(
            ["Burglary", "Criminal damage", "Drug offences", "Fraud and forgery", "Other offences", "Robbery", "Sexual offences", "Theft and handling stolen goods", "Violence against the person"],
            SetCatalogue.Standard.Statutory(2).Find("sub_category")!.Codes.Select(c => c.Group!).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void IncidentFamilies_AreThree() =>
        Assert.Equal(["Anti-social behaviour", "Transport", "Public safety and welfare"], SetCatalogue.Standard.Statutory(1).Find("category")!.Codes.Select(c => c.Group!).Distinct());

    [Theory]
    [InlineData(2007, 7, 1, 2007, 7, 1, 2007, 9, 30, 2007, 12, 31)]
    [InlineData(2026, 11, 21, 2026, 10, 1, 2026, 12, 31, 2027, 3, 31)]
    [InlineData(2028, 2, 29, 2028, 1, 1, 2028, 3, 31, 2028, 6, 30)]
    public void Period_OfADay_IsAQuarterDueAtTheEndOfTheNext(int y, int m, int d, int fy, int fm, int fd, int ly, int lm, int ld, int dy, int dm, int dd)
    {
        var period = SetPeriod.Of(new DateOnly(y, m, d));

        Assert.Equal((new DateOnly(fy, fm, fd), new DateOnly(ly, lm, ld), new DateOnly(dy, dm, dd)), (period.FirstDay, period.LastDay, period.DueOn));
    }

    [Fact]
    public void Period_FromJulyTwoThousandAndSeven_NoneIsLeftOut()
    {
        var first = SetPeriod.Of(new Month(2007, 7));

        for (var n = 0; n < 100; n++) Assert.Equal(first.AddPeriods(n).LastDay.AddDays(1), first.AddPeriods(n + 1).FirstDay);
    }
}
