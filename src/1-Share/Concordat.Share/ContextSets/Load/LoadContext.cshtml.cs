using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Mapping;
using Concordat.Partnership.Files;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.ContextSets.Load;

/// <summary>Loads a file of context; a table of figures is taken whole or not at all, a published set row by row through the gate.</summary>
/// <remarks>The upload stays in memory: published sets hold nobody, but a file sent by mistake may.</remarks>
[Authorize(Policy = Policies.KeepRecords), Uploads]
[RequestSizeLimit(LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = LargestRequest, MemoryBufferThreshold = LargestRequest)]
internal sealed class LoadContextModel(ContextLoader loader, PlainWords plain) : PageModel
{
    const int LargestRequest = ContextLoader.MostBytes + (1 << 20);

    [BindProperty, Display(Name = "What it holds"), Required(ErrorMessage = "Select what it holds")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Name of the set", Description = "The same name every year, such as Mid-year population by ward"), Required(ErrorMessage = "Enter the name of the set"), StringLength(120, ErrorMessage = "Name must be 120 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "File", Description = "CSV or workbook, up to 64 MB"), Required(ErrorMessage = "Select a file")] public IFormFile? Upload { get; set; }
    [BindProperty, Display(Name = "Day of the figures (optional)", Description = "Only where the file has no column of dates. For example, 30 6 2025")] public DateOnly? Day { get; set; }
    [BindProperty, Display(Name = "Source", Description = "Who published it and where, such as Office for National Statistics, mid-2025 estimates"), Required(ErrorMessage = "Enter the source"), StringLength(300, ErrorMessage = "Source must be 300 characters or fewer")] public string? Source { get; set; }
    [BindProperty, Display(Name = "Licence", Description = "Such as Open Government Licence v3.0"), Required(ErrorMessage = "Enter the licence"), StringLength(200, ErrorMessage = "Licence must be 200 characters or fewer")] public string? Licence { get; set; }
    [BindProperty, Display(Name = "These figures are published as they stand, with small numbers hidden at source")] public bool IsPublished { get; set; }

    public IReadOnlyList<ContextFault> Faults { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Kind is not null && ContextKinds.All.All(k => k.Value != Kind)) ModelState.AddModelError(nameof(Kind), "Select what it holds");
        if (Name is not null) plain.Require(ModelState, nameof(Name), Name, "Enter the name of the set");
        if (!IsPublished) ModelState.AddModelError(nameof(IsPublished), "Confirm that the figures are published. What is not published comes as a return, under a sharing agreement");
        if (!ModelState.IsValid) return Page();
        try
        {
            await using var content = Upload!.OpenReadStream();
            var (id, rows) = await loader.LoadAsync(Kind!, Name!, Source!, Licence!, Day, content, Path.GetFileName(Upload.FileName), cancellation);
            if (id is { } made)
            {
                TempData.Done(string.Join(' ', [$"{rows.Rows.Count:N0} figures of {rows.Read:N0} rows are stored.", .. rows.SetAside > 0 ? [$"{rows.SetAside:N0} rows were set aside."] : Array.Empty<string>(), .. rows.Notices.Take(5)]), "Loaded");
                return Redirect($"/share/context/{made}");
            }
            Faults = rows.Faults;
            ModelState.AddModelError(nameof(Upload), Faults.Count > 0 ? $"{Faults.Count:N0} {(Faults.Count == 1 ? "row needs" : "rows need")} mending; nothing was stored" : "No row of the file lies in one of your areas; nothing was stored");
        }
        catch (FileProblemException problem)
        {
            ModelState.AddModelError(nameof(Upload), problem.Message);
        }
        catch (MapNeededException needed)
        {
            ModelState.AddModelError(nameof(Upload), needed.Message);
        }
        return Page();
    }
}
