using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Files;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.OpenSources.Show;

/// <summary>The file of an open source, as a download that no browser runs. Each is logged.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SourceDownloadModel(OpenSourceDesk desk, FileStore files, AuditLog audit) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await desk.FindAsync(Id, cancellation) is not { FileId: { } file, FileName: { } name }) return NotFound();
        using var content = new MemoryStream();
        await files.CopyToAsync(file, content, cancellation);
        await audit.RecordAsync(AuditAction.Disclose, "open_source", Id.ToString(), new { file = file.ToString() }, cancellation);
        return File(content.ToArray(), "application/octet-stream", name);
    }
}
