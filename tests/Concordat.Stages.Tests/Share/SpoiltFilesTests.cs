using System.Text;
using Concordat.Gate.Identifiers;
using Concordat.Gate.Mapping;
using Concordat.Gate.Placing;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Files;
using Concordat.Share.ContextSets;
using Concordat.Share.Incidents.PoliceUk;
using Concordat.Share.PartnerRegisters;
using Concordat.Share.Places;
using Concordat.Stages.Tests.Share.PoliceUk;
using Concordat.Testing;

namespace Concordat.Stages.Tests.Share;

/// <summary>Spoilt files of every other kind that people hand in end in rows or in a message, never in anything else. Returns have their own such test.</summary>
public sealed class SpoiltFilesTests
{
    static readonly DateOnly Today = new(2026, 11, 21);

    static readonly Dictionary<string, (string Whole, Action<byte[]> Read)> Readers = new()
    {
        ["map"] = ("""{ "sheet": "Data", "header_row": 2, "columns": { "Type": "category", "When": "date", "Who": null }, "codes": { "category": { "N": "noise", "L": "littering" } }, "date_order": "dmy", "grid": "EPSG:27700" }""",
            b => MapFile.Read(Encoding.UTF8.GetString(b))),
        ["gazetteer table"] = ("name,kind,easting,northing,aliases\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"Place {i},car park,{500_000 + i},{150_000 + i},Other {i}|Third {i}\n")),
            b => GazetteerFile.Read(new MemoryStream(b), "places.csv", "a test")),
        ["gazetteer GeoJSON"] = (Feature("""{"type":"Point","coordinates":[-0.5,51.2]}""", """{"name":"Boat Steps","kind":"car park"}"""),
            b => GazetteerFile.Read(new MemoryStream(b), "places.geojson", "a test")),
        ["postcodes"] = (string.Concat(Enumerable.Range(0, 30).Select(i => $"\"QZ{i % 9 + 1} 1A{(char)('A' + i % 20)}\",10,{500_000 + i},{150_000 + i},\"E92000001\"\n")),
            b => { foreach (var _ in PostcodeFile.Read(new MemoryStream(b), _ => { })) { } }
        ),
        ["boundary"] = (Feature("""{"type":"Polygon","coordinates":[[[-0.5,51.2],[-0.4,51.2],[-0.4,51.3],[-0.5,51.3],[-0.5,51.2]]]}""", """{"name":"Testshire"}"""),
            b => BoundaryFile.Read(new MemoryStream(b), "boundary.geojson")),
        ["context"] = ("area code,area name,date,All ages,Households\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"E0500{i:0000},Ward {i},2025,{1_000 + i},{400 + i}\n")),
            b => ContextTable.Read(new MemoryStream(b), "context.csv", true, null, Today, new HashSet<string> { "E05000001" }, new IdentifierScanner())),
        ["register list"] = ("name,date of birth\n" + string.Concat(Enumerable.Range(0, 20).Select(i => $"Person {(char)('A' + i)},{i % 28 + 1}/3/1984\n")),
            b => RegisterFile.Read(new MemoryStream(b), "list.csv", RegisterWords.Person, Today)),
        ["police.uk"] = (string.Join(',', StreetHeader.Names) + "\n" + string.Concat(Enumerable.Range(0, 20).Select(i => string.Join(',', StreetHeader.Names.Select(n => n switch
            {
                "Month" => "2026-07",
                "Longitude" => "-0.5",
                "Latitude" => "51.2",
                "Crime type" => "Burglary",
                _ => $"{n} {i}",
            })) + "\n")), ReadPoliceUk),
    };

    public static TheoryData<string> Kinds => [.. Readers.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public void Read_SpoiltFile_EndsInRowsOrAMessage(string kind)
    {
        var (text, read) = Readers[kind];
        var whole = Encoding.UTF8.GetBytes(text);
        read(whole);
        var (taken, refused) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            try
            {
                read(FileMutations.Spoil(whole, new Random(seed)));
                taken++;
            }
            catch (Exception told) when (told is FileProblemException or MapProblemException)
            {
                Assert.NotEmpty(told.Message);
                refused++;
            }
            catch (Exception fault)
            {
                Assert.Fail($"{kind}, seed {seed}: {fault}");
            }
        }
        Assert.True(taken > 0 && (refused > 0 || kind == "postcodes"), $"{kind}: {taken} taken, {refused} refused"); // rows of postcodes are set aside one by one, and the file is read on
    }

    static void ReadPoliceUk(byte[] bytes)
    {
        var read = new Rows();
        using var source = PoliceUkSource.Open([new PoliceUkInput("fuzz.csv", () => new MemoryStream(bytes))]);
        foreach (var file in source.Street) new PoliceUkReader().Read(file, read);
    }

    static string Feature(string geometry, string properties) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', Enumerable.Repeat($$"""{"type":"Feature","geometry":{{geometry}},"properties":{{properties}}}""", 4))}}]}""";
}
