using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Areas;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>One place: where it is, what it is called, and the day it went out of use.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
public sealed class PlacePageModel(GazetteerStore store, Session session, PlaceFinderSource source, Connections connections) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public PlaceFields Fields { get; set; } = new();
    [BindProperty, Display(Name = "Another name for it", Description = "Such as The Steps"), StringLength(PlaceKinds.LongestName, ErrorMessage = "Another name must be 120 characters or fewer")] public string? Alias { get; set; }
    [BindProperty, Display(Name = "Last day in use")] public DateOnly? LastDay { get; set; }

    public Place? Place { get; private set; }
    public string? Ward { get; private set; }
    public IReadOnlyList<Choice> Kinds { get; private set; } = [];
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);
    public string Reference => NationalGrid.Holds(Place!.Easting, Place.Northing) ? GridReference.Format(Place.Easting, Place.Northing) : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Fields = new()
        {
            Name = Place!.Name,
            Kind = Place.Kind,
            Where = string.Create(CultureInfo.InvariantCulture, $"{Place.Easting:0} {Place.Northing:0}"),
            Shape = Place.Shape.StartsWith("POINT", StringComparison.Ordinal) ? null : Place.Shape,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostEditAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayKeepRecords) return Forbid();
        if (Fields.Kind is not null && Kinds.All(k => k.Value != Fields.Kind)) ModelState.AddModelError("Fields.Kind", "Select the kind");
        var shape = Fields.Read(ModelState, nameof(Fields), null);
        if (!ModelState.IsValid || shape is null) return Page();
        await store.EditAsync(Id, Fields.Kind!, Fields.Name!.Trim(), shape, cancellation);
        return Done("The place was changed.");
    }

    public async Task<IActionResult> OnPostAliasAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        JudgeOnly(nameof(Alias));
        if (string.IsNullOrWhiteSpace(Alias)) ModelState.AddModelError(nameof(Alias), "Enter another name");
        if (!ModelState.IsValid) return await AgainAsync(cancellation);
        if (await store.AddAliasAsync(Id, Alias!.Trim(), cancellation))
            return Done(MayKeepRecords ? "The name was added." : "Thank you. The name counts once somebody who keeps the records has confirmed it.");
        ModelState.AddModelError(nameof(Alias), "The place has that name already");
        return await AgainAsync(cancellation);
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid alias, bool confirm, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || Place!.Aliases.All(a => a.Id != alias)) return NotFound();
        if (!MayKeepRecords) return Forbid();
        await store.DecideAliasAsync(Id, alias, confirm, cancellation);
        return Done(confirm ? "The name counts from now on." : "The name was refused.");
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayKeepRecords) return Forbid();
        JudgeOnly(nameof(LastDay));
        if (Place!.ValidTo is null)
        {
            if (LastDay is null) ModelState.AddModelError(nameof(LastDay), "Enter the last day it is in use");
            else if (LastDay < Place.ValidFrom) ModelState.AddModelError(nameof(LastDay), $"Last day must be on or after {Place.ValidFrom:d MMMM yyyy}");
            if (!ModelState.IsValid) return await AgainAsync(cancellation);
        }
        await store.RetireAsync(Id, Place.ValidTo is null ? LastDay : null, cancellation);
        return Done(Place.ValidTo is null ? $"The place is in use until {LastDay:d MMMM yyyy}. Records that were placed there stay there." : "The place is in use again.");
    }

    RedirectResult Done(string words)
    {
        TempData.Done(words);
        return Redirect($"/share/places/gazetteer/{Id}");
    }

    /// <summary>Leaves the faults of one form's field alone: the page's other forms were not sent.</summary>
    void JudgeOnly(string field)
    {
        foreach (var key in ModelState.Keys.Where(k => k.Split('.')[0] != field).ToList()) ModelState.Remove(key);
    }

    Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Fields = new() { Name = Place!.Name, Kind = Place.Kind, Where = string.Create(CultureInfo.InvariantCulture, $"{Place.Easting:0} {Place.Northing:0}") };
        return Task.FromResult<IActionResult>(Page());
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        Place = await store.FindAsync(Id, cancellation);
        if (Place is null) return false;
        Kinds = [.. PlaceKinds.All.Append(Place.Kind).Distinct().Order(StringComparer.Ordinal).Select(k => new Choice(k, PlaceKinds.Show(k)))];
        await using var connection = await connections.OpenAsync(cancellation);
        Ward = (await source.AreasAsync(connection, cancellation)).NameAt("ward", store.Today, Place.Easting, Place.Northing);
        return true;
    }
}
