using Concordat.Partnership.Agencies;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Members;

/// <summary>The administrator's list of members and their roles.</summary>
[Authorize(Policy = Policies.Administer)]
public sealed class MembersPageModel(ConcordatDb db, Session session) : PageModel
{
    Dictionary<Guid, string> _agencies = [];

    [BindProperty(SupportsGet = true)] public Guid? Change { get; set; }
    [BindProperty] public Guid UserId { get; set; }
    [BindProperty] public List<string> Roles { get; set; } = [];

    public IReadOnlyList<Member> Members { get; private set; } = [];
    public Member? Changing { get; private set; }
    public IReadOnlyList<SelectListItem> AllRoles { get; } = [.. Role.All.Select(r => new SelectListItem(r, r))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(Change, cancellation);
        if (Change is not null && Changing is null) return NotFound();
        Roles = [.. Changing?.Roles ?? []];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(UserId, cancellation);
        if (Changing is null) return NotFound();
        if (Roles.Count == 0 || Roles.Any(r => !Role.All.Contains(r))) ModelState.AddModelError(nameof(Roles), "Select at least one role");
        else if (Changing.UserId == session.UserId && !Roles.Contains(Role.Administrator))
            ModelState.AddModelError(nameof(Roles), "You cannot take the administrator's role from yourself. Ask another administrator");
        if (!ModelState.IsValid) return Page();
        Changing.HoldRoles([.. Roles.Distinct()]);
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"The roles of {Changing.DisplayName} are changed from their next request.");
        return RedirectToPage(new { Change = (Guid?)null });
    }

    async Task LoadAsync(Guid? changing, CancellationToken cancellation)
    {
        Members = await db.Set<Member>().OrderBy(m => m.DisplayName).ToListAsync(cancellation);
        _agencies = await db.Set<Agency>().ToDictionaryAsync(a => a.Id, a => a.Name, cancellation);
        Changing = Members.FirstOrDefault(m => m.UserId == changing);
    }

    public string AgencyOf(Member member) => _agencies[member.AgencyId];
}
