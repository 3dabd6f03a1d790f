using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Tasking.Borders;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Tiers.Pages;

/// <summary>Sets how the area is governed, and the days of its calendar.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class TierSettingsModel(TierDesk desk) : PageModel
{
    [BindProperty, Display(Name = "This area is governed")] public string? Tier { get; set; }
    [BindProperty, Display(Name = "County of a district")] public Guid? County { get; set; }
    [BindProperty, Display(Name = "Districts of a county")] public List<Guid> Districts { get; set; } = [];
    [BindProperty, Display(Name = "Next assessment", Description = "The day by which the next strategic assessment is issued.")] public DateOnly? AssessmentOn { get; set; }
    [BindProperty, Display(Name = "Next refresh of the area agreement")] public DateOnly? RefreshOn { get; set; }
    [BindProperty, Display(Name = "First day of the three-year cycle")] public DateOnly? CycleFrom { get; set; }

    public IReadOnlyList<Choice> Neighbours { get; private set; } = [];
    List<Neighbour> _neighbours = [];

    public bool MayPrepare => desk.MayPrepare;

    public static IReadOnlyList<Choice> Tiers { get; } =
        [new(AreaTier.Unitary, "Alone", "No county step"), new(AreaTier.District, "As a district of a county"), new(AreaTier.County, "As the county, with districts")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!MayPrepare) return NotFound();
        await ListAsync(cancellation);
        var tier = await desk.TierAsync(cancellation);
        (Tier, County, RefreshOn, AssessmentOn, CycleFrom) = (tier.Tier, tier.CountyId, tier.RefreshOn, tier.AssessmentOn, tier.CycleFrom);
        Districts = [.. (await desk.DistrictsAsync(cancellation)).Select(d => d.DistrictId)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        // The rule refuses before the fields do: nothing typed could mend it.
        if (MayPrepare && !IsWhole()) return Page();
        if (await desk.SetAsync(Tier!, County, [.. _neighbours.Where(n => Districts.Contains(n.Id))], new(RefreshOn, AssessmentOn, CycleFrom), cancellation) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        TempData.Done("It is saved.");
        return Redirect("/decide/tiers");
    }

    bool IsWhole()
    {
        if (!AreaTier.All.Contains(Tier)) ModelState.AddModelError(nameof(Tier), "Choose how this area is governed");
        if (Tier == AreaTier.District && _neighbours.All(n => n.Id != County)) ModelState.AddModelError(nameof(County), "Choose the county of this district");
        if (Tier != AreaTier.District && County is not null) ModelState.AddModelError(nameof(County), "Only a district has a county. Choose none");
        if (Tier != AreaTier.County && Districts.Count > 0) ModelState.AddModelError(nameof(Districts), "Only a county has districts. Choose none");
        if (Districts.Any(d => _neighbours.All(n => n.Id != d))) ModelState.AddModelError(nameof(Districts), "Choose the districts from the list");
        return ModelState.IsValid;
    }

    async Task ListAsync(CancellationToken cancellation)
    {
        _neighbours = await desk.NeighboursAsync(cancellation);
        Neighbours = [.. _neighbours.Select(n => new Choice(n.Id.ToString(), n.Name))];
    }
}
