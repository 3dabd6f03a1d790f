using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Physical.Photos;

/// <summary>One photograph as a picture, and as nothing else: a browser that takes it for a page can run nothing of it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class PhotoPageModel(ConcordatDb db) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await db.Set<ChangePhoto>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == Id, cancellation) is not { } photo) return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        Response.Headers.ContentDisposition = "inline";
        return File(photo.Bytes, photo.MediaType);
    }
}
