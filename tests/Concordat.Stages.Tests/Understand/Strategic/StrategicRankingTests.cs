using Concordat.Documents.Model;
using Concordat.Share.Incidents.Contracts;
using Concordat.Stages.Tests.Understand.Tactical;
using Concordat.Understand.Strategic.Engine;
using static Concordat.Stages.Tests.Understand.Strategic.StrategicTown;

namespace Concordat.Stages.Tests.Understand.Strategic;

/// <summary>The matrix, its sensitivity, and the four structures.</summary>
public sealed class StrategicRankingTests
{
    static SmallTown Town() => new SmallTown()
        .Counting("violence-and-sexual-offences", [.. Level(100, 36), .. Level(150, 12, 36)])
        .Counting("burglary", Level(60, 48), 2_000).Counting("bicycle-theft", Level(10, 48), 8_000).Counting("drugs", Level(30, 48), 3_000).Counting("shoplifting", Level(45, 48), 7_000);

    [Fact]
    public void Ranking_HandWorked_GivesTheScores()
    {
        var result = Town().Over("2024-12").Assessed();

        var first = result.Issues[0];
        Assert.Equal("violence-and-sexual-offences", first.Theme);
        Assert.Equal(["harm", "volume", "change", "outlook", "places"], result.Matrix.Criteria.Select(c => c.Key));
        Assert.Equal((5, 5, 5), (first.Scores[0], first.Scores[1], first.Scores[2]));
        Assert.Equal(result.Matrix.Criteria.Zip(first.Scores, (c, s) => c.Weight * s).Sum() / 100, first.Total, 10);
        // Three of five: never more than half of the issues.
        Assert.Equal(3, result.TopN);
        Assert.Equal([1, 2, 3, 4, 5], result.Issues.Select(i => i.Rank));
        Assert.Equal("bicycle-theft", result.Issues[^1].Theme);
    }

    [Fact]
    public void Sensitivity_SameSeed_IsTheSame_AndItsSharesAddUp()
    {
        var input = Town().Over("2024-12");
        var (one, again, other) = (input.Assessed(), input.Assessed(), (input with { Seed = 2 }).Assessed());

        Assert.Equal(one.Issues.Select(i => i.TopShare), again.Issues.Select(i => i.TopShare));
        Assert.Equal(one.TopN, one.Issues.Sum(i => i.TopShare), 9);
        Assert.Equal(one.Issues.Select(i => i.Rank), other.Issues.Select(i => i.Rank));
        Assert.Equal((1.0, "firm"), (one.Issues[0].TopShare, one.Issues[0].Standing));
        Assert.All(one.Issues, i => Assert.InRange(i.Rank, i.BestRank, i.WorstRank));
    }

    [Fact]
    public void Matrix_OfOnesOwn_TurnsTheOrder()
    {
        var input = Town().Over("2024-12");
        var onlyHarm = input with
        {
            Matrix = new([.. RiskMatrix.Standard.Criteria.Select(c => c with { Weight = c.Key == "harm" ? 1 : 0 })], new Dictionary<string, int> { ["bicycle-theft"] = 5, ["burglary"] = 1 }),
        };

        Assert.Equal("bicycle-theft", onlyHarm.Assessed().Issues[0].Theme);
        Assert.Equal("burglary", onlyHarm.Assessed().Issues[^1].Theme);
    }

    [Theory]
    [InlineData(StrategicStructure.CrimeType)]
    [InlineData(StrategicStructure.Priorities)]
    [InlineData(StrategicStructure.Supplier)]
    [InlineData(StrategicStructure.Problem)]
    public void Structure_HoldsEveryFindingOnce_Unchanged(StrategicStructure structure)
    {
        var result = (Town().Over("2024-12") with { Priorities = [Partnership.Themes.ThemeList.Find("drugs")!, Partnership.Themes.ThemeList.Find("robbery")!] }).Assessed();
        var findings = StrategicFindingWriter.Write(result);

        var told = Structures.Arrange(result, findings, structure).SelectMany(c => c.Findings).ToList();

        Assert.Equal(findings.OrderBy(f => f.Id, StringComparer.Ordinal), told.OrderBy(f => f.Id, StringComparer.Ordinal));
        Assert.Equal(findings.Count, findings.Select(f => f.Id).Distinct().Count());
    }

    [Fact]
    public void Structures_DifferInTheirChapters()
    {
        var result = (Town().Over("2024-12") with { Priorities = [Partnership.Themes.ThemeList.Find("drugs")!] }).Assessed();
        var findings = StrategicFindingWriter.Write(result);
        string[] Headings(StrategicStructure structure) => [.. Structures.Arrange(result, findings, structure).Select(c => c.Heading)];

        Assert.Equal("Violence and sexual offences", Headings(StrategicStructure.CrimeType)[1]);
        Assert.Equal(["The area as a whole", "Drugs", "Issues outside the present priorities"], Headings(StrategicStructure.Priorities));
        Assert.Equal(["From the police"], Headings(StrategicStructure.Supplier));
        Assert.Equal(["The area as a whole", "Offenders", "Victims", "Locations"], Headings(StrategicStructure.Problem));
    }

