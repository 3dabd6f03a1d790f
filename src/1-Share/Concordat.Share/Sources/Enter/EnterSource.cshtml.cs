using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Sources.Enter;

/// <summary>Enters a source and names who answers for it.</summary>
[Authorize(Policy = Policies.KeepRecords)]
internal sealed class EnterSourceModel(SourceDesk desk, PlainWords plain) : PageModel
{
    [BindProperty(SupportsGet = true), Display(Name = "Source")] public string? Key { get; set; }
    [BindProperty, Display(Name = "Name of another source", Description = "Only where it is not in the list"), StringLength(150, ErrorMessage = "Name must be 150 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Who answers for it")] public Guid? Owner { get; set; }

    public IReadOnlyList<Choice> Known { get; private set; } = [];
    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (!string.IsNullOrEmpty(Key) && !Known.Holds(Key)) ModelState.AddModelError(nameof(Key), "Choose a source that is not entered yet");
        if (string.IsNullOrEmpty(Key)) plain.Require(ModelState, nameof(Name), Name, "Choose a source, or enter its name");
        if (!Owners.Holds($"{Owner}")) ModelState.AddModelError(nameof(Owner), "Choose who answers for it");
        var key = string.IsNullOrEmpty(Key) ? $"other:{Name?.Trim().ToLowerInvariant()}" : Key;
        if (ModelState.IsValid && (await desk.AllAsync(cancellation)).Any(s => s.Key == key)) ModelState.AddModelError(nameof(Name), "A source of this name is entered already");
        if (!ModelState.IsValid) return Page();
        var source = new Source(desk.Session.Partnership, Guid.CreateVersion7(), key, string.IsNullOrEmpty(Key) ? Name!.Trim() : Known.First(k => k.Value == Key).Text, Owner!.Value, desk.Session.User, desk.Now);
        desk.Db.Add(source);
        await desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{Owners.First(o => o.Value == $"{Owner}").Text} is asked to say what it adds.", "Entered");
        return Redirect($"/share/sources/{source.Id}");
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        var entered = (await desk.AllAsync(cancellation)).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
        Known = [.. (await desk.KnownAsync(cancellation)).Where(k => !entered.Contains(k.Key)).Select(k => new Choice(k.Key, k.Name))];
        var people = await desk.PeopleAsync(cancellation);
        Owners = [.. people.On(desk.Today).Where(m => m.Roles.Any(r => r != Role.Administrator)).Select(m => new Choice(m.UserId.ToString(), $"{m.DisplayName}, {people.ShortNameOf(m.AgencyId)}"))];
    }
}
