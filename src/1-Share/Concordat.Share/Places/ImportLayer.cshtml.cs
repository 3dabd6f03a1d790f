using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Returns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>Imports a layer of boundaries.</summary>
[Authorize(Policy = Policies.KeepRecords), Uploads]
public sealed class ImportLayerModel(LayerDesk desk) : PageModel
{
    [BindProperty, Display(Name = "Boundary file", Description = "GeoJSON, plain or .gz"), Required(ErrorMessage = "Select a boundary file")] public IFormFile? Boundary { get; set; }
    [BindProperty, Display(Name = "What the areas are"), Required(ErrorMessage = "Select what the areas are")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Name of the layer", Description = "Such as Wards of 2023"), Required(ErrorMessage = "Enter a name"), StringLength(100, ErrorMessage = "Name must be 100 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Source", Description = "Whom to acknowledge, such as Office for National Statistics, Open Government Licence v3.0"), Required(ErrorMessage = "Enter the source"), StringLength(300, ErrorMessage = "Source must be 300 characters or fewer")] public string? Source { get; set; }
    [BindProperty, Display(Name = "In force from", Description = "The first day, such as 1 4 2023"), Required(ErrorMessage = "Enter the first day it is in force")] public DateOnly? ValidFrom { get; set; }
    [BindProperty, Display(Name = "In force to (optional)", Description = "Leave empty while it is still in force")] public DateOnly? ValidTo { get; set; }

    public IReadOnlyList<Choice> Kinds { get; } = [.. LayerDesk.Kinds.Select(k => new Choice(k.Kind, k.Name))];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Kind is not null && LayerDesk.Kinds.All(k => k.Kind != Kind)) ModelState.AddModelError(nameof(Kind), "Select what the areas are");
        if (ValidTo < ValidFrom) ModelState.AddModelError(nameof(ValidTo), "In force to must be on or after the first day");
        if (!ModelState.IsValid) return Page();
        try
        {
            await using var content = Boundary!.OpenReadStream();
            var (id, notices) = await desk.ImportAsync(new(Kind!, Name!, Source!, ValidFrom!.Value, ValidTo), new(Path.GetFileName(Boundary.FileName), content), cancellation);
            TempData.Done(string.Join(' ', ["The layer was imported.", .. notices.Take(10)]), "Imported");
            return Redirect($"/share/places/{id}");
        }
        catch (FileProblemException problem)
        {
            ModelState.AddModelError(nameof(Boundary), problem.Message);
            return Page();
        }
    }
}
