using Concordat.Gate.Sets;

namespace Concordat.Gate.Tests.Checks;

/// <summary>Fields that a sharing agreement does not name are removed at the gate, and counted.</summary>
public sealed class AgreedFieldsTests
{
    static readonly SetDefinition Set8 = SetCatalogue.Standard.Statutory(8);

    static Passed Pass(string set, string csv, params string[] names) => PassGate.Csv(set, csv, agreed: AgreedFields.Of(SetCatalogue.Standard.Find(set)!, names));

    [Fact]
    public void WhatIsNotNamed_IsRemovedAndCounted_AndTheReferenceStays()
    {
        var passed = Pass("8", "Reference,Category,Date,Time,Easting,Northing\nR1,Noise,03/10/2026,14:05,502500,152500\nR2,Noise,04/10/2026,,502500,152500", "category", "date");

        Assert.Equal([("category,date,reference", "day", (double?)null), ("category,date,reference", "day", null)],
            passed.Kept.Select(k => (string.Join(',', k.Values.Keys.Order(StringComparer.Ordinal)), k.Precision, k.Place.Easting)));
        Assert.Equal([("easting", 2), ("northing", 2), ("time", 1)], passed.Report.NotAgreed.Select(n => (n.Key, n.Value)).Order());
        Assert.Null(passed.Report.Columns["Time"]);
        Assert.DoesNotContain("502500", passed.Csv, StringComparison.Ordinal);
    }

    [Fact]
    public void TheLocation_BringsItsCoordinates()
    {
        var passed = Pass("8", "Category,Date,Easting,Northing\nNoise,03/10/2026,502500,152500", "Category", "date", "Location");

        Assert.Equal(502500, passed.Kept[0].Place.Easting);
        Assert.Empty(passed.Report.NotAgreed);
    }

    [Fact]
    public void ACountThatTheGateWorksOut_IsHeldToTheAgreementToo()
    {
        const string casualties = "Reference,Date,Casualty severity,Age of casualty\nC1,03/10/2026,Slight,40\nC1,03/10/2026,Fatal,9";

        var passed = Pass("5", casualties, "date", "children_killed");

        Assert.Equal(["children_killed", "date", "reference"], passed.Kept.Single().Values.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("adults_slight", passed.Report.NotAgreed.Keys);
    }

    [Fact]
    public void AnAgreementThatLeavesOutWhatTheSetNeeds_StopsNoRow()
    {
        Assert.Equal(["category", "date"], Pass("8", "Category,Date,Time\nNoise,03/10/2026,14:05", "location").Kept.Single().Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("12", Pass("11", "First outpatient attendances\n12", "outpatient_first_attendances").Kept.Single().Values.Values.Single());
    }

    [Fact]
    public void NamesThatAreNoFields_CountForNothing()
    {
        Assert.Null(AgreedFields.Of(Set8, ["offender", "shoe size"]));
        Assert.Null(AgreedFields.Of(Set8, []));
        Assert.Equal(["shoe size"], AgreedFields.Unknown(Set8, ["shoe size", "category", "reference"]));
        Assert.Equal(["category", "date"], AgreedFields.Missing(Set8, ["time"]).Select(f => f.Key));
        Assert.Empty(AgreedFields.Missing(Set8, ["category", "date"]));
        Assert.Single(AgreedFields.Missing(SetCatalogue.Standard.Statutory(5), ["date"]));
    }
}
