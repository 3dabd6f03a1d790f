using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>Imports places from a table or GeoJSON; what cannot be taken is listed by row.</summary>
[Authorize(Policy = Policies.KeepRecords), Uploads]
public sealed class ImportGazetteerModel(GazetteerStore store) : PageModel
{
    public const int MostFaultsShown = 200;

    [BindProperty, Display(Name = "File of places", Description = "CSV, XLSX or GeoJSON"), Required(ErrorMessage = "Select a file of places")] public IFormFile? Upload { get; set; }
    [BindProperty, Display(Name = "Source", Description = "Who keeps the list, such as Council parks service"), Required(ErrorMessage = "Enter the source"), StringLength(200, ErrorMessage = "Source must be 200 characters or fewer")] public string? Source { get; set; }

    public (int Added, int Updated, IReadOnlyList<GazetteerFault> Faults)? Outcome { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid) return Page();
        try
        {
            await using var content = Upload!.OpenReadStream();
            var rows = GazetteerFile.Read(content, Path.GetFileName(Upload.FileName), Source!.Trim());
            var (added, updated) = rows.Places.Count == 0 ? (0, 0) : await store.ImportAsync(rows.Places, cancellation);
            Outcome = (added, updated, rows.Faults);
        }
        catch (FileProblemException problem)
        {
            ModelState.AddModelError(nameof(Upload), problem.Message);
        }
        return Page();
    }
}
