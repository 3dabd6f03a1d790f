using System.Globalization;
using Concordat.Gate.Placing;
using Concordat.Partnership.Areas;

namespace Concordat.Gate.Tests.Placing;

/// <summary>Grid references and coordinates in every writing met in partners' files (T-04): no wrong point, ever.</summary>
public sealed class CoordinatePlaceFinderTests
{
    static readonly CoordinatePlaceFinder Finder = new();

    [Theory]
    [InlineData("512345", "167890", 512345, 167890, 0.5)]
    [InlineData(" 512345 ", "167890 ", 512345, 167890, 0.5)]
    [InlineData("512,345", "167,890", 512345, 167890, 0.5)]
    [InlineData("512 345", "167 890", 512345, 167890, 0.5)]
    [InlineData("512345.0", "167890.00", 512345, 167890, 0.5)]
    [InlineData("512345.67", "167890.12", 512345.67, 167890.12, 0.5)]
    [InlineData("512,345.67", "167,890.12", 512345.67, 167890.12, 0.5)]
    [InlineData("512345,67", "167890,12", 512345.67, 167890.12, 0.5)]
    [InlineData("512345m", "167890 m", 512345, 167890, 0.5)]
    [InlineData("E512345", "N167890", 512345, 167890, 0.5)]
    [InlineData("512345 E", "167890 N", 512345, 167890, 0.5)]
    [InlineData("+512345", "+167890", 512345, 167890, 0.5)]
    [InlineData("0293000", "093000", 293000, 93000, 0.5)]
    [InlineData("293000", "93000", 293000, 93000, 0.5)]
    [InlineData("376***", "165***", 376500, 165500, 500)]
    [InlineData("376xxx", "165XXX", 376500, 165500, 500)]
    [InlineData("3764##", "1659##", 376450, 165950, 50)]
    [InlineData("5.12345E+05", "1.6789E+05", 512345, 167890, 5)]
    [InlineData("5.12E+05", "1.68E+05", 512000, 168000, 500)]
    [InlineData("TQ 12345 67890", "", 512345, 167890, 0.5)]
    public void Metres_InTwoColumns_AreThePointWritten(string x, string y, double easting, double northing, double precision)
    {
        foreach (var grid in (string?[])[null, "EPSG:27700"])
        {
            var found = Finder.Find(new PlaceWords { X = x, Y = y }, grid);

            Assert.Equal((easting, northing, precision), (found.Easting!.Value, found.Northing!.Value, found.PrecisionMetres!.Value));
            Assert.Equal(("grid reference", 100.0, null), (found.Method, found.Score, found.Fault));
        }
    }

