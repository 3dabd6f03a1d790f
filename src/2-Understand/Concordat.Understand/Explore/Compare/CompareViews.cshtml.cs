using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Explore.Kept;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Tactical.Engine;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Explore.Compare;

/// <summary>The view beside another period and another area, and its season.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class CompareViewsModel(ExploreCriteria criteria, Comparing comparing, StudyAreas areas, IncidentQuery incidents, SeriesBreaks known, SeriesMarks marks) : PageModel
{
    /// <summary>First and last month of the other period, as 2025-10; the same months a year earlier where nothing is given.</summary>
    [FromQuery(Name = "other-from")] public string? OtherFrom { get; set; }
    [FromQuery(Name = "other-to")] public string? OtherTo { get; set; }

    /// <summary>The other area; the whole area where nothing is given.</summary>
    [FromQuery(Name = "other-area")] public int? OtherArea { get; set; }

    public IncidentFilter Filter { get; private set; } = new();
    public IReadOnlyList<Month> Months { get; private set; } = [];
    public IReadOnlyList<(int Id, string Name, string Layer)> Areas { get; private set; } = [];
    public (Month From, Month To) Other { get; private set; }
    public Comparison? Periods { get; private set; }

    /// <summary>Null where no two areas are chosen.</summary>
    public Comparison? AreasCompared { get; private set; }

    /// <summary>Usual distance from the trend of each month of the year, January first; null without a trend.</summary>
    public TrendReport? Trend { get; private set; }
    /// <summary>Where the months looked at are not counted alike, a sentence each.</summary>
    public IReadOnlyList<string> Marks { get; private set; } = [];
    public string Noun { get; private set; } = "records";
    public string Title => KeptViews.Title(Filter);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var asked = IncidentFilter.FromQuery(Request.Query);
        if (await criteria.ReadAsync(asked, cancellation) is not { } found) return Redirect("/understand/explore");
        (Filter, Noun, Months) = (found.Filter, found.Noun, [.. found.Sets.All.Months.Reverse()]);
        Areas = await areas.ChoicesAsync(cancellation);
        var (from, to) = (Filter.From!.Value, Filter.To!.Value);
        Other = (Read(OtherFrom) ?? from.AddMonths(-12), Read(OtherTo) ?? to.AddMonths(-12));
        if (Other.From > Other.To) Other = (Other.To, Other.From);
        var breaks = (await known.ReadAsync(cancellation)).Of(Filter.Themes);
        var (first, last) = (from < Other.From ? from : Other.From, to > Other.To ? to : Other.To);
        Marks = await marks.OfAsync(found with { Filter = Filter with { From = first, To = last } }, cancellation);
        Periods = await comparing.OfAsync(found.Sets, (Span(from, to), Filter), (Span(Other.From, Other.To), Filter with { From = Other.From, To = Other.To }), breaks.Between(first, last), cancellation);
        if (Filter.AreaId is { } id && id != OtherArea)
            AreasCompared = await comparing.OfAsync(found.Sets, (NameOf(id), Filter), (OtherArea is { } other ? NameOf(other) : "the whole area", Filter with { AreaId = OtherArea }), null, cancellation);
        Trend = TrendReport.Of(ThemeHistory.Of(Filter.Themes is [var one] ? one : "", await SeriesAsync(found, cancellation), breaks));
        return Page();
    }

    async Task<IReadOnlyList<MonthCount>> SeriesAsync(Criteria found, CancellationToken cancellation)
    {
        var counts = (await incidents.SummariseAsync(Filter with { From = null }, cancellation)).AllMonths.ToDictionary(m => m.Month, m => m.Count);
        if (found.Sets.All.Months.FirstOrDefault(m => m <= found.To) is not { Number: > 0 } first) return [];
        return [.. Enumerable.Range(first.Number, found.To.Number - first.Number + 1).Select(n => new Month(n))
            .Select(m => new MonthCount(m, !found.Held.Holds(m) ? null : counts.TryGetValue(m, out var n) ? n : found.IsControlled ? null : 0))];
    }

    string NameOf(int area) => Areas.FirstOrDefault(a => a.Id == area).Name ?? "the area chosen";

    static Month? Read(string? text) => Month.TryParse(text, out var month) ? month : null;

    static string Span(Month from, Month to) => from == to ? from.LongName : $"{from.LongName} to {to.LongName}";
}