    [Fact]
    public void Parts_WithoutAPlan_NameTheEmptyOne()
    {
        var input = Town().Over("2024-12");
        var result = input.Assessed();

        Assert.Equal(StrategicPart.LastYear, Assert.Single(PartState.Of(result, StrategicFindingWriter.Write(result)), p => p.IsEmpty).Part);
        var planned = (input with { Plan = [new("Racks at the station", PlanOutcome.Done, "")] }).Assessed();
        Assert.DoesNotContain(PartState.Of(planned, StrategicFindingWriter.Write(planned)), p => p.IsEmpty);
    }

    [Fact]
    public void RowsInAnotherOrder_GiveTheSameBytes()
    {
        var input = Town().Scattered(60, "burglary", "2024-12").With(40, "burglary", "2024-11", 5_100, 5_100, "On or near High Street").Over("2024-12");
        var rows = input.Incidents;
        var order = Enumerable.Range(0, rows.Count).ToArray();
        new Random(7).Shuffle(order);
        var shuffled = input with
        {
            Incidents = new()
            {
                Count = rows.Count,
                Theme = [.. order.Select(i => rows.Theme[i])],
                Month = [.. order.Select(i => rows.Month[i])],
                Easting = [.. order.Select(i => rows.Easting[i])],
                Northing = [.. order.Select(i => rows.Northing[i])],
                Place = [.. order.Select(i => rows.Place[i])],
                Places = rows.Places,
            },
        };

        Assert.Equal(Bytes(input), Bytes(shuffled));
        static byte[] Bytes(StrategicInput i)
        {
            var result = i.Assessed();
            return StrategicJson.Write(result, StrategicFindingWriter.Write(result), StrategicStructure.CrimeType, 1);
        }
    }

    [Fact]
    public void ControlledRecords_SmallFiguresOfPlacesAndSquares_AreNotTold()
    {
        var town = new SmallTown();
        for (var i = 0; i < 36; i++)
        {
            var month = From.AddMonths(i).ToString();
            town.Scattered(36, "burglary", month).With(3, "burglary", month, 2_900, 2_900, "On or near Old Street");
            if (i is 23 or 30) town.With(2, "burglary", month, 8_900, 8_900, "On or near New Street");
        }
        var open = town.Over("2023-12").Assessed();
        var hidden = (town.Over("2023-12") with { FewestShown = 40 }).Assessed();
        var middle = town.Over("2023-12");
        middle = middle with { Incidents = AllMiddles(middle.Incidents) };

        Assert.Contains(open.Themes.SelectMany(t => t.Spots), s => s.Cells.Any(c => c.Count > 0));
        Assert.Contains(open.RepeatPlaces, p => p.Count < 40);
        Assert.All(hidden.Themes.SelectMany(t => t.Spots), s =>
        {
            Assert.True(s.Count >= 40 && s.Now is null or >= 40 or 0 && s.Before is null or >= 40 or 0);
            Assert.All(s.Cells, c => Assert.Equal(0, c.Count));
        });
        Assert.All(hidden.RepeatPlaces, p => Assert.True(p.Count >= 40));
        Assert.Empty(middle.Assessed().RepeatPlaces);
    }

    static IncidentColumns AllMiddles(IncidentColumns rows) => new()
    {
        Count = rows.Count,
        Theme = rows.Theme,
        Month = rows.Month,
        Easting = rows.Easting,
        Northing = rows.Northing,
        Place = rows.Place,
        Places = rows.Places,
        IsMiddle = [.. rows.Theme.Select(_ => true)],
    };

    [Fact]
    public void HotSpot_ThatBeganThisYear_Emerges_AndOneOfAllYearsLasts()
    {
        var town = new SmallTown();
        for (var i = 0; i < 36; i++)
        {
            var month = From.AddMonths(i).ToString();
            town.Scattered(36, "burglary", month).With(12, "burglary", month, 2_900, 2_900, "On or near Old Street");
            if (i >= 30) town.With(12, "burglary", month, 8_900, 8_900, "On or near New Street");
        }

        var spots = town.Over("2023-12").Assessed().Of("burglary").Spots;

        Assert.Equal(["Old Street", "New Street"], spots.Select(s => s.Name));
        Assert.Equal((12, 12, true), (spots[0].HotQuarters, spots[0].JudgedQuarters, spots[0].Lasts));
        Assert.Equal((2, "Emerging", true), (spots[1].HotQuarters, spots[1].HistoryWords, spots[1].Emerges));
        Assert.Equal((144, 144, 144), (spots[0].Count, spots[0].Now!.Value, spots[0].Before!.Value));
    }
}