    [Theory]
    [InlineData("TQ 12345 67890", 512345, 167890, 0.5)]
    [InlineData("TQ1234567890", 512345, 167890, 0.5)]
    [InlineData("tq1234567890", 512345, 167890, 0.5)]
    [InlineData("tq 12345,67890", 512345, 167890, 0.5)]
    [InlineData("TQ/12345/67890", 512345, 167890, 0.5)]
    [InlineData("  Tq  12345   67890 ", 512345, 167890, 0.5)]
    [InlineData("TQ1234567890 ", 512345, 167890, 0.5)]
    [InlineData("NGR: TQ 12345 67890", 512345, 167890, 0.5)]
    [InlineData("grid ref TQ 123 678", 512350, 167850, 50)]
    [InlineData("TQ1234556789", 512345, 156789, 0.5)]
    [InlineData("TQ 1234 6789", 512345, 167895, 5)]
    [InlineData("TQ 123456", 512350, 145650, 50)]
    [InlineData("TQ123678", 512350, 167850, 50)]
    [InlineData("TQ 12 67", 512500, 167500, 500)]
    [InlineData("TQ 1 6", 515000, 165000, 5000)]
    [InlineData("TQ 12*** 67***", 512500, 167500, 500)]
    [InlineData("TQ12***67***", 512500, 167500, 500)]
    [InlineData("512345,167890", 512345, 167890, 0.5)]
    [InlineData("512345, 167890", 512345, 167890, 0.5)]
    [InlineData("512345 167890", 512345, 167890, 0.5)]
    [InlineData("512345/167890", 512345, 167890, 0.5)]
    [InlineData("512345167890", 512345, 167890, 0.5)]
    [InlineData("(512345, 167890)", 512345, 167890, 0.5)]
    [InlineData("512 345 167 890", 512345, 167890, 0.5)]
    [InlineData("512,345 167,890", 512345, 167890, 0.5)]
    [InlineData("E512345 N167890", 512345, 167890, 0.5)]
    [InlineData("E 512345 N 167890", 512345, 167890, 0.5)]
    [InlineData("512345E 167890N", 512345, 167890, 0.5)]
    [InlineData("N167890 E512345", 512345, 167890, 0.5)]
    [InlineData("E512345N167890", 512345, 167890, 0.5)]
    [InlineData("Easting: 512345 Northing: 167890", 512345, 167890, 0.5)]
    [InlineData("512345.4, 167890.6", 512345.4, 167890.6, 0.5)]
    [InlineData("376***,165***", 376500, 165500, 500)]
    [InlineData("376***165***", 376500, 165500, 500)]
    [InlineData("SV 91492 11318", 91492, 11318, 0.5)]
    [InlineData("NT 27500 73500", 327500, 673500, 0.5)]
    [InlineData("327500 673500", 327500, 673500, 0.5)]
    [InlineData("657050 240050", 657050, 240050, 0.5)]
    public void Reference_InOneText_IsThePointOrTheMiddleOfTheSquare(string text, double easting, double northing, double precision)
    {
        var found = Finder.Find(new PlaceWords { GridReference = text }, null);

        Assert.Equal((easting, northing, precision), (found.Easting ?? -1, found.Northing ?? -1, found.PrecisionMetres ?? -1));
        Assert.Equal(("grid reference", null), (found.Method, found.Fault));
    }

    // Ordnance Survey's Greenwich-side OSTN15 test point, to three places: 51.48936564950, -0.11992557180 is 530624.974, 178388.464.
    [Theory]
    [InlineData("-0.11992557", "51.48936565", 5)]
    [InlineData("−0.11992557", "51.48936565°", 5)]
    [InlineData("-0,11992557", "51,48936565", 5)]
    [InlineData("0.11992557W", "51.48936565N", 5)]
    [InlineData("0.11992557° W", "51.48936565° N", 5)]
    [InlineData("0°07'11.732\"W", "51°29'21.716\"N", 5)]
    [InlineData("-0.1199", "51.4894", 5.6)]
    [InlineData("-0.12", "51.48936565", 5)]
    [InlineData("-0.120", "51.489", 56)]
    [InlineData("-0.12", "51.49", 557)]
    public void Degrees_InTwoColumns_AreConverted(string longitude, string latitude, double precision)
    {
        foreach (var grid in (string?[])[null, "EPSG:4326"])
        {
            var found = Finder.Find(new PlaceWords { X = longitude, Y = latitude }, grid);

            Assert.Equal("coordinates", found.Method);
            Assert.InRange(Distance(found, 530624.974, 178388.464), 0, found.PrecisionMetres!.Value + 5);
            Assert.Equal(precision, found.PrecisionMetres!.Value, tolerance: 0.5);
        }
    }

    [Theory]
    [InlineData("51.48936565, -0.11992557")]
    [InlineData("-0.11992557 51.48936565")]
    [InlineData("51.48936565N 0.11992557W")]
    [InlineData("51.48936565° N, 0.11992557° W")]
    [InlineData("51°29'21.716\"N 0°07'11.732\"W")]
    public void Degrees_InOneText_InEitherOrder_AreThePoint(string text) =>
        Assert.InRange(Distance(Finder.Find(new PlaceWords { GridReference = text }, null), 530624.974, 178388.464), 0, 5);

