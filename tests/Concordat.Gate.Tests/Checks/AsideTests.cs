using Concordat.Gate.Checks;

namespace Concordat.Gate.Tests.Checks;

/// <summary>What stood in a row with a fault goes back to its supplier only where nothing personal can be in it.</summary>
public sealed class AsideTests
{
    const string Head = "Reference,Category,Date,Time,Location,Easting,Northing,Postcode,Notes,Victim\n";

    static AsideRow Only(string row) => Assert.Single(PassGate.Csv("8", Head + row).Aside);

    [Fact]
    public void ARowWithAFault_IsHandedBackByTheHeadingsOfItsFile()
    {
        var row = Only("R2,Noise,31/02/2026,14:05,Mill Lane,518000,169000,KT1,kept short,Somebody");

        Assert.Equal((2, true), (row.Number, row.IsSetAside));
        Assert.Equal(("R2", "Noise", "31/02/2026", "14:05", "Mill Lane", "518000"), (row.Values["Reference"], row.Values["Category"], row.Values["Date"], row.Values["Time"], row.Values["Location"], row.Values["Easting"]));
        Assert.DoesNotContain("Victim", row.Values.Keys);
    }

    [Fact]
    public void ARowWithoutAFault_IsNotHandedBack() => Assert.Empty(PassGate.Csv("8", Head + "R2,Noise,03/10/2026,14:05,Mill Lane,518000,169000,,,").Aside);

    [Theory]
    [InlineData("R2,Noise,Gareth Quillfeather,14:05,,518000,169000,,,", "Date")]
    [InlineData("R2,Noise,Vzqrtl,14:05,,518000,169000,,,", "Date")] // a name in no book
    [InlineData("R2,Noise,14/02/1961 born,14:05,,518000,169000,,,", "Date")]
    [InlineData("R2,Noise,31/02/2026,14:05,\"12 Mill Lane, KT1 1ZQ\",518000,169000,,,", "Location")]
    [InlineData("R2,Noise,31/02/2026,14:05,,07700 900461,169000,,,", "Easting")]
    [InlineData("R2,Mr Gareth Quillfeather,03/10/2026,14:05,,518000,169000,,,", "Category")]
    [InlineData("R2,Noise,31/02/2026,14:05,,518000,169000,KT1 1ZQ,,", "Postcode")]
    [InlineData("R2,Noise,31/02/2026,14:05,,518000,169000,,She said that he did,", "Notes")]
    [InlineData("quillfeather@nowhere.example,Noise,31/02/2026,14:05,,518000,169000,,,", "Reference")]
    public void ACellInWhichSomethingPersonalMayBe_IsNotHandedBack(string row, string column) => Assert.DoesNotContain(column, Only(row).Values.Keys);

    // Where a set cuts, bands or moves a value before it is kept, the whole of it is not held either.
    [Fact]
    public void ALongCell_AndOneWithAControlCharacter_AreNotHandedBack()
    {
        var row = Only($"R2,{new string('z', 201)},03/10/2026,14:05,bell\u0007,518000,169000,,,");

        Assert.DoesNotContain("Category", row.Values.Keys);
        Assert.DoesNotContain("Location", row.Values.Keys);
    }
}
