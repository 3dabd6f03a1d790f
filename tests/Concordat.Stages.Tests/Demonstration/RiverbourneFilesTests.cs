using System.Text;
using System.Text.Json;
using Concordat.Demonstration;
using Concordat.Demonstration.Borough;

namespace Concordat.Stages.Tests.Demonstration;

public sealed class RiverbourneFilesTests
{
    private static readonly RiverbourneBorough s_borough = RiverbourneBorough.Create();

    /// <summary>With CONCORDAT_WRITE_SAMPLES=1 the files are written first.</summary>
    [Fact]
    public async Task Samples_CommittedFiles_EqualWhatTheGeneratorMakes()
    {
        var folder = SamplesFolder();

        foreach (var (name, text) in BoroughFiles.All(s_borough))
        {
            var path = Path.Combine(folder, name);
            if (Environment.GetEnvironmentVariable("CONCORDAT_WRITE_SAMPLES") == "1")
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllTextAsync(path, text, new UTF8Encoding(false));
            }

            Assert.Equal(text, await File.ReadAllTextAsync(path));
        }
    }

    [Fact]
    public void Samples_GeoJson_IsReadableAndClosed()
    {
        foreach (var (_, text) in BoroughFiles.All(s_borough).Where(f => f.Key.EndsWith(".geojson", StringComparison.Ordinal)))
        {
            using var file = JsonDocument.Parse(text);
            foreach (var ring in file.RootElement.GetProperty("features").EnumerateArray().SelectMany(f => f.GetProperty("geometry").GetProperty("coordinates").EnumerateArray()))
            {
                Assert.Equal(ring[0].ToString(), ring[ring.GetArrayLength() - 1].ToString());
                Assert.InRange(ring[0][0].GetDouble(), 1.7, 1.9); // off the coast of Suffolk
                Assert.InRange(ring[0][1].GetDouble(), 51.9, 52.1);
            }
        }
    }

    [Theory]
    [InlineData("police-uk/2026-09/2026-09-riverbourne-street.csv", "Vehicle crime", 52)]
    [InlineData("police-uk/2026-10/2026-10-riverbourne-street.csv", "Vehicle crime", 82)] // 80, and two of the planted faults
    [InlineData("police-uk/2026-10/2026-10-riverbourne-street.csv", "Violence and sexual offences", 326)]
    public void Samples_PoliceUkMonth_HoldsTheCountOfEachTheme(string name, string crimeType, int count)
    {
        var rows = BoroughFiles.All(s_borough)[name].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);

        Assert.Equal(count, rows.Count(r => r.Split(',') is { Length: 12 } cells && cells[9] == crimeType));
    }

    [Fact]
    public void GridToDegrees_OrdnanceSurveyWorkedExample_WithinTheHelmertError()
    {
        // Ordnance Survey's worked example: E 651409.903, N 313177.270 on Airy is 52.657570 N, 1.717922 E; on WGS84 (OSTN15) 52.658008 N, 1.716074 E.
        var (longitude, latitude) = GridToDegrees.Convert(new(651_410, 313_177));

        Assert.Equal(52.658008, latitude, tolerance: 5e-5);
        Assert.Equal(1.716074, longitude, tolerance: 7e-5);
    }

    [Fact]
    public void People_Accounts_BelongToAgenciesAndOwnThePriorities()
    {
        var agencies = DemonstrationPeople.Agencies.Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        var emails = DemonstrationPeople.People.Select(p => p.Email).ToHashSet(StringComparer.Ordinal);
        string[] roles = ["analyst", "co-ordinator", "chair", "practitioner", "executive", "information governance", "administrator"];

        Assert.Equal(11, agencies.Count);
        Assert.Equal(DemonstrationPeople.People.Count, emails.Count);
        Assert.All(DemonstrationPeople.People, p => Assert.Contains(p.AgencyKey, agencies));
        Assert.Equal(roles.Order(StringComparer.Ordinal), DemonstrationPeople.People.SelectMany(p => p.Roles).Distinct().Order(StringComparer.Ordinal));
        Assert.All(DemonstrationPeople.Priorities, p => Assert.Contains(p.OwnerEmail, emails));
        Assert.All(DemonstrationPeople.Priorities, p => Assert.Contains(BoroughTheme.All, t => t.Slug == p.Theme));
    }

    private static string SamplesFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Concordat.slnx"))) return Path.Combine(folder.FullName, "samples", "riverbourne");
        }

        throw new DirectoryNotFoundException("No folder above the tests holds Concordat.slnx.");
    }
}
