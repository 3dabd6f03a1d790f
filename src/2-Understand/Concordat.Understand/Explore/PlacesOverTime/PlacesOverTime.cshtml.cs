using Concordat.CrimePatterns.Concentration;
using Concordat.Documents.Maps;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Components;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Tactical.Paper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Explore.PlacesOverTime;

/// <summary>Where the view's records stood out month by month, which places last, and the smooth surface of them all.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class PlacesOverTimeModel(PlaceHistories histories) : PageModel
{
    public IncidentFilter Filter { get; private set; } = new();

    /// <summary>Null where no boundary or month is held.</summary>
    public PlacesLook? Look { get; private set; }
    public string Title => KeptViews.Title(Filter);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Filter = IncidentFilter.FromQuery(Request.Query);
        Look = await histories.LookAsync(Filter, cancellation);
    }

    /// <summary>Strength on the map of a class: those that last are darkest, those that have gone lightest.</summary>
    public static int Level(HotspotClass c) => c switch
    {
        HotspotClass.Intensifying or HotspotClass.Persistent => 3,
        HotspotClass.Consecutive or HotspotClass.Diminishing => 2,
        HotspotClass.New or HotspotClass.Sporadic => 1,
        _ => 0,
    };

    public SvgContent HistoryDrawing() => Drawing("Places over time", HistoryWords(),
        [.. Look!.Groups.SelectMany(g => g.Cells.Select(c => (c, Level(g.Class), g.Class == HotspotClass.New)))],
        MapLegend.Strength("What the months amount to", ["gone, or on and off before", "new, or on and off", "several months on end, or fading", "lasting or growing"], "new in the last month"));

    public SvgContent SurfaceDrawing()
    {
        var most = Look!.Surface.Count > 0 ? Look.Surface[0].Density : 1;
        return Drawing("Surface of records", SurfaceWords(), [.. Look.Surface.Where(c => c.Density >= most / 8).Select(c => (c.Cell, Math.Min(3, (int)(c.Density / most * 4)), false))],
            MapLegend.Strength("Records for each square kilometre", [.. Enumerable.Range(0, 4).Select(i => $"{(i == 0 ? most / 8 : most * i / 4):0} to {most * (i + 1) / 4:0}")]));
    }

    public string HistoryWords() => Look!.Groups.Count(g => g.Class is HotspotClass.Intensifying or HotspotClass.Persistent) switch
    {
        0 => "No place stands out in nearly every month.",
        1 => $"{Look.Groups[0].Name} stands out in nearly every month.",
        var n => $"{n} places stand out in nearly every month, first {Look.Groups[0].Name}.",
    };

    public string SurfaceWords() => Look!.Surface.FirstOrDefault(c => c.Name is not null) is { } top ? $"Records gather most around {top.Name}." : Look.Surface.Count > 0 ? "No place has the most records by itself." : "There is nothing to draw.";

    SvgContent Drawing(string title, string words, IReadOnlyList<(int Cell, int Level, bool IsNew)> cells, MapLegend legend)
    {
        var grid = Look!.Area.Cells.Grid;
        return SvgContent.FromDrawing(MapSvg.Draw(new()
        {
            Title = title,
            Description = words,
            Extent = Look.Area.BaseMap.Extent(),
            Layers = HotSpotDrawing.Layers([], new(grid.OriginX, grid.OriginY), grid.CellSize, Look.Area.BaseMap),
            CellSizeMetres = grid.CellSize,
            Cells = [.. cells.Select(c => new MapCell(new(grid.OriginX + c.Cell % grid.Columns * grid.CellSize, grid.OriginY + c.Cell / grid.Columns * grid.CellSize), c.Level, c.IsNew))],
            Legend = legend,
        }, 560, 470));
    }

    public static string Words(HotspotClass c) => c switch
    {
        HotspotClass.New => "New",
        HotspotClass.Consecutive => "Several months on end",
        HotspotClass.Intensifying => "Lasting and growing",
        HotspotClass.Persistent => "Lasting",
        HotspotClass.Diminishing => "Lasting and fading",
        HotspotClass.Sporadic => "On and off",
        HotspotClass.Historical => "Gone after lasting",
        _ => "Gone",
    };
}