    [Theory]
    // swapped
    [InlineData("167890", "512345", null, "P-03")]
    [InlineData("167,890", "512,345", "EPSG:27700", "P-03")]
    [InlineData("178388", "530625", null, "P-03")]
    [InlineData("93000", "293000", null, "P-03")]
    [InlineData("N167890", "E512345", null, "P-03")]
    [InlineData("240050", "657050", null, "P-03")] // off Suffolk, where the invented borough lies
    [InlineData("51.489366", "-0.119926", null, "P-03")]
    [InlineData("51.489366", "-0.119926", "EPSG:4326", "P-03")]
    [InlineData("53.43", "1.36", null, "P-03")]
    // the other unit
    [InlineData("-0.119926", "51.489366", "EPSG:27700", "P-04")]
    [InlineData("51.489366", "-0.119926", "EPSG:27700", "P-04")]
    [InlineData("530625", "178388", "EPSG:4326", "P-04")]
    // not a place
    [InlineData("712345", "167890", null, "P-01")]
    [InlineData("512345", "1367890", null, "P-01")]
    [InlineData("-512345", "167890", null, "P-01")]
    [InlineData("5123450", "1678900", null, "P-01")]
    [InlineData("51234", "16789", null, "P-01")]
    [InlineData("512345", "16789", null, "P-01")]
    [InlineData("512.345", "167.890", null, "P-01")]
    [InlineData("-14226", "6711542", null, "P-01")]
    [InlineData("699000", "5710000", null, "P-01")]
    [InlineData("999999", "999999", null, "P-01")]
    [InlineData("-1", "-1", null, "P-01")]
    [InlineData("1", "1", "EPSG:27700", "P-01")]
    [InlineData("0", "0", null, "P-01")]
    [InlineData("0.0", "0.0", "EPSG:4326", "P-01")]
    [InlineData("-73.95", "40.7", null, "P-01")]
    [InlineData("1.5", "53.43", null, "P-01")]
    [InlineData("0", "51", null, "P-01")]
    [InlineData("-0.119926", "178388", null, "P-01")]
    [InlineData("512345", "", null, "P-01")]
    [InlineData("", "167890", null, "P-01")]
    [InlineData("5E+05", "2E+05", null, "P-01")]
    [InlineData("512345", "one six seven", null, "P-01")]
    [InlineData("5123,45", "167,890", null, "P-01")]
    [InlineData("51,23,45", "167,890", null, "P-01")]
    [InlineData("5*****", "1*****", null, "P-01")]
    [InlineData("O12345", "167890", null, "P-01")]
    [InlineData("1,234", "53,456", null, "P-01")]
    [InlineData("512345678901234567890", "1", null, "P-01")]
    [InlineData("512345", "-", null, "P-01")]
    public void Pair_ThatIsNotCertain_IsRefusedWithItsCode(string x, string y, string? grid, string code)
    {
        var found = Finder.Find(new PlaceWords { X = x, Y = y }, grid);

        Assert.Null(found.Easting);
        Assert.Null(found.Northing);
        Assert.Equal(("none", code), (found.Method, found.Fault));
    }

