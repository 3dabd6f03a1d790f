using Concordat.Partnership.Areas;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Tactical.Engine;
using NetTopologySuite.Geometries;

namespace Concordat.Stages.Tests.Understand.Tactical;

/// <summary>A square town of ten by ten kilometres with incidents put where a test wants them.</summary>
internal sealed class SmallTown
{
    public const double West = 400_000, South = 300_000, Side = 10_000;

    readonly List<(byte Theme, int Month, double Easting, double Northing, string? Place)> _rows = [];
    readonly HashSet<Month> _held = [];

    public StudyArea Area { get; } = StudyArea.Of([new AreaBoundary("Smalltown", null, Square())], "Smalltown");

    public SmallTown Holding(params string[] months)
    {
        foreach (var month in months) _held.Add(Month.Parse(month));
        return this;
    }

    public SmallTown With(int count, string theme, string month, double east = 0, double north = 0, string? place = "On or near Mill Lane")
    {
        for (var i = 0; i < count; i++) _rows.Add(((byte)ThemeList.IndexOf(theme), Month.Parse(month).Number, West + east, South + north, place));
        return Holding(month);
    }

    /// <summary>One incident in each of so many squares, far apart, so that none stands out.</summary>
    public SmallTown Scattered(int count, string theme, string month)
    {
        for (var i = 0; i < count; i++) With(1, theme, month, 625 + i % 6 * 1500, 625 + i / 6 * 1500, "On or near Long Road");
        return this;
    }

    public TacticalInput Input(string month, params string[] priorities)
    {
        string[] places = [.. _rows.Select(r => r.Place).OfType<string>().Distinct()];
        return new()
        {
            Area = Area,
            Incidents = new()
            {
                Count = _rows.Count,
                Theme = [.. _rows.Select(r => r.Theme)],
                Month = [.. _rows.Select(r => r.Month)],
                Easting = [.. _rows.Select(r => r.Easting)],
                Northing = [.. _rows.Select(r => r.Northing)],
                Place = [.. _rows.Select(r => r.Place is { } p ? Array.IndexOf(places, p) : -1)],
                Places = places,
            },
            Held = new([.. _held.Order()]),
            Month = Month.Parse(month),
            Priorities = [.. priorities.Select(p => new AssessedPriority(ThemeList.Find(p)!))],
            Records = new(_rows.Count, _rows.Count, 0, 0, 0),
            Version = "test",
        };
    }

    public TacticalResult Assess(string month, params string[] priorities) => TacticalAssessor.Assess(Input(month, priorities));

    static MultiPolygon Square()
    {
        var f = new GeometryFactory();
        return f.CreateMultiPolygon([f.CreatePolygon([new(West, South), new(West + Side, South), new(West + Side, South + Side), new(West, South + Side), new(West, South)])]);
    }
}
