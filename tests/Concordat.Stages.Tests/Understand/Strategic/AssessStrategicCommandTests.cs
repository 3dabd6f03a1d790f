using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Concordat.CommandLine;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>The contract of <c>assess strategic</c>: options, files, exit codes, on small made months.</summary>
public sealed class AssessStrategicCommandTests : IDisposable
{
    const string Header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";
    readonly string _folder = Directory.CreateTempSubdirectory("strategic").FullName;

    public AssessStrategicCommandTests()
    {
        Directory.CreateDirectory(In("police"));
        File.WriteAllText(In("area.geojson"), """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Smalltown"},"geometry":{"type":"Polygon","coordinates":[[[-1.40,53.40],[-1.30,53.40],[-1.30,53.46],[-1.40,53.46],[-1.40,53.40]]]}}]}
            """);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string In(string name) => Path.Combine(_folder, name);

    void Months(int years, Func<int, int> burglaries)
    {
        for (var i = 0; i < 12 * years; i++)
        {
            var month = new DateOnly(2021, 1, 1).AddMonths(i).ToString("yyyy-MM", CultureInfo.InvariantCulture);
            var rows = new StringBuilder(Header).Append('\n');
            for (var n = 0; n < burglaries(i); n++)
                rows.Append(CultureInfo.InvariantCulture, $"{month}-{n},{month},A,A,{-1.39 + n % 8 * 0.01:0.000000},{53.41 + n / 8 % 4 * 0.01:0.000000},On or near Mill Lane,E1,E1,{(n % 2 == 0 ? "Burglary" : "Drugs")},,\n");
            if (burglaries(i) > 0) File.WriteAllText(In($"police/{month}-a-street.csv"), rows.ToString());
        }
    }

    (int Code, string Output, string Error) Run(params string[] more)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = AssessStrategicCommand.Run(["--police-uk", In("police"), "--area", In("area.geojson"), "--to", "2023-12", "--out", In("out"), .. more], output, error);
        return (code, output.ToString(), error.ToString());
    }

    JsonElement Json() => JsonDocument.Parse(File.ReadAllBytes(In("out/strategic.json"))).RootElement;

