using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Explore.Views;

/// <summary>One's own saved views and those that others share.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class SavedViewsModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    public IReadOnlyList<SavedView> Views { get; private set; } = [];

    public bool IsOwn(SavedView view) => view.OwnerId == session.UserId;

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Views = await db.Set<SavedView>().AsNoTracking().Where(v => v.RemovedAt == null && (v.IsShared || v.OwnerId == session.User)).OrderBy(v => v.Name).ToListAsync(cancellation);

    public Task<IActionResult> OnPostShareAsync(Guid view, bool shared, CancellationToken cancellation) =>
        ChangeAsync(view, v => v.Share(shared), shared ? "Everybody who may explore sees it now." : "It is yours alone now.", cancellation);

    public Task<IActionResult> OnPostRemoveAsync(Guid view, CancellationToken cancellation) =>
        ChangeAsync(view, v => v.Remove(clock.GetUtcNow().UtcDateTime), "The view is removed.", cancellation);

    async Task<IActionResult> ChangeAsync(Guid id, Action<SavedView> change, string done, CancellationToken cancellation)
    {
        if (await db.Set<SavedView>().SingleOrDefaultAsync(v => v.Id == id && v.OwnerId == session.User && v.RemovedAt == null, cancellation) is not { } view) return NotFound();
        change(view);
        await db.SaveChangesAsync(cancellation);
        TempData.Done(done);
        return Redirect("/understand/explore/views");
    }
}
