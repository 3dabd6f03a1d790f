using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Meetings;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Tiers.Pages;

/// <summary>One proposal, to the district that made it and to the county that answers it: both views side by side.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class OneProposalModel(ConcordatDb db, TierDesk desk, NoNames names) : PageModel
{
    [FromRoute] public Guid Id { get; set; }
    [BindProperty, Display(Name = "What the county calls it", Description = "To merge it: the priority of the county that it becomes part of.")] public string? CountyName { get; set; }
    [BindProperty, Display(Name = "Reason", Description = "Needed to merge or return it; the district reads it.")] public string? Said { get; set; }
    [BindProperty, Display(Name = "In the area agreement since")] public DateOnly? AgreementOn { get; set; }

    [BindProperty, Display(Name = "Or a priority of the county", Description = "It becomes part of this one.")] public string? CountyPriority { get; set; }

    /// <summary>Priorities of the county in force, by name.</summary>
    public IReadOnlyList<Choice> Priorities { get; private set; } = [];

    public ReceivedProposal Shown { get; private set; } = null!;
    public IReadOnlyList<ProposalEvent> Open { get; private set; } = [];
    TierProposal? _own;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "Event")] string? happened, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (!string.IsNullOrEmpty(CountyPriority) && Priorities.All(p => p.Value != CountyPriority)) ModelState.AddModelError(nameof(CountyPriority), "Choose the priority from the list");
        var clean = ModelState.IsValid & names.Check(ModelState, nameof(Said), Said) & names.Check(ModelState, nameof(CountyName), CountyName);
        if (!clean) return Page();
        var refusal = !Enum.TryParse<ProposalEvent>(happened, out var known) || !Enum.IsDefined(known) ? "There is no such step for this"
            : _own is not null ? await desk.MoveOwnAsync(_own, known, cancellation) : await desk.AnswerAsync(Shown, known, new(Said, string.IsNullOrEmpty(CountyPriority) ? CountyName : CountyPriority, AgreementOn), cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError("", refusal);
            return await FindAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done(known switch { ProposalEvent.Withdraw => "It is withdrawn.", ProposalEvent.EnterAgreement => "It is in the area agreement.", _ => "The answer goes back to the district." });
        return Redirect(TierProposal.UrlOf(Id));
    }

    public static string Do(ProposalEvent happened) => happened switch
    {
        ProposalEvent.Accept => "Accept",
        ProposalEvent.Merge => "Merge",
        ProposalEvent.Return => "Return",
        ProposalEvent.EnterAgreement => "Enter it in the area agreement",
        _ => "Withdraw",
    };

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        _own = await db.Set<TierProposal>().SingleOrDefaultAsync(p => p.Id == Id, cancellation);
        var shown = _own is { } o
            ? new ReceivedProposal(o.Id, o.PartnershipId, o.FromName, o.Name, o.Why, o.Block, Words.Spaced(o.State.ToString()), o.ProposedAt, o.Answer, o.CountyName, o.AnsweredAt, o.AgreementOn, o.CountyPriorityId)
            : await desk.FindReceivedAsync(Id, cancellation);
        if (shown is null) return false;
        Shown = shown;
        IEnumerable<ProposalEvent> mine = _own is not null ? (desk.MayPrepare ? [ProposalEvent.Withdraw] : [])
            : await desk.MayAnswerAsync(cancellation) ? Enum.GetValues<ProposalEvent>().Where(e => e != ProposalEvent.Withdraw && (e != ProposalEvent.EnterAgreement || shown.AgreementOn is null)) : [];
        var state = Words.Read<ProposalState>(shown.State);
        if (_own is null) Priorities = [.. (await desk.PrioritiesAsync(cancellation)).Select(p => new Choice(p.Name, p.Name))];
        Open = [.. mine.Where(e => ProposalLife.Table.Of(state, e).Rule is null)];
        return true;
    }
}
