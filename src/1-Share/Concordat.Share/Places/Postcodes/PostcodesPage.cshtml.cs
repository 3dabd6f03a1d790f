using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Share.Returns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Places;

/// <summary>The postcodes that are held, and their import.</summary>
[Authorize(Policy = Policies.ReadEvidence), Uploads]
public sealed class PostcodesPageModel(PostcodeDesk desk, Session session) : PageModel
{
    [BindProperty, Display(Name = "Code-Point Open", Description = "The ZIP as published, or one of its CSV files"), Required(ErrorMessage = "Select a file of postcodes")] public IFormFile? Upload { get; set; }

    public IReadOnlyList<(string Area, int Postcodes)> Areas { get; private set; } = [];
    public IReadOnlyList<PostcodeImport> Imports { get; private set; } = [];
    public PostcodeImport? Outcome { get; private set; }
    public bool MayKeepRecords => session.Has(Role.Analyst) || session.Has(Role.Coordinator);

    public async Task OnGetAsync(CancellationToken cancellation) => (Areas, Imports) = await desk.HeldAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!MayKeepRecords) return Forbid();
        if (ModelState.IsValid)
        {
            try
            {
                await using var content = Upload!.OpenReadStream();
                Outcome = await desk.ImportAsync(new(Path.GetFileName(Upload.FileName), content), cancellation);
            }
            catch (FileProblemException problem)
            {
                ModelState.AddModelError(nameof(Upload), problem.Message);
            }
        }
        (Areas, Imports) = await desk.HeldAsync(cancellation);
        return Page();
    }
}
