using Concordat.Gate.Placing;

namespace Concordat.Gate.Tests.Placing;

/// <summary>Words about places, as partners write them, against a small gazetteer.</summary>
public sealed class PlaceFinderTests
{
    static readonly GazetteerEntry[] Town =
    [
        At(1, "Quayside Boat Steps", "landing place", "Quayside", "Boat Steps"),
        At(2, "Boat Steps Car Park", "car park", "Quayside"),
        At(3, "Mill Lane", "road section", "Eastgate"),
        At(4, "Mill Lane", "road section", "Fenwick Green"),
        At(5, "Mill Road", "road section", "Eastgate"),
        At(6, "St Mary's Street", "road section", "Quayside"),
        At(7, "St Mary's Church", "church", "Quayside"),
        At(8, "Farr's Lane / Mill Road", "junction", "Eastgate"),
        At(9, "Riverbourne Station", "station", "Quayside", "the railway station"),
        At(10, "Red Lion", "pub", "Eastgate"),
        At(11, "North Street Car Park", "car park", "Eastgate"),
        At(12, "South Street Car Park", "car park", "Eastgate"),
        At(13, "Fenwick Green", "open space", "Fenwick Green", "Fenwick Rec"),
        At(14, "M9 Junction 4", "junction", "Fenwick Green"),
        At(15, "Studio 54", "venue", "Quayside"),
        At(16, "Old Corn Exchange", "building", "Quayside"),
    ];

    static readonly PostcodeBook Postcodes = new([new("RB1 1AA", 10, 657001, 240001), new("RB1 1AB", 50, 657101, 240101), new("RB1 1AD", 90, 0, 0)]);

    static readonly PlaceFinder Finder = new(new CoordinatePlaceFinder(), Postcodes, new GazetteerMatcher(Town, ["Riverbourne"]), new PlaceThresholds());

    [Theory]
    [InlineData("Boat Steps, Quayside", 1)]
    [InlineData("QUAYSIDE BOAT STEPS", 1)]
    [InlineData("quay side boat steps", 1)]
    [InlineData("Quayside boatsteps", 1)]
    [InlineData("nr the boat steps carpark", 2)]
    [InlineData("Boat Steps C/P", 2)]
    [InlineData("14 Mill Ln, Eastgate", 3)]
    [InlineData("Mill Lane, Fenwick Green, Riverbourne", 4)]
    [InlineData("o/s 22a Mill Rd", 5)]
    [InlineData("St Marys St", 6)]
    [InlineData("Saint Mary’s Street", 6)]
    [InlineData("opp. St. Mary's Church", 7)]
    [InlineData("j/w Mill Rd & Farrs Lane", 8)]
    [InlineData("Farr's Lane junction with Mill Road", 8)]
    [InlineData("Riverbourne Stn", 9)]
    [InlineData("outside the railway station", 9)]
    [InlineData("The Red Lion public house", 10)]
    [InlineData("red lion pub, eastgate", 10)]
    [InlineData("North St car park", 11)]
    [InlineData("Fenwick Rec", 13)]
    [InlineData("Fenwick Green", 13)]
    [InlineData("M9 J4", 14)]
    [InlineData("studio 54", 15)]
    [InlineData("Old Corn Exchnage", 16)]
    public void Words_ThatMeanOnePlace_AreThatPlace(string text, int place)
    {
        var found = Find(text);

        Assert.Equal(Town[place - 1].Name, found.Name);
        Assert.Equal((Town[place - 1].Easting, Town[place - 1].Northing), (found.Easting!.Value, found.Northing!.Value));
        Assert.InRange(found.Score, 90, 100);
        Assert.Equal(Town[place - 1].Kind == "road section" ? "street" : "gazetteer", found.Method);
    }

    [Theory]
    [InlineData("Mill Lane", 3)]                     // two of them, and no ward
    [InlineData("Mill Lane, Quayside", 3)]           // no Mill Lane in that ward
    [InlineData("Mill Street", 5)]                   // a street that is not held is not the road of the name
    [InlineData("East Street car park", 11)]         // neither north nor south
    [InlineData("Tesco, Mill Road", 5)]              // a word the gazetteer does not know may matter
    [InlineData("St Mary's", 7)]
    public void Words_ThatMightMeanAnotherPlace_AreAskedAbout(string text, int candidate)
    {
        var found = Find(text);

        Assert.Null(found.Easting);
        Assert.Equal("none", found.Method);
        Assert.Contains(found.Candidates, c => c.PlaceId == Town[candidate - 1].Id);
        Assert.All(found.Candidates, c => Assert.InRange(c.Score, 60, 100));
    }

