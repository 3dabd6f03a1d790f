using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Areas;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Share.Incidents.Contracts;
using Concordat.Share.Incidents.Query;
using Concordat.Share.SmallNumbers.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Incidents;

/// <summary>The records, filtered as any figure's address says.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class IncidentListModel(IncidentRows store, ISmallNumbers smallNumbers, ConcordatDb db) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true), FromQuery(Name = "page")] public int PageNumber { get; set; } = 1;
    [BindProperty(SupportsGet = true)] public string? Theme { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "From month", Description = "Such as 2026-08")] public string? From { get; set; }
    [BindProperty(SupportsGet = true), Display(Name = "To month")] public string? To { get; set; }
    [BindProperty(SupportsGet = true)] public string? Area { get; set; }

    public IncidentFilter Filter { get; private set; } = new();
    public IReadOnlyList<IncidentRow> Rows { get; private set; } = [];
    public int Total { get; private set; }
    public int Threshold { get; private set; }
    public IReadOnlyList<SelectListItem> Themes { get; } = [.. ThemeList.All.Select(t => new SelectListItem(t.Name, t.Key))];
    public IReadOnlyList<SelectListItem> Areas { get; private set; } = [];
    public int Chosen => Filter.Themes.Count + (Filter.From is null ? 0 : 1) + (Filter.To is null ? 0 : 1) + (Filter.AreaId is null ? 0 : 1) + (Filter.ReturnId is null ? 0 : 1);

    public string Scope
    {
        get
        {
            var months = (Filter.From, Filter.To) switch
            {
                ({ } from, { } to) => $", {from.LongName} to {to.LongName}",
                ({ } from, null) => $", from {from.LongName}",
                (null, { } to) => $", to {to.LongName}",
                _ => "",
            };
            var themes = Filter.Themes.Count == 0 ? "All themes" : string.Join(", ", Filter.Themes.Select(t => ThemeList.Find(t)!.Name));
            var more = (Filter.Box is null ? "" : ", one part of the map") + (Filter.Place is { } place ? $", {place}" : "") + (Filter.ReturnId is null ? "" : ", one return")
                + (Filter.DataVersion is { } version ? $", as of data version {version.ToString(CultureInfo.InvariantCulture)}" : "");
            return $"{Total.ToString("N0", CultureInfo.InvariantCulture)} {(Total == 1 ? "record" : "records")}. {themes}{months}{more}.";
        }
    }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Filter = IncidentFilter.Read(Request.Query, out var problems);
        foreach (var problem in problems) ModelState.AddModelError("", problem);
        Theme = Filter.Themes.Count == 1 ? Filter.Themes[0] : null;
        PageNumber = Math.Clamp(PageNumber, 1, 1_000_000);
        Threshold = await smallNumbers.ThresholdAsync(cancellation);
        (Rows, Total) = await store.ListAsync(Filter, (PageNumber - 1) * PageSize, PageSize, cancellation);
        Areas = await (from area in db.Set<Area>()
                       join layer in db.Set<AreaLayer>() on new { area.PartnershipId, Id = area.LayerId } equals new { layer.PartnershipId, layer.Id }
                       where layer.Kind == "ward" || layer.Kind == "neighbourhood" || layer.Kind == "district"
                       orderby layer.Name, area.Name
                       select new SelectListItem(area.Name, area.Id.ToString(CultureInfo.InvariantCulture)) { Group = new SelectListGroup { Name = layer.Name } }).ToListAsync(cancellation);
    }
}
