using System.IO.Compression;
using System.Text;
using Concordat.Gate.Placing;
using Concordat.Testing;

namespace Concordat.Gate.Tests.Placing;

public sealed class PostcodeTests
{
    [Theory]
    [InlineData("KT1 1AA", "KT1", "1AA")]
    [InlineData("kt11aa", "KT1", "1AA")]
    [InlineData(" Kt1  1aA ", "KT1", "1AA")]
    [InlineData("EC1A1AA", "EC1A", "1AA")]
    [InlineData("W1A 0AX", "W1A", "0AX")]
    [InlineData("M1 1AE", "M1", "1AE")]
    [InlineData("B33 8TH", "B33", "8TH")]
    [InlineData("CR2 6XH", "CR2", "6XH")]
    [InlineData("DN55 1PT", "DN55", "1PT")]
    [InlineData("KT1-1AA", "KT1", "1AA")]
    [InlineData("S60 1A0", "S60", "1AO")] // a nought for a letter; no such inward part, see below
    [InlineData("S6O 1AB", "S6O", "1AB")]
    [InlineData("KT1", "KT1", "")]
    [InlineData("EC1A", "EC1A", "")]
    [InlineData("KT22 7", "KT22", "")]
    [InlineData("s60", "S60", "")]
    public void TryRead_Written_IsInOrder(string text, string outward, string inward)
    {
        var read = Postcode.TryRead(text, out var postcode);

        Assert.Equal(inward != "1AO", read); // O never stands in an inward part
        if (read) Assert.Equal((outward, inward), (postcode.Outward, postcode.Inward));
    }

    [Theory]
    [InlineData("KTI 1AA", "KT1 1AA")]
    [InlineData("KT1 IAA", "KT1 1AA")]
    [InlineData("0X1 1AA", "OX1 1AA")]
    public void TryRead_LetterForFigure_IsMendedAndSaysSo(string text, string mended)
    {
        Assert.True(Postcode.TryRead(text, out var postcode));
        Assert.Equal((mended, true), (postcode.ToString(), postcode.Mended));
    }

    [Theory]
    [InlineData("")]
    [InlineData("KT")]
    [InlineData("12345")]
    [InlineData("KT1 1A")]
    [InlineData("KT1 1AAA")]
    [InlineData("KT111 1AA")]
    [InlineData("K1T1 AA")]
    [InlineData("KT 1 1 AA A")]
    [InlineData("KT1 1CA")]
    [InlineData("High Street")]
    [InlineData("NULL")]
    [InlineData("KT1 1AÀ")]
    public void TryRead_NoPostcode_IsRefused(string text) => Assert.False(Postcode.TryRead(text, out _));

    [Theory]
    [InlineData("12 High Street, Surbiton KT6 4QJ", "KT6 4QJ")]
    [InlineData("flat 3, kt64qj", "KT6 4QJ")]
    [InlineData("junction of A3 and M25, near GU22 7XX.", "GU22 7XX")]
    [InlineData("junction 10 of the M25", null)]
    [InlineData("platform B12 at the station", null)]
    public void TryFind_InText_IsTheWholePostcode(string text, string? expected)
    {
        Assert.Equal(expected is not null, Postcode.TryFind(text, out var postcode));
        if (expected is not null) Assert.Equal(expected, postcode.ToString());
    }

    [Fact]
    public void Read_FaultyRows_AreNamedAndTheRestIsTaken()
    {
        var faults = new List<PostcodeFault>();
        var rows = PostcodeFile.Read(File("""
            PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC
            "EC1A1AA",10,531131,182382,"E92000001","","","","",""
            "KT1 1AA",10,eastwards,182382,"","","","","",""

            "KT1 1AB",95,531131,182382,"","","","","",""
            "KT1",10,531131,182382,"","","","","",""
            "KT1 1AD",90,0,0,"","","","","",""
            "KT1 1AE",10,0,0,"","","","","",""
            only,two
            """), faults.Add).ToList();

        Assert.Equal([new("EC1A 1AA", 10, 531131, 182382), new("KT1 1AD", 90, 0, 0)], rows);
        Assert.Equal([(3, "EA"), (5, "PQ"), (6, "PC"), (8, "EA"), (9, null)], faults.Select(f => (f.Row, f.Column)));
        Assert.DoesNotContain(faults, f => f.Message.Contains("eastwards", StringComparison.Ordinal));
    }

    [Fact]
    public void Find_InAnyOrderOfLoading_AgreesWithALookUpByName()
    {
        var random = new Random(17);
        var points = Enumerable.Range(0, 3_000).Select(i => new PostcodePoint($"KT{random.Next(1, 25)} {random.Next(10)}{"ABDEFGHJLNPQRSTUWXYZ"[random.Next(20)]}{"ABDEFGHJLNPQRSTUWXYZ"[random.Next(20)]}", 10, 500_000 + i, 100_000 + i)).ToArray();
        var byName = points.GroupBy(p => p.Postcode).ToDictionary(g => g.Key, g => g.Last());

        var book = new PostcodeBook(points);

        Assert.Equal(byName.Count, book.Count);
        foreach (var (name, point) in byName)
        {
            Assert.True(Postcode.TryRead(name, out var postcode));
            Assert.Equal(point, book.Find(postcode));
        }
        Assert.True(book.HoldsOutward("KT1"));
        Assert.False(book.HoldsOutward("KT99"));
        Assert.False(book.HoldsOutward("K"));
    }

    [SharedDataFact("data/postcodes")]
    public void CodePointOpen_AsPublished_IsReadWholeAndFound()
    {
        (string Area, int Count)[] published = [("kt", 14_353), ("gu", 21_885), ("tw", 11_216), ("rh", 15_717), ("ec", 4_240), ("s_rotherham_only", 6_272)];
        var all = new List<PostcodePoint>();
        foreach (var (area, count) in published)
        {
            var faults = new List<PostcodeFault>();
            var points = PostcodeFile.Read(Unpacked(area), faults.Add).ToList();
            Assert.Empty(faults);
            Assert.Equal(count, points.Count);
            all.AddRange(points);
        }

        var book = new PostcodeBook(all);

        Assert.Equal(all.Count, book.Count);
        foreach (var point in all)
        {
            Assert.True(Postcode.TryRead(point.Postcode, out var postcode));
            Assert.Equal(point, book.Find(postcode));
        }
        // The first line of ec.csv.
        Assert.True(Postcode.TryRead("EC1A1AA", out var first));
        Assert.Equal((531131, 182382), (book.Find(first)!.Value.Easting, book.Find(first)!.Value.Northing));
        Assert.All(all, p => Assert.True(LandSquares.EnglandAndWales(p.Easting, p.Northing)));
    }

    static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));

    static GZipStream Unpacked(string area) => new(System.IO.File.OpenRead(SharedData.Path($"data/postcodes/{area}.csv.gz")!), CompressionMode.Decompress);
}
