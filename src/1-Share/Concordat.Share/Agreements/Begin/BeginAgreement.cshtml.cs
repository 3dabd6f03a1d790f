using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Agreements.Begin;

/// <summary>Starts an agreement, and shows first which agreements there are on the same sets.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class BeginAgreementModel(AgreementReader reader, AgreementDesk desk, TimeProvider clock) : PageModel
{
    const string FromTemplate = "template";

    [BindProperty, Display(Name = "Title", Description = "What it is about, such as Prescribed information"), Required(ErrorMessage = "Enter a title"), StringLength(150, ErrorMessage = "Title must be 150 characters or fewer")]
    public string? Title { get; set; }

    [BindProperty, Display(Name = "Sets it will cover", Description = "You can change them in the draft")] public List<int> Sets { get; set; } = [];

    [BindProperty, Display(Name = "Start from")] public string BasedOn { get; set; } = FromTemplate;

    /// <summary>True once the similar agreements were shown.</summary>
    [BindProperty] public bool Seen { get; set; }

    public IReadOnlyList<(AgreementRecord Agreement, IReadOnlyList<int> Sets)> Similar { get; private set; } = [];
    public IReadOnlyList<Choice> SetChoices { get; } = [.. SetNames.All.Select(s => new Choice($"{s.Number}", $"{s.Number}. {s.Name}"))];
    public IReadOnlyList<Choice> Starts => [new(FromTemplate, "The national template"), .. Similar.Select(s => new Choice($"{s.Agreement.Agreement.Id}", $"The words of “{s.Agreement.Agreement.Title}”"))];

    public IActionResult OnGet() => desk.MayWrite ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!desk.MayWrite) return NotFound();
        Similar = await SimilarAsync(cancellation);
        if (!ModelState.IsValid || (Similar.Count > 0 && !Seen)) return Page();
        var (id, refusal) = await desk.BeginAsync(Title!.Trim(), Guid.TryParse(BasedOn, out var model) ? model : null, cancellation);
        if (id is null)
        {
            ModelState.AddModelError("", refusal!);
            return Page();
        }
        return Redirect($"/share/agreements/{id}/versions/1/edit?{string.Join('&', Sets.Where(s => SetNames.All.Any(n => n.Number == s)).Select(s => $"set={s}"))}");
    }

    async Task<IReadOnlyList<(AgreementRecord, IReadOnlyList<int>)>> SimilarAsync(CancellationToken cancellation)
    {
        var all = await reader.AllAsync(London.Today(clock), cancellation);
        return [.. all.Where(a => a.Head.Standing.State is not (AgreementState.Ended or AgreementState.Discarded))
            .Select(a => (a, (IReadOnlyList<int>)[.. a.Head.Sets.Select(s => (int)s.SetNumber).Intersect(Sets).Order()])).Where(x => x.Item2.Count > 0)];
    }
}
