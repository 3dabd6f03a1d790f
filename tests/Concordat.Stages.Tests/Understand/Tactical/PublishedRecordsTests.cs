using System.Text.Json;
using Concordat.CommandLine;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.PoliceUk;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>The command on real published months.</summary>
public sealed class PublishedRecordsTests : IDisposable
{
    readonly string _out = Directory.CreateTempSubdirectory("tactical").FullName;

    public void Dispose() => Directory.Delete(_out, recursive: true);

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void Assess_MonthAfterAMissingOne_LeavesThePreviousCountNull()
    {
        var json = Run("south-yorkshire-rotherham-only", "lsoa_2011_rotherham.geojson.gz", "2019-08");

        var burglary = Theme(json, "burglary");
        Assert.Equal(179, burglary.GetProperty("count").GetInt32());
        Assert.Equal(JsonValueKind.Null, burglary.GetProperty("previous_month").ValueKind);
        Assert.Equal(231, burglary.GetProperty("same_month_last_year").GetInt32());
        Assert.Equal(JsonValueKind.Null, burglary.GetProperty("change_percent").ValueKind);
        Assert.Equal("not enough data", burglary.GetProperty("signal").GetString());
    }

    [SharedDataFact("data/police/city-of-london")]
    public void Assess_FirstMonthOfLockdown_FallsInTotal()
    {
        var boundary = CityBoundary();
        var json = Run("city-of-london", boundary, "2020-04");

        var themes = json.RootElement.GetProperty("themes").EnumerateArray().ToList();
        var (now, before) = (themes.Sum(t => t.GetProperty("count").GetInt32()), themes.Sum(t => t.GetProperty("previous_month").GetInt32()));
        Assert.True(now < before / 2, $"{now} against {before}");
        Assert.Equal("fall", Theme(json, "other-theft").GetProperty("signal").GetString());
        Assert.Equal(-16, Theme(json, "other-theft").GetProperty("z").GetDouble(), 6);
        Assert.DoesNotContain(themes, t => t.GetProperty("signal").GetString() == "rise");
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void HotSpots_RecomputedFromTheFileAlone_AreTheSame()
    {
        var json = Run("south-yorkshire-rotherham-only", "lsoa_2011_rotherham.geojson.gz", "2019-12", "burglary,Vehicle crime,shoplifting");
        var rows = Rows("south-yorkshire-rotherham-only", "lsoa_2011_rotherham.geojson.gz");

        var compared = 0;
        foreach (var theme in (string[])["burglary", "vehicle-crime", "shoplifting"])
        {
            var naive = new NaiveHotSpots(json.RootElement.GetProperty("method"), rows, (byte)ThemeList.IndexOf(theme), Month.Parse("2019-12").Number);
            foreach (var spot in json.RootElement.GetProperty("hotspots").EnumerateArray().Where(h => h.GetProperty("theme").GetString() == theme))
                foreach (var cell in spot.GetProperty("cell_list").EnumerateArray())
                {
                    var (count, z, q) = naive.At(cell.GetProperty("column").GetInt32(), cell.GetProperty("row").GetInt32());
                    Assert.Equal(count, cell.GetProperty("count").GetInt32());
                    Assert.Equal(z, cell.GetProperty("z").GetDouble(), 1e-8);
                    Assert.Equal(q, cell.GetProperty("q").GetDouble(), 1e-8);
                    compared++;
                }
            var groups = naive.GroupsOfFive();
            var spots = json.RootElement.GetProperty("hotspots").EnumerateArray().Where(h => h.GetProperty("theme").GetString() == theme)
                .Select(h => h.GetProperty("cell_list").EnumerateArray().Select(c => (c.GetProperty("column").GetInt32(), c.GetProperty("row").GetInt32())).ToHashSet()).ToList();
            // A wide group is parted; every other group is one hot spot, square for square, and nothing else is.
            var widest = json.RootElement.GetProperty("method").GetProperty("widest_hot_spot").GetInt32();
            Assert.All(groups.Where(g => g.Count <= widest), g => Assert.Single(spots, s => s.SetEquals(g)));
            Assert.All(spots, s => Assert.Contains(groups, g => g.IsSupersetOf(s)));
        }
        Assert.True(compared > 20, $"only {compared} squares compared");
    }

    [SharedDataFact("data/police/surrey")]
    public void Assess_Twice_GivesTheSameBytes()
    {
        Run("surrey", "lsoa_2011_surrey.geojson.gz", "2014-11", "burglary");
        var first = Results();

        Run("surrey", "lsoa_2011_surrey.geojson.gz", "2014-11", "burglary");

        Assert.Equal(first, Results());
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void Assess_MonthNotHeld_NamesTheMonthsHeld()
    {
        var police = SharedData.Path("data/police/south-yorkshire-rotherham-only");
        var area = SharedData.Path("data/boundaries/lsoa_2011_rotherham.geojson.gz");
        var error = new StringWriter();

        var code = AssessTacticalCommand.Run(["--police-uk", police, "--area", area, "--month", "2019-07", "--out", _out], TextWriter.Null, error);

        Assert.Equal(2, code);
        Assert.Contains("2018-01 to 2019-06, 2019-08 to 2020-12", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_out));
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void Assess_AreaElsewhere_SaysSo()
    {
        var police = SharedData.Path("data/police/south-yorkshire-rotherham-only");
        var area = SharedData.Path("data/boundaries/lsoa_2011_surrey.geojson.gz");
        var error = new StringWriter();

        var code = AssessTacticalCommand.Run(["--police-uk", police, "--area", area, "--month", "2019-08", "--out", _out], TextWriter.Null, error);

        Assert.Equal(2, code);
        Assert.Contains("same place", error.ToString(), StringComparison.Ordinal);
    }

    JsonDocument Run(string folder, string boundary, string month, string? priorities = null)
    {
        var police = SharedData.Path($"data/police/{folder}");
        var area = Path.IsPathRooted(boundary) ? boundary : SharedData.Path($"data/boundaries/{boundary}");
        var error = new StringWriter();
        string[] args = ["--police-uk", police, "--area", area, "--month", month, "--out", _out, .. priorities is null ? Array.Empty<string>() : ["--priorities", priorities]];
        var code = AssessTacticalCommand.Run(args, TextWriter.Null, error);
        Assert.True(code == 0, error.ToString());
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_out, "tactical.json")));
    }

    string CityBoundary()
    {
        var path = SharedData.Path("data/boundaries/lsoa_2011_city_of_london_and_neighbours.geojson.gz");
        using var stream = new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress);
        var all = System.Text.Json.Nodes.JsonNode.Parse(stream)!;
        var city = all["features"]!.AsArray().Where(f => f!["properties"]!["LADCD"]!.GetValue<string>() == "E09000001").Select(f => f!.DeepClone()).ToArray();
        var file = Path.Combine(_out, "City of London.geojson");
        File.WriteAllText(file, new System.Text.Json.Nodes.JsonObject { ["type"] = "FeatureCollection", ["features"] = new System.Text.Json.Nodes.JsonArray(city) }.ToJsonString());
        return file;
    }

    List<byte[]> Results() => [.. Directory.GetFiles(_out, "tactical.*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    static IncidentColumns Rows(string folder, string boundary) =>
        PoliceUkLoad.Load([SharedData.Path($"data/police/{folder}")], StudyArea.FromFile(SharedData.Path($"data/boundaries/{boundary}"))).Incidents;

    static JsonElement Theme(JsonDocument json, string key) => json.RootElement.GetProperty("themes").EnumerateArray().Single(t => t.GetProperty("theme").GetString() == key);
}
