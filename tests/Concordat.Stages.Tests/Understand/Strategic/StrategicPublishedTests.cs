using System.Text.Json;
using Concordat.CommandLine;
using Concordat.Understand.Papers;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>The command on three published years.</summary>
public sealed class StrategicPublishedTests : IDisposable
{
    readonly string _out = Directory.CreateTempSubdirectory("strategic").FullName;

    public void Dispose() => Directory.Delete(_out, recursive: true);

    JsonElement Run(string police, string area, string to, params string[] more)
    {
        var error = new StringWriter();
        var code = AssessStrategicCommand.Run(["--police-uk", SharedData.Path($"data/police/{police}"), "--area", SharedData.Path($"data/boundaries/{area}"), "--to", to, "--out", _out, .. more], TextWriter.Null, error);
        Assert.True(code == 0, error.ToString());
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_out, "strategic.json"))).RootElement;
    }

    static JsonElement Theme(JsonElement json, string key) => json.GetProperty("themes").EnumerateArray().Single(t => t.GetProperty("theme").GetString() == key);

    [SharedDataFact("data/police/city-of-london")]
    public void CityOfLondon_ChangeOfLevelInApril2020_IsFoundAndDated()
    {
        var json = Run("city-of-london", "lsoa_2011_city_of_london_and_neighbours.geojson.gz", "2020-12");

        var changes = json.GetProperty("total").GetProperty("change_points").EnumerateArray().ToList();
        var fall = Assert.Single(changes, c => c.GetProperty("month").GetString() == "2020-04");
        Assert.True(fall.GetProperty("after").GetDouble() < 0.7 * fall.GetProperty("before").GetDouble(), fall.GetRawText());
        Assert.True(string.CompareOrdinal(fall.GetProperty("earliest").GetString(), "2020-04") <= 0);
        Assert.True(string.CompareOrdinal(fall.GetProperty("latest").GetString(), "2020-04") >= 0);
        Assert.Contains("26 March 2020", json.GetProperty("findings").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("level changed in April 2020", json.GetProperty("total").GetProperty("projection_caution").GetString(), StringComparison.Ordinal);
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void Rotherham_HoleInJuly2019_IsNeverZero()
    {
        var json = Run("south-yorkshire-rotherham-only", "lsoa_2011_rotherham.geojson.gz", "2020-06");

        Assert.Equal(["2019-07"], json.GetProperty("missing_months").EnumerateArray().Select(m => m.GetString()));
        Assert.All(json.GetProperty("themes").EnumerateArray(), t =>
        {
            var hole = t.GetProperty("series").EnumerateArray().Single(m => m.GetProperty("month").GetString() == "2019-07");
            Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (hole.GetProperty("count").ValueKind, hole.GetProperty("trend").ValueKind));
        });
        // Eleven months against the same eleven: the figures of the files themselves.
        var burglary = Theme(json, "burglary");
        var series = burglary.GetProperty("series").EnumerateArray().Where(m => m.GetProperty("count").ValueKind == JsonValueKind.Number)
            .ToDictionary(m => m.GetProperty("month").GetString()!, m => m.GetProperty("count").GetInt32());
        var later = series.Keys.Where(m => string.CompareOrdinal(m, "2019-07") > 0 && string.CompareOrdinal(m, "2020-07") < 0).ToList();
        Assert.Equal(11, later.Count);
        Assert.Equal((11, later.Sum(m => series[m]), later.Sum(m => series[$"{int.Parse(m[..4], null) - 1}{m[4..]}"])),
            (burglary.GetProperty("compared").GetProperty("months").GetInt32(), burglary.GetProperty("compared").GetProperty("now").GetInt32(), burglary.GetProperty("compared").GetProperty("before").GetInt32()));
        Assert.Equal(179, series["2019-08"]);
        Assert.Contains("July 2019", File.ReadAllText(Path.Combine(_out, "strategic.html")), StringComparison.Ordinal);
    }

    // What the figures say is not taken for words about a person: whoever edits such a block is not kept from saving it.
    [SharedDataFact("data/police/city-of-london")]
    public void CityOfLondon_SentencesOfTheFigures_IdentifyNobody()
    {
        var json = Run("city-of-london", "lsoa_2011_city_of_london_and_neighbours.geojson.gz", "2020-12");
        var noNames = new NoNames(TimeProvider.System);

        var sentences = json.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("sentence").GetString()!).ToList();
        Assert.True(sentences.Count > 30, $"{sentences.Count} sentences");
        Assert.Equal([], sentences.Where(s => noNames.Problem(s) is not null));
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void Rotherham_Twice_GivesTheSameBytes()
    {
        var json = Run("south-yorkshire-rotherham-only", "lsoa_2011_rotherham.geojson.gz", "2020-12");
        var first = Directory.GetFiles(_out).Order().Select(File.ReadAllBytes).ToList();
        Run("south-yorkshire-rotherham-only", "lsoa_2011_rotherham.geojson.gz", "2020-12");

        Assert.Equal(first, Directory.GetFiles(_out).Order().Select(File.ReadAllBytes));
        Assert.InRange(json.GetProperty("pages").GetInt32(), 40, 44);
        Assert.Equal(5, json.GetProperty("recommendations").GetArrayLength());
        Assert.Equal(3, json.GetProperty("total").GetProperty("projection_years").GetArrayLength());
    }
}
