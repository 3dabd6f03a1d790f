using System.Globalization;
using System.Text;
using Concordat.Documents.Charts;
using Concordat.Documents.Csv;
using Concordat.Documents.Html;
using Concordat.Documents.Maps;
using Concordat.Documents.Model;
using Concordat.Documents.Xlsx;
using Concordat.Partnership;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Disorder;
using Concordat.Understand.Explore.AtRisk;
using Concordat.Understand.Explore.Views;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore;

/// <summary>Counts, change, months, hours and places of whatever the filter says; every figure opens to its records.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ExploreModel(Explorer explorer, IncidentQuery incidents, StudyAreas areas, DisorderDesk disorder, KnownShares known, ConcordatDb db, Session session, AuditLog audit, TimeProvider clock) : PageModel
{
    public ExploreData? Data { get; private set; }
    public IncidentFilter Filter { get; private set; } = new();
    public IReadOnlyList<(int Id, string Name, string Layer)> Areas { get; private set; } = [];

    /// <summary>How many months to the latest, as a saved view that moves with the months asks; null for as many as the page shows.</summary>
    [FromQuery(Name = "months")] public string? LatestMonths { get; set; }

    /// <summary>All months held, the latest first.</summary>
    public IReadOnlyList<Month> Months { get; private set; } = [];

    /// <summary>The partnership's own definitions that are in force or were.</summary>
    public IReadOnlyList<Defined> Definitions { get; private set; } = [];

    /// <summary>The definition and version by which the view counts; null where it counts by themes as they are.</summary>
    public (Defined Defined, DisorderVersion Version)? Own { get; private set; }

    /// <summary>What is held and missing of victims in the themes looked at.</summary>
    public IReadOnlyList<GroupEvidence> Victims { get; private set; } = [];

    /// <summary>What is known of offenders in the themes looked at: sentences of the strategic assessment in force.</summary>
    public IReadOnlyList<string> Offenders { get; private set; } = [];

    public string Title => Own?.Defined.Definition.Name ?? (Filter.Themes is [var one] ? ThemeList.Find(one)!.Name : Filter.Themes.Count == 0 ? "All themes" : $"{Filter.Themes.Count} themes together");
    public string AreaName => Areas.FirstOrDefault(a => a.Id == Filter.AreaId).Name ?? $"All of {Data?.Map?.AreaName ?? "the area"}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Definitions = [.. (await disorder.AllAsync(cancellation)).Where(d => d.Versions.Any(v => v.FromOn is not null))];
        if (Wanted() is { } version) return Redirect("/understand/explore" + (IncidentFilter.FromQuery(Request.Query) with { Themes = version.Themes, Sets = version.Sets }).Query);
        await LoadAsync(cancellation);
        Areas = await areas.ChoicesAsync(cancellation);
        var held = await incidents.HeldAsync(cancellation);
        Months = [.. held.All.Months.Reverse()];
        await SidesAsync(held, cancellation);
        return Page();
    }

    // The definition that was chosen, by the version of the last month looked at; the first where none was in force yet.
    DisorderVersion? Wanted()
    {
        if (!Guid.TryParse(Request.Query["definition"], out var id) || Definitions.FirstOrDefault(d => d.Definition.Id == id) is not { } defined) return null;
        return defined.On(Month.TryParse(Request.Query["to"].ToString(), out var to) ? to.LastDay : London.Today(clock)) ?? defined.Versions.Where(v => v.FromOn is not null).MinBy(v => v.FromOn);
    }

    async Task SidesAsync(SetsHeld held, CancellationToken cancellation)
    {
        var themes = ThemeList.All.Where(t => (Filter.Themes.Count == 0 || Filter.Themes.Contains(t.Key)) && held.Of(t.Key).Months.Count > 0).ToList();
        Victims = [.. themes.Select(t => GroupEvidence.Of(t.Key, t.Name))];
        var shares = await known.ReadAsync(cancellation);
        Offenders = [.. themes.Where(t => shares.ContainsKey(t.Key)).Select(t => shares[t.Key])];
    }

    /// <summary>The figures of the page as a file to keep.</summary>
    public async Task<IActionResult> OnGetDownloadAsync(string? format, CancellationToken cancellation)
    {
        Definitions = await disorder.AllAsync(cancellation);
        await LoadAsync(cancellation);
        if (Data is null || format is not ("csv" or "xlsx")) return NotFound();
        var partnership = await db.Set<CommunitySafetyPartnership>().AsNoTracking().SingleAsync(p => p.Id == session.Partnership, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "explore", Filter.RecordsUrl, new { format, records = Data.Summary.Placed }, cancellation);
        var name = $"explore-{Data.Filter.From}-to-{Data.Month}.{format}";
        if (format == "csv")
        {
            using var text = new StringWriter(CultureInfo.InvariantCulture);
            var months = MonthTable(Data);
            CsvTableWriter.Write(months.Columns, months.Rows.Select(r => r.Cells), text);
            return File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", name);
        }
        using var stream = new MemoryStream();
        XlsxWriter.Write(ExploreWorkbook.Of(Data, Title, partnership, session.DisplayName, MonthTable(Data)), stream);
        return File(stream.ToArray(), XlsxWriter.MediaType, name);
    }

    /// <summary>The squares and spots for the map that moves.</summary>
    public async Task<IActionResult> OnGetMapAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Data?.Map is { } map ? new JsonResult(ExploreMapJson.Of(map, Data.FewestShown)) : NotFound();
    }

    /// <summary>The same page with other words after the question mark.</summary>
    public string Link(string handler, string? more = null) =>
        $"/understand/explore?handler={handler}{(Filter.RecordsUrl.Split('?') is [_, var query] ? "&" + query : "")}{more}";

    /// <summary>A figure as people read it: of controlled sets none and few look alike.</summary>
    public string Figure(int count) => ShownFigure.Words(count, Data!.FewestShown);

    public string RecordsUrl(Month month) => (Filter with { From = month, To = month }).RecordsUrl;

    public string RecordsUrl(HotSpot spot)
    {
        var evidence = new FindingEvidence(EvidenceKind.HotSpotMap, spot.Theme, Data!.Map!.HotSpots.HotSpots.ToList().IndexOf(spot), Data.Month, spot.Count, "");
        return (Filter with { From = Data.Month, To = Data.Month, Squares = Tactical.Assessment.FindingRecords.Squares(evidence, Data.Map.Drawn) }).RecordsUrl;
    }

    /// <summary>The width of the column beside the filter, so that drawings fill it and keep the size of their words.</summary>
    public const int ChartWidth = 920;

    public static SvgContent Drawing(Chart chart, int width) => SvgContent.FromDrawing(ChartSvg.Draw(chart, width));

    public static IHtmlContent Table(Chart chart) =>
        new HtmlString(HtmlFragment.Render([ChartTable.From(chart)], new() { NumbersCaptions = false, TableClass = "c-table c-table--dense", HiddenClass = "govuk-visually-hidden" }));

    public SvgContent MapDrawing() => SvgContent.FromDrawing(MapSvg.Draw(
        HotSpotDrawing.Map(Data!.Map!.Drawn, Data.Map.HotSpots.HotSpots, Data.Map.BaseMap, $"Hot spots of {Data.Noun}", MapWords()), 560, 470));

    public string MapWords() => Data!.Map!.HotSpots switch
    {
        { WasMapped: false } => $"A map of hot spots needs at least {Data.Map.Drawn.Method.Settings.FewestForMap} records in the month. Widen the themes or the area.",
        { HotSpots.Count: 0 } => "No square stands out.",
        { HotSpots: [var first, ..] } spots => $"{Words.Capital(Words.Small(spots.HotSpots.Count))} hot {(spots.HotSpots.Count == 1 ? "spot" : "spots")}, the largest at {Words.Inside(first.Name)}.",
        _ => "",
    };

    async Task LoadAsync(CancellationToken cancellation)
    {
        Filter = IncidentFilter.FromQuery(Request.Query);
        Data = await explorer.LookAsync(Filter, cancellation, months: SavedView.ReadMonths(LatestMonths));
        if (Data is null) return;
        Filter = Data.Filter;
        var counting = Definitions.SelectMany(d => d.Versions.Where(v => v.FromOn is not null && v.Counts(Filter)).Select(v => (d, v))).OrderByDescending(o => o.v.FromOn).ToList();
        // Of versions that count alike the one that held in the last month is named.
        if (counting.Count > 0) Own = counting.Find(o => o.v.FromOn <= Data.Month.LastDay) is { v: not null } then ? then : counting[^1];
    }

    internal static TableBlock MonthTable(ExploreData data) => new()
    {
        Caption = $"{Words.Capital(data.Noun)} each month",
        Columns = [new("Month"), new("Records", ColumnKind.Number), new("No signal from", ColumnKind.Number), new("No signal to", ColumnKind.Number)],
        Rows = [.. data.Chart().Points.Select(p => new TableRow(p.FullLabel, Cell.Of(p.Value), Cell.Of(p.Lower), Cell.Of(p.Upper)))],
        Note = data.FewestShown > 0
            ? $"A dash means missing at source, too few for a range, or fewer than {data.FewestShown} of partners' records, which are not shown."
            : "A dash means missing at source, or too few for a range. It never means none.",
    };
}
