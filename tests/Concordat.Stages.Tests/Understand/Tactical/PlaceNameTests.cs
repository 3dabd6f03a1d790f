using Concordat.Understand.Tactical.Engine;

namespace Concordat.Stages.Tests.Understand.Tactical;

public sealed class PlaceNameTests
{
    [Theory]
    [InlineData("On or near Farr'S Lane", "Farr's Lane")]
    [InlineData("On or near St Martin'S Le Grand", "St Martin's Le Grand")]
    [InlineData("On or near O'Connell Street", "O'Connell Street")]
    [InlineData("High Street", "High Street")]
    [InlineData("No Location", null)]
    [InlineData("No location", null)]
    [InlineData("On or near ", null)]
    [InlineData("", null)]
    public void Tidy_SuppliedName_IsAsPeopleSayIt(string supplied, string? expected) => Assert.Equal(expected, PlaceName.Tidy(supplied));

    [Theory]
    [InlineData("Parking Area", true)]
    [InlineData("Sports/Recreation Area", true)]
    [InlineData("Hospital", true)]
    [InlineData("Hospital Road", false)]
    [InlineData("Parkside", false)]
    public void IsKindOnly_Name_TellsKindsFromStreets(string name, bool expected) => Assert.Equal(expected, PlaceName.IsKindOnly(name));
}
