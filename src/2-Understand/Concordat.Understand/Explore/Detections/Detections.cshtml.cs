using System.Globalization;
using Concordat.Documents.Charts;
using Concordat.Documents.Csv;
using Concordat.Documents.Model;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Site;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Explore.Kept;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Explore.Detections;

/// <summary>The share of recorded crimes with a detection: by year, force and ward, from the outcomes that police.uk publishes.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class DetectionsModel(IncidentQuery incidents, StudyAreas areas, ISmallNumbers smallNumbers, AuditLog audit) : PageModel
{
    public IncidentFilter Filter { get; private set; } = new();

    /// <summary>All crimes of the filter; null where none is held.</summary>
    public DetectionRecord? Whole { get; private set; }
    public IReadOnlyList<DetectionRecord> Forces { get; private set; } = [];

    /// <summary>Empty where one area was asked for, or no wards are held.</summary>
    public IReadOnlyList<DetectionRecord> Wards { get; private set; } = [];

    /// <summary>Fewest crimes that a share is given of.</summary>
    public int FewestForShare { get; private set; }

    /// <summary>The year by which wards are set side by side: the latest ripe one, or the latest where none is.</summary>
    public int WardYear => (Whole!.Years.LastOrDefault(y => y.IsRipe) ?? Whole.Years[^1]).Year;

    public string Title => KeptViews.Title(Filter);
    public string DownloadUrl => $"/understand/explore/detections{(Filter.Query.Length > 0 ? Filter.Query + "&" : "?")}handler=Download";

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>Every year of all, of each force and of each ward as a file to keep.</summary>
    public async Task<IActionResult> OnGetDownloadAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Whole is not { } whole) return NotFound();
        await audit.RecordAsync(AuditAction.Disclose, "detections", Filter.RecordsUrl, new { format = "csv", crimes = whole.Years.Sum(y => y.Crimes) }, cancellation);
        var rows = Rows("All", [whole]).Concat(Rows("Force", Forces)).Concat(Rows("Ward", Wards));
        return File(CsvTableWriter.ToBytes([new("Kind"), new("Name"), new("Year"), new("Months held", ColumnKind.Number), new("Crimes", ColumnKind.Number), new("Primary detections", ColumnKind.Number), new("Dealt with in another case", ColumnKind.Number),
            new("Closed without", ColumnKind.Number), new("Not yet known", ColumnKind.Number), new("Not known", ColumnKind.Number), new("Share, %", ColumnKind.Number), new("95% from", ColumnKind.Number), new("95% to", ColumnKind.Number), new("Outcomes still to come"), new("List of outcomes")], rows),
            "text/csv", "detections.csv");
    }

    public SvgContent Drawing(int width) => SvgContent.FromDrawing(ChartSvg.Draw(new ColumnChart
    {
        Title = "Share of recorded crimes with a primary detection",
        Description = Whole!.Trend(FewestForShare),
        SeriesName = "Share, %",
        LabelName = "Year",
        BandName = "95% range",
        Decimals = 1,
        Points = [.. Whole.Years.Select(y => new ChartPoint(Mark(y), Percent(y)?.Share, Percent(y)?.Low, Percent(y)?.High))],
    }, width));

    /// <summary>The year, with a star where outcomes are still to come.</summary>
    public static string Mark(DetectionYear y) => y.Year.ToString(CultureInfo.InvariantCulture) + (y.IsYoung ? "*" : "");

    public static string Words(Detection meaning) => meaning switch
    {
        Detection.Primary => "Primary detection",
        Detection.Secondary => "Secondary detection",
        Detection.None => "Not detected",
        Detection.Open => "Not yet known",
        _ => "Not known",
    };

    public (double Share, double Low, double High)? Percent(DetectionYear y) => y.Share(FewestForShare) is { } s ? (100 * s.Share, 100 * s.Low, 100 * s.High) : null;

    IEnumerable<IReadOnlyList<Cell>> Rows(string kind, IEnumerable<DetectionRecord> records) => records.SelectMany(r => r.Years.Select(y => (IReadOnlyList<Cell>)
        [Cell.Of(kind), Cell.Of(r.Name), Cell.Of(y.Year.ToString(CultureInfo.InvariantCulture)), Cell.Of(y.Months), Cell.Of(y.Crimes), Cell.Of(y.Primary), Cell.Of(y.Secondary), Cell.Of(y.None), Cell.Of(y.Open), Cell.Of(y.Unknown),
        Cell.Of(Percent(y)?.Share, 1), Cell.Of(Percent(y)?.Low, 1), Cell.Of(Percent(y)?.High, 1), Cell.Of(y.IsYoung ? "yes" : "no"), Cell.Of(FormattableString.Invariant($"version {OutcomeWords.Version}, {OutcomeWords.AsAt:yyyy-MM-dd}"))]));

    async Task LoadAsync(CancellationToken cancellation)
    {
        Filter = IncidentFilter.FromQuery(Request.Query);
        var open = await incidents.OpenMonthsAsync(cancellation);
        if (open.Months is not [.., var latest]) return;
        var wards = Filter.AreaId is null ? await areas.WardsAsync(cancellation) : [];
        var counts = await incidents.OutcomesAsync(Filter, [.. wards.Select(w => w.Id)], cancellation);
        var all = counts.Where(c => c.AreaId is null).ToList();
        if (all.Count == 0) return;
        FewestForShare = await smallNumbers.RateBaseAsync(cancellation);
        IReadOnlyList<Month> held = [.. open.Months.Where(m => (Filter.From is not { } from || m >= from) && (Filter.To is not { } to || m <= to))];
        DetectionRecord Of(string name, IEnumerable<OutcomeCount> some) => DetectionRecord.Of(name, some, held, latest);
        Whole = Of("All", all);
        Forces = [.. all.GroupBy(c => c.Supplier).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Of(g.Key, g))];
        var byWard = counts.ToLookup(c => c.AreaId);
        Wards = [.. wards.Where(w => byWard.Contains(w.Id)).Select(w => Of(w.Name, byWard[w.Id]) with { AreaId = w.Id })];
    }
}
