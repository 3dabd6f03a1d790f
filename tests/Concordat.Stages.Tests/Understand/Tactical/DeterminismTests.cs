using Concordat.Understand.Tactical.Engine;

namespace Concordat.Stages.Tests.Understand.Tactical;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Assessment_RowsInAnotherOrder_GivesTheSameBytes(int seed)
    {
        var town = new SmallTown().Scattered(30, "burglary", "2026-09").Scattered(36, "burglary", "2026-10")
            .With(12, "burglary", "2026-10", 5_100, 5_100, "On or near High Street").With(12, "burglary", "2026-10", 5_180, 5_120, "On or near Mill Lane")
            .With(9, "drugs", "2026-10", 5_200, 5_200).With(9, "drugs", "2026-09", 5_200, 5_200, "On or near Hospital").With(2, "burglary", "2026-08", 5_100, 5_100);
        var input = town.Input("2026-10");
        var order = Enumerable.Range(0, input.Incidents.Count).ToArray();
        new Random(seed).Shuffle(order);
        var rows = input.Incidents;
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

        Assert.Equal(TacticalJson.Write(TacticalAssessor.Assess(input)), TacticalJson.Write(TacticalAssessor.Assess(shuffled)));
    }
}
