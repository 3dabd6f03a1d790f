using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Areas;
using Concordat.Understand.Explore.Kept;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Explore.AtRisk;

/// <summary>Who is at most risk, where and when, as far as the records of a view say; and what they do not.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class AtRiskModel(Explorer explorer, IncidentQuery incidents, StudyAreas areas) : PageModel
{
    public IncidentFilter Filter { get; private set; } = new();

    /// <summary>Null where no records are held.</summary>
    public ExploreData? Data { get; private set; }

    /// <summary>Null where no wards are held.</summary>
    public PlaceAndHour? Gathered { get; private set; }

    public IReadOnlyList<GroupEvidence> Groups { get; private set; } = [];
    public string Title => KeptViews.Title(Filter);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Filter = IncidentFilter.FromQuery(Request.Query);
        Data = await explorer.LookAsync(Filter, cancellation);
        if (Data is not { } data) return;
        Filter = data.Filter;
        Groups = [.. ThemeList.All.Where(t => Filter.Themes.Count == 0 || Filter.Themes.Contains(t.Key)).Select(t => GroupEvidence.Of(t.Key, t.Name))];
        // Hours of partners' records are told by ward, never by a smaller place.
        if (await areas.WardsAsync(cancellation) is { Count: > 0 } wards && Filter is { Squares: null, Box: null, Place: null })
            Gathered = PlaceAndHour.Of(await incidents.AreaHoursAsync(Filter, [.. wards.Select(w => w.Id)], cancellation), wards, data.FewestShown);
    }
}
