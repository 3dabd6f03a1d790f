using System.Globalization;
using Concordat.Documents.Docx;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Look;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Profiles.Document;

/// <summary>A profile as a file to keep; who took which is logged.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ProfileFileModel(ConcordatDb db, ProfileDesk desk, PaperFiles papers, AuditLog audit, ISiteContext site, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [FromRoute] public string Format { get; set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        // Not opened as a page: one mark for the file that leaves.
        if (await db.Set<Profile>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, cancellation) is not { } profile) return NotFound();
        var report = ProfilePaper.Of(profile, await desk.WordsAsync(profile, cancellation), await desk.RecordsAsync(Id, cancellation), London.Today(clock), site.PartnershipName);
        await audit.RecordAsync(AuditAction.Disclose, "profile", Id.ToString(), new { number = profile.Number, edition = profile.Edition, format = Format }, cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"profile-{profile.Number}-{profile.Edition}.{Format}");
        return Format == "docx" ? File(await papers.DocxAsync(report, cancellation), DocxWriter.MediaType, name) : File(await papers.HtmlAsync(report, cancellation), "text/html; charset=utf-8", name);
    }
}
