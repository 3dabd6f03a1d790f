using System.IO.Compression;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Scan.Engine;
using Concordat.Understand.Tactical.Engine;

namespace Concordat.Stages.Tests.Understand.Scan;

/// <summary>The scan on three published years: the changes that are known to be there are found and dated.</summary>
public sealed class ScanPublishedTests
{
    [SharedDataFact("data/police/city-of-london")]
    public void CityOfLondon_SpringOf2020_IsFoundAndDated()
    {
        var data = Data("city-of-london", "City of London", new(2020, 12));

        var hits = Scanner.Run(data, [Rule(ScanRules.Level)], isJoint: false).Hits;

        var fall = Assert.Single(hits, h => h.ThemeKey == "theft-from-the-person" && h.Month >= new Month(2020, 2) && h.Month <= new Month(2020, 5));
        Assert.True(fall.Observed < 0.5 * fall.Expected, fall.Sentence);
        Assert.Contains(hits, h => h.ThemeKey == "other-theft" && h.Month >= new Month(2020, 3) && h.Month <= new Month(2020, 4));
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void Rotherham_SpringOf2020_IsFoundAndDated_AndTheHoleIsNoHit()
    {
        var rules = new[] { Rule(ScanRules.Exceedance), Rule(ScanRules.Level) };

        var may = Scanner.Run(Data("south-yorkshire-rotherham-only", "Rotherham", new(2020, 5)), rules, isJoint: false);
        var december = Scanner.Run(Data("south-yorkshire-rotherham-only", "Rotherham", new(2020, 12)), rules, isJoint: false);

        // In the first spring of the pandemic recorded drug offences rose as shop theft fell.
        var rise = Assert.Single(may.Hits, h => h is { Rule: ScanRules.Exceedance, ThemeKey: "drugs" });
        Assert.Equal(66, rise.Observed);
        // Reports of anti-social behaviour had lain lower since December 2018.
        Assert.Contains(may.Hits, h => h is { Rule: ScanRules.Level, ThemeKey: "anti-social-behaviour" } && h.Observed < h.Expected && h.Month == new Month(2018, 12));
        Assert.Contains(december.Hits, h => h is { Rule: ScanRules.Level, ThemeKey: "shoplifting" } && h.Observed < h.Expected && h.Month >= new Month(2020, 3) && h.Month <= new Month(2020, 5));
        Assert.DoesNotContain(december.Hits, h => h.Month == new Month(2019, 7));
    }

    static RuleInForce Rule(string key) => new(key, 1, ScanRules.Find(key)!.Threshold);

    static ScanData Data(string folder, string lsoa, Month last)
    {
        var counts = new Dictionary<(string Theme, Month Month), int>();
        var held = new SortedSet<Month>();
        foreach (var path in Directory.GetFiles(SharedData.Path($"data/police/{folder}"), "*street.csv.gz"))
        {
            var month = Month.Parse(Path.GetFileName(path)[..7]);
            held.Add(month);
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            reader.ReadLine();
            while (reader.ReadLine()?.Split(',') is { Length: >= 12 } row)
                if (row[4].Length > 0 && row[8].StartsWith(lsoa, StringComparison.Ordinal) && ThemeList.FromPoliceUk(row[9]) is { } theme)
                    counts[(theme.Key, month)] = counts.GetValueOrDefault((theme.Key, month)) + 1;
        }
        var first = held.Min;
        return new()
        {
            Month = last,
            Series = [.. ThemeList.PoliceUkThemes.Where(t => counts.Keys.Any(k => k.Theme == t.Key)).Select(t => new ThemeSeries(t,
                [.. Enumerable.Range(first.Number, last.Number - first.Number + 1).Select(n => new Month(n)).Select(m => new MonthCount(m, held.Contains(m) ? counts.GetValueOrDefault((t.Key, m)) : null))]))],
            Areas = [],
            Recent = new() { Count = 0, Theme = [], Month = [], Easting = [], Northing = [], Place = [], Places = [] },
            FewestShown = _ => 0,
        };
    }
}
