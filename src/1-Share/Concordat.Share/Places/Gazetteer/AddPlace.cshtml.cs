using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>Adds a place by hand.</summary>
[Authorize(Policy = Policies.KeepRecords)]
public sealed class AddPlaceModel(GazetteerStore store, Session session) : PageModel
{
    [BindProperty] public PlaceFields Fields { get; set; } = new();
    [BindProperty] public string? Aliases { get; set; }

    public IReadOnlyList<Choice> Kinds { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Fields.Kind is not null && Kinds.All(k => k.Value != Fields.Kind)) ModelState.AddModelError("Fields.Kind", "Select the kind");
        var aliases = (Aliases ?? "").Split(['\n', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (aliases.Exists(a => a.Length > PlaceKinds.LongestName)) ModelState.AddModelError(nameof(Aliases), "Each other name must be 120 characters or fewer");
        var shape = Fields.Read(ModelState, nameof(Fields), null);
        if (!ModelState.IsValid || shape is null) return Page();
        var id = await store.AddAsync(new(Fields.Kind!, Fields.Name!.Trim(), shape, aliases, session.DisplayName), cancellation);
        TempData.Done($"{Fields.Name!.Trim()} was added.");
        return Redirect($"/share/places/gazetteer/{id}");
    }

    async Task LoadAsync(CancellationToken cancellation) =>
        Kinds = [.. PlaceKinds.All.Union((await store.KindsAsync(cancellation)).Select(k => k.Kind)).Order(StringComparer.Ordinal).Select(k => new Choice(k, PlaceKinds.Show(k)))];
}
