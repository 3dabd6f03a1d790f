using Concordat.Gate.Checks;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;

namespace Concordat.Gate.Tests.Checks;

/// <summary>Headings are told and kept to know the columns by; what is personal in one is not (T-02).</summary>
public sealed class ToldHeadingTests
{
    static readonly IdentifierScanner Scanner = new();

    [Theory]
    [InlineData("Category")]
    [InlineData("Lon")]
    [InlineData("X Coordinate")]
    [InlineData("Date of birth")]
    [InlineData("Incident Date/Time")]
    [InlineData("LOCATION_EASTING_OSGR")]
    [InlineData("Victim name")]
    [InlineData("Reported by")]
    public void AHeading_IsToldAndKeptAsItStands(string heading)
    {
        Assert.Equal(heading, ToldHeading.Of(heading, Scanner));
        Assert.True(ToldHeading.MayBeKept(heading, Scanner));
    }

    [Theory]
    [InlineData("Gareth Quillbrook", "Quillbrook")]
    [InlineData("Mr Gareth Quillbrook's category", "Quillbrook")]
    [InlineData("07700 900463", "900463")]
    [InlineData("quillbrook@nowhere.example", "quillbrook")]
    [InlineData("Notes on Gareth Quillbrook, born 15/02/1961", "1961")]
    public void WhatIsPersonalInAHeading_IsNeitherToldNorKept(string heading, string hidden)
    {
        Assert.DoesNotContain(hidden, ToldHeading.Of(heading, Scanner), StringComparison.OrdinalIgnoreCase);
        Assert.False(ToldHeading.MayBeKept(heading, Scanner));
    }

    [Fact]
    public void AMap_MadeOfAFileWithSuchAHeading_KnowsItByItsPlace_AndReadsTheFileAgain()
    {
        const string File = "Gareth Quillbrook,Category,Date\nx,Noise,13/10/2026";

        var first = PassGate.Csv("8", File);
        var again = PassGate.Csv("8", File, MapFile.Write(first.Report.MapMade!));

        Assert.Equal(["(column 1)", "Category", "Date"], first.Report.MapMade!.Columns.Keys);
        Assert.DoesNotContain(first.Report.Columns.Keys, c => c.Contains("Quillbrook", StringComparison.Ordinal));
        Assert.Equal((1, 0), (again.Kept.Count, again.Report.SetAside));
    }
}
