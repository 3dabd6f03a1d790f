using System.Text;
using Concordat.Documents.Charts;
using Concordat.Documents.Docx;
using Concordat.Documents.Html;
using Concordat.Documents.Model;

namespace Concordat.Documents.Tests;

/// <summary>The example of the README, kept between the marks so that it is compiled and run as it stands there.</summary>
public sealed class ReadmeExampleTests
{
    [Fact]
    public void Readme_Example_IsTheCodeThatRunsHere()
    {
        using var docx = new MemoryStream();
        using var html = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);

        // example
        var chart = new ColumnChart
        {
            Title = "Fires by month",
            Description = "Fires fell to 3 in October.",
            SeriesName = "Fires",
            Points = [new("Aug", 7), new("Sep", null), new("Oct", 3)],
            LastPoint = Signal.Fall,
        };
        var report = new Report
        {
            Title = "Monthly note",
            Partnership = "Riverbourne",
            Marking = "OFFICIAL",
            Status = "Draft",
            Version = "1",
            WrittenBy = "I. Fenwright, analyst",
            Handling = new("For the group.", "Do not pass it on."),
            Date = new(2026, 11, 2),
            Sections = [new() { Heading = "Fires", Blocks = [new Finding("Fires fell to 3."), new ChartBlock("Fires each month", chart, "Fire set 3.")] }],
        };
        DocxWriter.Write(report, docx);
        HtmlWriter.Write(report, html);
        // end

        Assert.Equal((byte)'P', docx.ToArray()[0]);
        Assert.Contains("Fires fell to 3.", html.ToString(), StringComparison.Ordinal);
        Assert.Contains(Example(), Normal(Readme()), StringComparison.Ordinal);
    }

    private static string Example()
    {
        var source = File.ReadAllText(Path.Combine(Root(), "tests", "Concordat.Documents.Tests", "ReadmeExampleTests.cs"));
        var (from, to) = (source.IndexOf("// example\n", StringComparison.Ordinal), source.IndexOf("// end\n", StringComparison.Ordinal));
        return Normal(source[(from + 11)..to]);
    }

    private static string Readme() => File.ReadAllText(Path.Combine(Root(), "src", "0-Foundation", "Concordat.Documents", "README.md"));

    private static string Normal(string text)
    {
        var lines = new StringBuilder();
        foreach (var line in text.Split('\n')) lines.Append(line.Trim()).Append('\n');
        return lines.ToString().Trim();
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Concordat.slnx"))) folder = folder.Parent;
        return folder.FullName;
    }
}
