using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Returns;

/// <summary>Hands in police.uk files.</summary>
[Authorize(Policy = Policies.KeepRecords), Uploads]
public sealed class UploadPoliceUkModel(ReturnDesk desk) : PageModel
{
    const int MostFiles = 400;

    [BindProperty]
    [Display(Name = "Files of data.police.uk", Description = "One or more CSV or CSV.gz files, or the ZIP the site gives. Select many at once.")]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    [Display(Name = "Boundary of the area (optional)", Description = "GeoJSON in longitude and latitude or on the British National Grid. Leave it empty to use the partnership's boundary from Places.")]
    public IFormFile? Boundary { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Files.Count == 0) ModelState.AddModelError(nameof(Files), "Select at least one file");
        if (Files.Count > MostFiles) ModelState.AddModelError(nameof(Files), $"Select at most {MostFiles} files at once");
        foreach (var file in Files.Where(f => f.Length == 0)) ModelState.AddModelError(nameof(Files), $"{file.FileName} is empty. Download it again");
        if (!ModelState.IsValid) return Page();
        var opened = Files.Select(f => new HandedIn(f.FileName, f.OpenReadStream())).ToList();
        var boundary = Boundary is null ? null : new HandedIn(Boundary.FileName, Boundary.OpenReadStream());
        try
        {
            var id = await desk.HandInPoliceUkAsync(opened, boundary, cancellation);
            return Redirect($"/share/returns/{id}");
        }
        catch (FileProblemException problem)
        {
            ModelState.AddModelError(nameof(Boundary), problem.Message);
            return Page();
        }
        finally
        {
            foreach (var file in opened) await file.Content.DisposeAsync();
            if (boundary is not null) await boundary.Content.DisposeAsync();
        }
    }
}
