using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Share.Incidents.PoliceUk;

using Concordat.Testing;

namespace Concordat.Stages.Tests.Share.PoliceUk;

/// <summary>Every quirk of the real files that an importer must survive, with its numbers.</summary>
public sealed class RealFilesTests
{
    static string Folder(string name) => SharedData.Path("data/police/" + name);

    static PoliceUkLoadResult Load(params string[] folders) => PoliceUkLoad.Load([.. folders.Select(Folder)], area: null);

    [SharedDataFact("data/police/surrey")]
    public void Surrey_AllMonths_CountsRowsUnlocatedAndReportsGaps()
    {
        var load = Load("surrey");

        Assert.Equal(138_829, load.Counts.Read);
        Assert.Equal(4_135, load.Counts.Unlocated);
        Assert.Equal(138_829 - 4_135, load.Counts.InArea);
        Assert.Equal(0, load.Counts.Rejected);
        Assert.Equal(19, load.Months.Months.Count);
        Assert.False(load.Months.Holds(new Month(2014, 12)));
        Assert.Contains(load.Notices, n => n.Contains("2014-12", StringComparison.Ordinal) && n.Contains("missing is not zero", StringComparison.Ordinal));
    }

    [SharedDataFact("data/police/surrey")]
    public void AntiSocialBehaviour_EqualRowsWithoutCrimeId_AreAllKept()
    {
        var load = Load("surrey");

        var asb = Concordat.Partnership.Themes.ThemeList.IndexOf("anti-social-behaviour");
        Assert.Equal(44_464, load.Incidents.Theme.Count(t => t == asb) + load.Unplaced.Theme.Count(t => t == asb));
    }

    [SharedDataFact("data/police/surrey")]
    public void Surrey2014_SnappedPoints_AsManyAsTheFilesHold()
    {
        var load = Load("surrey");

        var points = Enumerable.Range(0, load.Incidents.Count).Where(i => load.Incidents.Month[i] / 12 == 2014)
            .GroupBy(i => (load.Incidents.Easting[i], load.Incidents.Northing[i])).ToArray();
        Assert.Equal(75_388, points.Sum(p => p.Count()));
        Assert.Equal(12_744, points.Length);
        Assert.Equal(293, points.Max(p => p.Count()));
    }

    [SharedDataFact("data/police/city-of-london")]
    public void CityOfLondon_RepeatedCrimeIds_AreNotMergedNorLost()
    {
        var folder = Folder("city-of-london");
        var rows = new Rows();
        using var source = PoliceUkSource.Open([folder]);

        var reader = new PoliceUkReader();
        foreach (var file in source.Street) reader.Read(file, rows);

        Assert.Equal(36, source.Street.Count());
        Assert.Equal(21, source.Files.Count(f => f.Kind == PoliceUkKind.StopAndSearch));
        Assert.Equal(24_503, rows.Good.Count);
        Assert.Empty(rows.Faults);
        Assert.Equal(1_824, rows.Good.Count(r => !r.IsLocated));
        var repeated = rows.Good.Where(r => r.CrimeId is not null).GroupBy(r => r.CrimeId).Where(g => g.Count() > 1).ToArray();
        Assert.Equal(247, repeated.Length);
        Assert.Equal(505, repeated.Sum(g => g.Count()));
    }

    // By reference alone, the last row of a repeated one standing for all, 133, 158, 168, 201 and 247 outcomes differ. Rows matched one to one, equal ones first,
    // differ in a few more: those of repeated references.
    [SharedDataTheory("data/police/city-of-london")]
    [InlineData("2020-07", 140)]
    [InlineData("2020-08", 170)]
    [InlineData("2020-09", 179)]
    [InlineData("2020-10", 212)]
    [InlineData("2020-11", 252)]
    public void CityOfLondon_LaterDownload_UpdatesAndDuplicatesNothing(string month, int changed)
    {
        var late = Folder("city-of-london");
        var early = Folder("city-of-london-earlier-download");
        var name = $"{month}-city-of-london-street.csv.gz";

        var inOrder = PoliceUkLoad.Load([Path.Combine(early, name), Path.Combine(late, name)], null);
        var reversed = PoliceUkLoad.Load([Path.Combine(late, name), Path.Combine(early, name)], null);
        var alone = PoliceUkLoad.Load([Path.Combine(late, name)], null);

        Assert.Equal(changed, inOrder.Counts.Updated);
        Assert.Equal(0, inOrder.Counts.Withdrawn);
        Assert.Equal(alone.Incidents.Count, inOrder.Incidents.Count);
        Assert.Equal(alone.Counts.Unlocated, inOrder.Counts.Unlocated);
        Assert.Equal(inOrder.Counts, reversed.Counts);
        Assert.Equal(alone.Incidents.Easting.Order(), inOrder.Incidents.Easting.Order());
    }