    [Theory]
    [InlineData("TQ 1234 567")]
    [InlineData("TQ 12345 6789")]
    [InlineData("TQ123456789")]
    [InlineData("TQ 12 34 56")]
    [InlineData("TQ")]
    [InlineData("TI 12345 67890")]
    [InlineData("ZZ 12345 67890")]
    [InlineData("TQ12NE")]
    [InlineData("TQ 12*** 678**")]
    [InlineData("TQ 1234S 67890")]
    [InlineData("SR 12345 67890")]
    [InlineData("29300093000")]
    [InlineData("51234 16789")]
    [InlineData("512345")]
    [InlineData("512345 167890 10")]
    [InlineData("512,345,167,890")]
    [InlineData("High Street")]
    [InlineData("=1+1")]
    [InlineData("°°°")]
    [InlineData("E")]
    [InlineData("E N")]
    public void Text_ThatIsNoReference_IsRefused(string text)
    {
        var found = Finder.Find(new PlaceWords { GridReference = text }, null);

        Assert.Equal((null, "none", "P-01"), (found.Easting, found.Method, found.Fault));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NULL")]
    [InlineData("n/a")]
    [InlineData("******")]
    [InlineData("-")]
    public void Nothing_IsNoPlaceAndNoFault(string? nothing) =>
        Assert.Equal(PlaceFound.None, Finder.Find(new PlaceWords { X = nothing, Y = nothing, GridReference = nothing, Text = "High Street" }, null));

    [Fact]
    public void SwappedPair_WhereBothReadingsAreLand_IsToldByTheArea()
    {
        static bool Rotherham(double e, double n) => e is > 438_000 and < 456_000 && n is > 383_000 and < 404_000;
        var finder = new CoordinatePlaceFinder(Rotherham);

        Assert.Equal("P-03", finder.Find(new PlaceWords { X = "393000", Y = "443000" }, null).Fault);
        Assert.Equal(443000, finder.Find(new PlaceWords { X = "443000", Y = "393000" }, null).Easting);
        Assert.Equal(530625, finder.Find(new PlaceWords { X = "530625", Y = "178388" }, null).Easting);
    }

    [Fact]
    public void Reference_BesideASwappedPair_AnswersAndTheFaultStays()
    {
        var found = Finder.Find(new PlaceWords { X = "167890", Y = "512345", GridReference = "TQ 12345 67890" }, null);

        Assert.Equal((512345, 167890, "P-03"), (found.Easting!.Value, found.Northing!.Value, found.Fault));
    }

    [Fact]
    public void AnyPointOfEnglandAndWales_InEveryWriting_IsNeverAnotherPlace()
    {
        var random = new Random(4);
        for (var i = 0; i < 20_000; i++)
        {
            var (e, n) = (random.Next(80_000, 660_000), random.Next(5_000, 660_000));
            if (!LandSquares.EnglandAndWales(e, n)) continue;
            var (longitude, latitude) = NationalGrid.ToLongitudeLatitude(e, n);
            var letters = GridReference.Format(e, n);
            foreach (var words in Writings(e, n, longitude, latitude, letters))
            {
                var found = Finder.Find(words, null);
                if (found.Easting is not null) Assert.InRange(Distance(found, e, n), 0, found.PrecisionMetres!.Value * 1.5 + 1);
                else Assert.True(words.X is not null && found.Fault == "P-03", $"{words} was refused");
            }
            var swapped = Finder.Find(new PlaceWords { X = Text(n), Y = Text(e) }, null);
            Assert.True(swapped.Easting is null || LandSquares.Any(n, e));
            Assert.Equal("P-03", Finder.Find(new PlaceWords { X = Text(latitude), Y = Text(longitude) }, null).Fault);
            Assert.Equal("P-04", Finder.Find(new PlaceWords { X = Text(longitude), Y = Text(latitude) }, "EPSG:27700").Fault);
            Assert.Equal("P-04", Finder.Find(new PlaceWords { X = Text(e), Y = Text(n) }, "EPSG:4326").Fault);
        }
    }

    [Fact]
    public void AnyText_NeverThrows()
    {
        var random = new Random(9);
        const string signs = "0123456789.,-+ENWSTQ*x°'\" /\t−\u00A0eE";
        for (var i = 0; i < 200_000; i++)
        {
            string Make() => string.Concat(Enumerable.Range(0, random.Next(16)).Select(_ => signs[random.Next(signs.Length)]));

            var found = Finder.Find(new PlaceWords { X = Make(), Y = Make(), GridReference = Make() }, random.Next(3) switch { 0 => null, 1 => "EPSG:4326", _ => "EPSG:27700" });

            Assert.Equal(found.Easting is null, found.Northing is null);
            if (found.Easting is { } e) Assert.True(LandSquares.Any(e, found.Northing!.Value));
        }
    }

    static IEnumerable<PlaceWords> Writings(int e, int n, double longitude, double latitude, string letters)
    {
        yield return new PlaceWords { X = Text(e), Y = Text(n) };
        yield return new PlaceWords { X = e.ToString("N0", CultureInfo.InvariantCulture), Y = n.ToString("N0", CultureInfo.InvariantCulture) };
        yield return new PlaceWords { X = Text(longitude), Y = Text(latitude) };
        yield return new PlaceWords { GridReference = letters };
        yield return new PlaceWords { GridReference = letters.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() };
        yield return new PlaceWords { GridReference = $"{letters[..6]} {letters[9..12]}" };
    }

    static string Text(double value) => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture);

    static double Distance(PlaceFound found, double easting, double northing) =>
        Math.Sqrt(Math.Pow(found.Easting!.Value - easting, 2) + Math.Pow(found.Northing!.Value - northing, 2));
}
