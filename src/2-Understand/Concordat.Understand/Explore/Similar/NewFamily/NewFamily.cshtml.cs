using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Hosting;
using Concordat.Platform.Site;
using Concordat.Understand.Areas;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Explore.Similar.NewFamily;

/// <summary>Adds lists of similar areas, by hand or from a file; all of them or none.</summary>
[Authorize(Policy = Policies.KeepRecords), Uploads]
[RequestSizeLimit(SimilarUpload.LargestRequest), RequestFormLimits(MultipartBodyLengthLimit = SimilarUpload.LargestRequest, MemoryBufferThreshold = SimilarUpload.LargestRequest)]
internal sealed class NewFamilyModel(SimilarDesk desk, StudyAreas areas, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Name of the family", Description = "Such as most similar groups. Not needed where the file has a column of families.")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Day of the list", Description = "Not needed where the file has a column of dates.")] public DateOnly? AsAt { get; set; }
    [BindProperty, Display(Name = "Source", Description = "Who drew up the list, and where it is published.")] public string? Source { get; set; }
    [BindProperty, Display(Name = "Code of our own area", Description = "Nine characters, such as E07000008. It must be on the list.")] public string? OwnCode { get; set; }
    [BindProperty, Display(Name = "File", Description = "CSV or a workbook with the columns area code and area name, and family and date where it holds several lists.")] public IFormFile? Upload { get; set; }
    [BindProperty, Display(Name = "Or write the areas", Description = "One a line: code, comma, name.")] public string? Typed { get; set; }

    public IReadOnlyList<RowFault> Faults { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => OwnCode = (await areas.CodesAsync(null, cancellation)) is [var one] ? one : null;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var (source, own) = ((Source ?? "").Trim(), (OwnCode ?? "").Trim().ToUpperInvariant());
        if (source.Length is 0 or > AreaFamily.LongestSource) ModelState.AddModelError(nameof(Source), $"Say who drew up the list and where it is published, in at most {AreaFamily.LongestSource} characters");
        if (own.Length == 0) ModelState.AddModelError(nameof(OwnCode), "Enter the code of our own area");
        if ((Name ?? "").Trim().Length > AreaFamily.LongestName) ModelState.AddModelError(nameof(Name), $"Shorten the name to {AreaFamily.LongestName} characters");
        if (SimilarUpload.Of(Upload, Typed, SimilarFile.FamilyHeadings) is not { } sent) ModelState.AddModelError(nameof(Upload), SimilarUpload.Refusal);
        else if (ModelState.IsValid) await AddAsync(sent, own, source, cancellation);
        if (!ModelState.IsValid) return Page();
        return Redirect("/understand/explore/similar");
    }

    async Task AddAsync(SimilarUpload sent, string own, string source, CancellationToken cancellation)
    {
        (var families, Faults) = SimilarFile.ReadFamilies(sent, Name?.Trim(), AsAt, London.Today(clock));
        if (Faults.Count > 0) ModelState.AddModelError(nameof(Upload), SimilarUpload.Faulty(Faults));
        else if (families.FirstOrDefault(f => f.Members.All(m => m.Code != own)) is { } strange) ModelState.AddModelError(nameof(OwnCode), $"{own} is not on the list “{strange.Name}”. Add our own area to it, or correct the code");
        else if (families.FirstOrDefault(f => f.Members.Count < 2) is { } alone) ModelState.AddModelError(nameof(Upload), $"“{alone.Name}” has one area. Give those it is similar to as well");
        else if (await desk.AddFamiliesAsync(families, own, source, cancellation) is { } refusal) ModelState.AddModelError(nameof(Name), refusal);
        else TempData.Done($"{(families.Count == 1 ? "The list is" : $"{families.Count} lists are")} added: {families.Sum(f => f.Members.Count):N0} areas.", "Added");
    }
}
