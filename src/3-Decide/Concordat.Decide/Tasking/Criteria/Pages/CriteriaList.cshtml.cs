using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Groups;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Decide.Tasking.Criteria.Pages;

/// <summary>The criteria of every group by version, and which hold today.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class CriteriaListModel(CriteriaRecords criteria, CriteriaDesk desk, GroupRecords groups, TimeProvider clock) : PageModel
{
    /// <summary>Stands for the Joint Action Group where it was not set up.</summary>
    const string NotSetUp = "joint-action-group";
    IReadOnlyList<MeetingGroup> _groups = [];

    [BindProperty, Display(Name = "Group")] public string? Group { get; set; }
    [BindProperty, Display(Name = "Nothing is adopted or not adopted until every criterion is scored")] public bool IsRequired { get; set; }

    public IReadOnlyList<CriteriaVersion> Versions { get; private set; } = [];

    /// <summary>Versions that hold today.</summary>
    public IReadOnlySet<Guid> InForce { get; private set; } = new HashSet<Guid>();
    public bool MayPrepare => desk.MayPrepare;
    public IReadOnlyList<Choice> Groups => [.. _groups.Any(g => g.KindKey == GroupKind.JointActionGroup) ? [] : new[] { new Choice(NotSetUp, "Joint Action Group") }, .. _groups.Select(g => new Choice(g.Id.ToString(), g.Name))];

    public string NameOf(Guid? group) => _groups.FirstOrDefault(g => g.Id == group)?.Name ?? "Joint Action Group";

    public Task OnGetAsync(CancellationToken cancellation) => ListAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        var isKnown = Groups.Any(g => g.Value == Group);
        // The rule refuses before the field does: nothing chosen could mend it.
        if (MayPrepare && !isKnown)
        {
            ModelState.AddModelError(nameof(Group), "Choose the group whose criteria they are");
            return Page();
        }
        Guid? group = isKnown && Group != NotSetUp ? Guid.Parse(Group!) : null;
        var (version, refusal) = await desk.BeginAsync(group, IsRequired, await criteria.InForceAsync(group, London.Today(clock), cancellation), cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError(MayPrepare ? nameof(Group) : "", refusal);
            return Page();
        }
        TempData.Done($"Version {version!.Number} is begun. Add its criteria, then put it to the group.");
        return Redirect(version.Url);
    }

    async Task ListAsync(CancellationToken cancellation)
    {
        _groups = await groups.ListAsync(cancellation);
        Versions = await criteria.ListAsync(cancellation);
        var today = London.Today(clock);
        InForce = Versions.Where(v => v.State == CriteriaState.Adopted && v.InForceFrom <= today).GroupBy(v => v.GroupId)
            .Select(g => g.OrderByDescending(v => v.InForceFrom).ThenByDescending(v => v.Number).First().Id).ToHashSet();
    }
}