    [SharedDataFact("data/boundaries/police_force_areas_2016.geojson.gz")]
    public void CityOfLondon_BoundaryOfTheForce_LeavesTheRowsOutsideElsewhere()
    {
        var folder = Folder("city-of-london");
        var file = SharedData.Path("data/boundaries/police_force_areas_2016.geojson.gz");
        var city = StudyArea.Of([.. BoundaryFile.Read(file).Where(a => a.Name.Contains("London, City of", StringComparison.Ordinal) || a.Name.StartsWith("City of London", StringComparison.Ordinal))], "City of London");

        var load = PoliceUkLoad.Load([folder], city);

        Assert.Equal(load.Counts.Read, load.Counts.InArea + load.Counts.Unlocated + load.Counts.Elsewhere + load.Counts.Rejected);
        Assert.InRange((double)load.Counts.Elsewhere / (load.Counts.Elsewhere + load.Counts.InArea), 0.060, 0.070);
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void Rotherham_MissingMonth_IsNamedAndNotHeld()
    {
        var load = Load("south-yorkshire-rotherham-only");

        Assert.Equal(89_947, load.Counts.Read);
        Assert.False(load.Months.Holds(new Month(2019, 7)));
        Assert.Contains(load.Notices, n => n.Contains("2019-07", StringComparison.Ordinal));
    }

    [SharedDataFact("data/police/south-yorkshire-rotherham-only")]
    public void SouthYorkshire_PartOfAMonthAndTheWholeOfIt_InEitherOrder_LoseNothing()
    {
        var part = Folder("south-yorkshire-rotherham-only");
        var whole = Folder("south-yorkshire-whole-force");
        var name = "2019-03-south-yorkshire-street.csv.gz";

        var wholeLast = PoliceUkLoad.Load([Path.Combine(part, name), Path.Combine(whole, name)], null);
        var wholeFirst = PoliceUkLoad.Load([Path.Combine(whole, name), Path.Combine(part, name)], null);

        Assert.Equal(15_259, wholeLast.Counts.InArea + wholeLast.Counts.Unlocated);
        Assert.Equal(15_259, wholeFirst.Counts.InArea + wholeFirst.Counts.Unlocated);
        Assert.Equal(656, wholeLast.Counts.Unlocated);
        Assert.Equal(0, wholeFirst.Counts.Withdrawn);
    }

    [SharedDataFact("data/police/city-of-london")]
    public void ChangePointOfTheCity_MarchAndApril2020_HaveTheirCounts()
    {
        var load = Load("city-of-london");

        int Rows(Month month) => load.Incidents.Month.Concat(load.Unplaced.Month).Count(m => m == month.Number);
        Assert.Equal(605, Rows(new Month(2020, 3)));
        Assert.Equal(236, Rows(new Month(2020, 4)));
    }

    [SharedDataFact("data/police/metropolitan-stop-and-search")]
    public void StopAndSearchAlone_IsRefusedWithItsReason()
    {
        var folder = Folder("metropolitan-stop-and-search");

        var refusal = Assert.Throws<Concordat.Partnership.Files.FileProblemException>(() => PoliceUkLoad.Load([folder], null));

        Assert.Contains("no street file", refusal.Message, StringComparison.Ordinal);
    }

    [SharedDataFact("data/police/city-of-london-outcomes")]
    public void OutcomesFile_IsRecognisedAndLeftOut()
    {
        var outcomes = Folder("city-of-london-outcomes");
        var street = Folder("south-yorkshire-whole-force");

        var load = PoliceUkLoad.Load([outcomes, street], null);

        Assert.Equal(15_259, load.Counts.Read);
        Assert.Contains(load.Notices, n => n.StartsWith("1 outcomes file was left out", StringComparison.Ordinal));
    }
}