    [Theory]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("somewhere in town")]
    [InlineData("12")]
    [InlineData("%%% ''' ,,,")]
    [InlineData("Zzyzx Boulevard")]
    public void Words_ThatMeanNothingHeld_AreNoPlaceAndNoCandidate(string text)
    {
        var found = Find(text);

        Assert.Equal((null, "none"), (found.Easting, found.Method));
        Assert.Empty(found.Candidates);
    }

    [Fact]
    public void Beside_IsLessExactThanAt()
    {
        Assert.Equal(Find("Red Lion").PrecisionMetres + 50, Find("behind the Red Lion").PrecisionMetres);
    }

    [Fact]
    public void UnitPostcode_IsItsPointAndIsNotRepeated()
    {
        var found = Finder.Find(new PlaceWords { Postcode = "rb11aa", Text = "Mill Lane" }, null);

        Assert.Equal((657001, 240001, "postcode", 100.0), (found.Easting!.Value, found.Northing!.Value, found.Method, found.PrecisionMetres!.Value));
        Assert.Null(found.Name);
        Assert.Equal(500, Finder.Find(new PlaceWords { Postcode = "RB1 1AB" }, null).PrecisionMetres);
        Assert.Equal("postcode", Finder.Find(new PlaceWords { Text = "4 Nowhere Road RB1 1AA" }, null).Method);
    }

    [Fact]
    public void OutwardOrUnknownPostcode_HasNoPoint()
    {
        var outward = Finder.Find(new PlaceWords { Postcode = "RB1" }, null);
        Assert.Equal((null, "outward postcode"), (outward.Easting, outward.Method));

        var ended = Finder.Find(new PlaceWords { Postcode = "RB1 1AE" }, null);
        Assert.Equal((null, "outward postcode"), (ended.Easting, ended.Method));
        Assert.Equal(["RB1 1AA", "RB1 1AB"], ended.Candidates.Select(c => c.Name).Order());

        Assert.Equal("none", Finder.Find(new PlaceWords { Postcode = "ZZ9 9ZZ" }, null).Method);
        Assert.Equal((null, "outward postcode"), (Finder.Find(new PlaceWords { Postcode = "RB1 1AD" }, null) is var nil ? (nil.Easting, nil.Method) : default));
    }

    [Fact]
    public void Coordinates_ComeBeforePostcodeBeforeWordsBeforeOutward()
    {
        Assert.Equal("grid reference", Finder.Find(new PlaceWords { X = "657050", Y = "240050", Postcode = "RB1 1AA", Text = "Red Lion" }, null).Method);
        Assert.Equal("postcode", Finder.Find(new PlaceWords { Postcode = "RB1 1AA", Text = "Red Lion" }, null).Method);
        Assert.Equal("gazetteer", Finder.Find(new PlaceWords { Postcode = "RB1", Text = "Red Lion" }, null).Method);
        Assert.Equal("outward postcode", Finder.Find(new PlaceWords { Postcode = "RB1", Text = "Zzyzx Boulevard" }, null).Method);
    }

    [Fact]
    public void SwappedPair_BesideGoodWords_IsPlacedByTheWordsAndStaysFlagged()
    {
        var found = Finder.Find(new PlaceWords { X = "240050", Y = "657050", Text = "Red Lion" }, null);

        Assert.Equal(("Red Lion", "P-03"), (found.Name, found.Fault));
    }

    [Fact]
    public void Remembered_DecisionOfAPerson_ComesBeforeTheGazetteer()
    {
        var decided = new PlaceFound(1, 2, "gazetteer", 3, 100, "Town Hall", null, []);
        var never = PlaceFound.None with { Method = PlaceFinder.CannotBePlaced };
        var finder = new PlaceFinder(new CoordinatePlaceFinder(), Postcodes, new GazetteerMatcher(Town), new PlaceThresholds(),
            new Dictionary<string, PlaceFound> { [PlaceFinder.KeyOf("HQ, front desk")] = decided, [PlaceFinder.KeyOf("various")] = never });

        Assert.Equal(decided, finder.Find(new PlaceWords { Text = "12 h.q. front desk" }, null) is { Name: "Town Hall" } same ? same : finder.Find(new PlaceWords { Text = "HQ front desk" }, null));
        Assert.Equal(PlaceFinder.CannotBePlaced, finder.Find(new PlaceWords { Text = "Various" }, null).Method);
    }

    [Fact]
    public void Suggest_UnfinishedWord_OffersPlacesThatBeginSo()
    {
        Assert.Contains("Quayside Boat Steps", Finder.Suggest("quays").Select(c => c.Name));
        Assert.Contains("Fenwick Green", Finder.Suggest("fenwick gr").Select(c => c.Name));
        Assert.Empty(Finder.Suggest(""));
    }

    [Fact]
    public void AnyText_NeverThrows()
    {
        var random = new Random(12);
        string[] bits = ["mill", "ln", "St", "'", "/", "j/w", "&", "12a", "RB1", "1AA", "é", "\u0000", "😀", ",", "nr", "car", "park", "%", "quayside"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(40)).Select(_ => bits[random.Next(bits.Length)]));

            var found = Find(text);

            Assert.InRange(found.Score, 0, 100);
        }
        Find(new string('a', 100_000));
    }

    [Theory]
    [InlineData("quayside", "quaysid", 1)]
    [InlineData("quayside", "qauyside", 1)]
    [InlineData("quayside", "quyaisde", 2)]
    [InlineData("mill", "hull", 2)]
    [InlineData("abc", "", 3)]
    public void Distance_CountsLettersLeftOutPutInChangedOrSwapped(string a, string b, int letters)
    {
        Assert.Equal(letters, WordList.Distance(a, b, 3));
        Assert.Equal(letters, WordList.Distance(b, a, 3));
    }

    static PlaceFound Find(string text) => Finder.Find(new PlaceWords { Text = text }, null);

    static GazetteerEntry At(int number, string name, string kind, string area, params string[] aliases) =>
        new(new Guid(number, 0, 0, new byte[8]), name, kind, 657_000 + number * 300, 240_000 + number * 200, 20, area, aliases);
}
