using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Explore.Similar.NewFigures;

/// <summary>Adds published figures of similar areas, by hand or from a file; all of them or none.</summary>
[Authorize(Policy = Policies.KeepRecords), Uploads]
[RequestSizeLimit(SimilarUpload.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = SimilarUpload.LargestRequest, MemoryBufferThreshold = SimilarUpload.LargestRequest)]
internal sealed class NewFiguresModel(SimilarDesk desk, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Source", Description = "Who published the figures, where, and which edition.")] public string? Source { get; set; }
    [BindProperty, Display(Name = "What is counted", Description = "In the publisher’s words, such as residential and other burglary. It may differ from what our own records count.")] public string? Definition { get; set; }
    [BindProperty, Display(Name = "File", Description = "CSV or a workbook with the columns area code, theme, from, to, count and residents.")] public IFormFile? Upload { get; set; }
    [BindProperty, Display(Name = "Or write the figures", Description = "One a line, such as E07000008, Burglary, 2024-04, 2025-03, 640, 124000.")] public string? Typed { get; set; }
    [BindProperty, Display(Name = "These figures are published as they stand, with small numbers hidden at source")] public bool IsPublished { get; set; }

    public IReadOnlyList<RowFault> Faults { get; private set; } = [];

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var (source, definition) = ((Source ?? "").Trim(), (Definition ?? "").Trim());
        if (source.Length is 0 or > AreaFamily.LongestSource) ModelState.AddModelError(nameof(Source), $"Say who published the figures and where, in at most {AreaFamily.LongestSource} characters");
        if (definition.Length is 0 or > AreaFamily.LongestSource) ModelState.AddModelError(nameof(Definition), $"Say what is counted, in at most {AreaFamily.LongestSource} characters");
        if (!IsPublished) ModelState.AddModelError(nameof(IsPublished), "Confirm that the figures are published. What is not published comes under a sharing agreement");
        if (SimilarUpload.Of(Upload, Typed, SimilarFile.FigureHeadings) is not { } sent) ModelState.AddModelError(nameof(Upload), SimilarUpload.Refusal);
        else if (ModelState.IsValid)
        {
            (var figures, Faults) = SimilarFile.ReadFigures(sent, Month.Of(London.Today(clock)));
            if (Faults.Count > 0) ModelState.AddModelError(nameof(Upload), SimilarUpload.Faulty(Faults));
            else
            {
                await desk.AddFiguresAsync(figures, source, definition, cancellation);
                TempData.Done($"{figures.Count:N0} {(figures.Count == 1 ? "figure is" : "figures are")} added.", "Added");
            }
        }
        return ModelState.IsValid ? Redirect("/understand/explore/similar") : Page();
    }
}