    [Fact]
    public void ThreeYears_WriteTheThreeFiles_AndNoOther()
    {
        Months(3, i => 60 + i % 5);

        var (code, output, error) = Run();

        Assert.Equal(0, code);
        Assert.Contains("strategic.docx, strategic.html and strategic.json", output, StringComparison.Ordinal);
        Assert.Contains("\"How far last year's plan was done\" is empty", error, StringComparison.Ordinal);
        Assert.Equal(["strategic.docx", "strategic.html", "strategic.json"], Directory.GetFiles(In("out")).Select(Path.GetFileName).Order());
        Assert.Equal(("Smalltown", "2021-01", "2023-12", "crime-type"), (Text("area"), Text("from"), Text("to"), Text("structure")));
        Assert.Equal([false, false, false, true, false], Json().GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("empty").GetBoolean()));
        string? Text(string name) => Json().GetProperty(name).GetString();
    }

    [Fact]
    public void Document_CarriesMarkingFiguresAndAlternativeText()
    {
        Months(3, i => 60 + i % 5);

        Run("--marking", "OFFICIAL-SENSITIVE", "--partnership", "Smalltown Safer Partnership");

        using var docx = ZipFile.OpenRead(In("out/strategic.docx"));
        string Part(string name) => new StreamReader(docx.GetEntry(name)!.Open()).ReadToEnd();
        var body = Part("word/document.xml");
        Assert.Contains(docx.Entries, e => e.FullName.StartsWith("word/charts/", StringComparison.Ordinal));
        Assert.Contains("Strategic assessment", body, StringComparison.Ordinal);
        Assert.Contains("Cite as “Smalltown Safer Partnership, Strategic assessment, January 2021 to December 2023, version 1”.", body, StringComparison.Ordinal);
        foreach (var edge in docx.Entries.Where(e => e.FullName.StartsWith("word/header", StringComparison.Ordinal) || e.FullName.StartsWith("word/footer", StringComparison.Ordinal)))
            Assert.Contains("OFFICIAL-SENSITIVE", Part(edge.FullName), StringComparison.Ordinal);
        foreach (var heading in (string[])["Levels and patterns", "What changed", "Why it changed", "How far last year's plan was done", "Recommended priorities", "Method", "References", "Data annex"])
            Assert.Contains(heading, body.Replace("’", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        var page = File.ReadAllText(In("out/strategic.html"));
        Assert.Contains("OFFICIAL-SENSITIVE", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void AllStructures_TellTheSameFindings()
    {
        Months(3, i => 60 + i % 5);
        var told = new List<string>();
        foreach (var structure in (string[])["crime-type", "priorities", "supplier", "problem"])
        {
            Assert.Equal(0, Run("--structure", structure, "--priorities", "drugs").Code);
            Assert.Equal(structure, Json().GetProperty("structure").GetString());
            told.Add(Json().GetProperty("findings").GetRawText());
        }
        Assert.Single(told.Distinct());
    }

    [Fact]
    public void SameFiles_GiveTheSameBytes()
    {
        Months(3, i => 60 + i % 5);
        Run();
        var first = Directory.GetFiles(In("out")).Order().Select(File.ReadAllBytes).ToList();
        Run();
        Assert.Equal(first, Directory.GetFiles(In("out")).Order().Select(File.ReadAllBytes));
    }

    [Fact]
    public void PlanBreaksMatrixAndResidents_AreUsed()
    {
        Months(3, i => 60 + i % 5);
        File.WriteAllText(In("plan.csv"), "item,outcome,reason\nRacks at the station,done,\nLights in Mill Lane,not done,no money\n");
        File.WriteAllText(In("breaks.csv"), "month,theme,what\n2023-04,burglary,Counting rule changed\n");
        File.WriteAllText(In("matrix.json"), """{"weights": {"harm": 100}, "harm": {"drugs": 5, "burglary": 1}}""");

        var (code, _, error) = Run("--plan", In("plan.csv"), "--breaks", In("breaks.csv"), "--matrix", In("matrix.json"), "--residents", "10000", "--seed", "9");

        Assert.Equal(0, code);
        Assert.DoesNotContain("is empty", error, StringComparison.Ordinal);
        var json = Json();
        Assert.Equal(["done", "not done"], json.GetProperty("last_years_plan").EnumerateArray().Select(p => p.GetProperty("outcome").GetString()));
        var themes = json.GetProperty("themes").EnumerateArray().ToDictionary(t => t.GetProperty("theme").GetString()!);
        Assert.Equal(("not enough data", JsonValueKind.Null), (themes["burglary"].GetProperty("signal").GetString(), themes["burglary"].GetProperty("change_percent").ValueKind));
        Assert.Equal("none", themes["drugs"].GetProperty("signal").GetString());
        Assert.Equal(themes["drugs"].GetProperty("count").GetInt32() / 10.0, themes["drugs"].GetProperty("rate_per_thousand").GetDouble(), 3);
        Assert.Equal("drugs", json.GetProperty("issues")[0].GetProperty("theme").GetString());
        Assert.Equal(9, json.GetProperty("method").GetProperty("seed").GetInt32());
    }

    [Theory]
    [InlineData("--years", "0", "--years is \"0\". Give a whole number, 1 to 10.")]
    [InlineData("--years", "many", "Give a whole number")]
    [InlineData("--residents", "0", "the usual residents of the area")]
    [InlineData("--structure", "sideways", "crime-type, priorities, supplier, problem")]
    [InlineData("--priorities", "wombling", "no theme")]
    [InlineData("--colour", "red", "not an option of assess strategic")]
    [InlineData("--plan", "nowhere.csv", "cannot be opened")]
    public void Option_ThatCannotBeUsed_EndsWithTwoAndSaysWhy(string option, string value, string says)
    {
        Months(1, _ => 10);

        var (code, _, error) = Run(option, value);

        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("out")));
    }

    [Theory]
    [InlineData("--plan", "item,outcome,reason\nRacks,nearly,\n", "row 2, column outcome")]
    [InlineData("--plan", "item,outcome,reason\nRacks,part,\n", "row 2, column reason")]
    [InlineData("--plan", "item,reason\nRacks,\n", "\"outcome\" is not there")]
    [InlineData("--breaks", "month,theme,what\nsoon,,x\n", "row 2, column month")]
    [InlineData("--breaks", "month,theme,what\n2022-01,wombling,x\n", "row 2, column theme")]
    [InlineData("--matrix", "{\"weights\": {\"luck\": 3}}", "\"luck\" is no criterion")]
    [InlineData("--matrix", "{\"harm\": {\"burglary\": 9}}", "from 1 to 5")]
    [InlineData("--matrix", "{\"weights\": {\"harm\":0,\"volume\":0,\"change\":0,\"outlook\":0,\"places\":0}}", "every weight is 0")]
    [InlineData("--matrix", "[", "not JSON")]
    public void SmallFile_ThatCannotBeUsed_EndsWithTwoAndSaysWhere(string option, string content, string says)
    {
        Months(1, _ => 10);
        File.WriteAllText(In("given"), content);

        var (code, _, error) = Run(option, In("given"));

        Assert.Equal(2, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void MonthNotHeld_IsRefused_WithTheMonthsHeld()
    {
        Months(3, i => i == 35 ? 0 : 20);

        var (code, _, error) = Run();

        Assert.Equal(2, code);
        Assert.Contains("Months held: 2021-01 to 2023-11.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void OneMonth_IsWritten_WithoutAChart()
    {
        Months(3, i => i == 35 ? 20 : 0);

        var (code, _, error) = Run();

        Assert.Equal(0, code);
        Assert.Contains("no less than three years", error, StringComparison.Ordinal);
        Assert.Contains("a line needs at least two months", File.ReadAllText(In("out/strategic.html")), StringComparison.Ordinal);
    }
}
