using System.IO.Compression;
using System.Net;
using System.Text;
using Concordat.Platform.Access;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.Places;

/// <summary>Code-Point Open over HTTP: as published, replaced by area, and asked by the look-up.</summary>
public sealed class PostcodePagesTests(ConcordatServer server) : IClassFixture<ConcordatServer>
{
    static Task<Answer> ImportAsync(Visitor visitor, string name, byte[] bytes) => visitor.SendFilesAsync("/share/places/postcodes", "Upload", [(name, bytes)]);

    [Fact]
    public async Task Import_ZipAsPublished_ReplacesItsAreasAndAnswersLookUps()
    {
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var first = await ImportAsync(analyst, "codepo_gb.zip", Zip(
            ("Doc/Code-Point_Open_Column_Headers.csv", "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings,a,b,c,d,e,f\n"),
            ("Data/CSV/kt.csv", "\"KT1 1AA\",10,518000,169000,\"\",\"\",\"\",\"\",\"\",\"\"\n\"KT1 1AB\",50,518100,169100,\"\",\"\",\"\",\"\",\"\",\"\"\n\"KT1 1AD\",10,east,169100\n"),
            ("Data/CSV/ec.csv", "\"EC1A1AA\",10,531131,182382,\"\",\"\",\"\",\"\",\"\",\"\"\n")));

        Assert.Contains("3 postcodes of EC, KT", first.Words, StringComparison.Ordinal);
        Assert.Contains("1 rows that were not taken", first.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("east,", first.Words, StringComparison.Ordinal);
        Assert.Contains("\"easting\":531131,\"northing\":182382,\"method\":\"postcode\",\"precision_metres\":100", (await analyst.GetAsync("/api/places/postcode/ec1a1aa")).Text, StringComparison.Ordinal);
        var ended = (await analyst.GetAsync("/api/places/postcode/KT1%201AE")).Text;
        Assert.Contains("\"easting\":null", ended, StringComparison.Ordinal);
        Assert.Contains("\"method\":\"outward postcode\"", ended, StringComparison.Ordinal);
        Assert.Contains("KT1 1AA", ended, StringComparison.Ordinal);

        // The next edition of one area: what it no longer holds has ended; the other area stays.
        await ImportAsync(analyst, "kt.csv", Encoding.UTF8.GetBytes("\"KT1 1AE\",10,518200,169200,\"\",\"\",\"\",\"\",\"\",\"\"\n"));
        Assert.Contains("\"easting\":518200", (await analyst.GetAsync("/api/places/postcode/KT11AE")).Text, StringComparison.Ordinal);
        Assert.Contains("\"easting\":null", (await analyst.GetAsync("/api/places/postcode/KT1%201AA")).Text, StringComparison.Ordinal);
        Assert.Contains("\"easting\":531131", (await analyst.GetAsync("/api/places/postcode/EC1A%201AA")).Text, StringComparison.Ordinal);
        Assert.Contains("2 postcodes held", (await analyst.GetAsync("/share/places/postcodes")).Words, StringComparison.Ordinal);

        using var elsewhere = await server.SignedInAsync("analyst@elsewhere.example");
        Assert.Contains("\"easting\":null", (await elsewhere.GetAsync("/api/places/postcode/EC1A1AA")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoPostcodesOrNotAllowed_IsRefusedAndNothingIsLost()
    {
        using var analyst = await server.SignedInAsync(Role.Analyst);
        using var partner = await server.SignedInAsync(Role.Practitioner);

        Assert.Contains("it holds no postcodes", (await ImportAsync(analyst, "other.csv", Encoding.UTF8.GetBytes("a,b,c,d\n1,2,3,4\n"))).Words, StringComparison.Ordinal);
        Assert.Contains("Select a file", (await analyst.SendFilesAsync("/share/places/postcodes", "Upload", [])).Words, StringComparison.Ordinal);
        Assert.Contains("the ZIP is damaged", (await ImportAsync(analyst, "broken.zip", [0x50, 0x4B, 3, 4, 9, 9, 9, 9, 9])).Words, StringComparison.Ordinal);
        Assert.Null((await partner.GetAsync("/share/places/postcodes")).Document.QuerySelector("input[type=file]"));
    }

    [Theory]
    [InlineData("/api/places", HttpStatusCode.BadRequest)]
    [InlineData("/api/places?q=", HttpStatusCode.BadRequest)]
    [InlineData("/api/places/postcode/nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/api/places?q=zzyzx+boulevard", HttpStatusCode.OK)]
    [InlineData("/api/places?q=TQ+12345+67890", HttpStatusCode.OK)]
    public async Task LookUp_AnyQuestion_AnswersJson(string path, HttpStatusCode status)
    {
        using var analyst = await server.SignedInAsync(Role.Analyst);

        var answer = await analyst.GetAsync(path);

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == HttpStatusCode.OK ? "application/json" : "application/problem+json", answer.Response.Content.Headers.ContentType!.MediaType);
        if (path.Contains("TQ", StringComparison.Ordinal)) Assert.Contains("\"easting\":512345", answer.Text, StringComparison.Ordinal);
    }

    static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
        return bytes.ToArray();
    }
}
