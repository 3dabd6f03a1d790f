using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures.Complain;

/// <summary>Records a complaint about a disclosure or a refusal; information governance records what came of it.</summary>
[Authorize(Policy = Policies.ReachDisclosures)]
internal sealed class RecordComplaintModel(DisclosureDesk desk) : DisclosurePage(desk)
{
    [BindProperty, Display(Name = "Received on", Description = "For example, 8 12 2026")] public DateOnly? ReceivedOn { get; set; }
    [BindProperty, Display(Name = "What the complaint says"), StringLength(4000)] public string? Words { get; set; }
    [BindProperty, Display(Name = "Which complaint")] public Guid? Complaint { get; set; }
    [BindProperty, Display(Name = "What came of it"), StringLength(4000)] public string? Outcome { get; set; }

    public IReadOnlyList<Choice> Open { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (await AllowsAsync(DisclosureEvent.Complain, cancellation)) await ReadOpenAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (!await AllowsAsync(DisclosureEvent.Complain, cancellation)) return Page();
        ModelState.NeedDay(nameof(ReceivedOn), ReceivedOn, "Enter the day on which it was received");
        if (ReceivedOn > Desk.Today) ModelState.AddModelError(nameof(ReceivedOn), "The day must be today or in the past");
        if (string.IsNullOrWhiteSpace(Words)) ModelState.AddModelError(nameof(Words), "Enter what the complaint says");
        if (!ModelState.IsValid)
        {
            await ReadOpenAsync(cancellation);
            return Page();
        }
        Desk.Db.Add(new DisclosureComplaint(Record.PartnershipId, Guid.CreateVersion7(), Id, ReceivedOn!.Value, Words!.Trim(), Desk.Session.User, Desk.Now));
        await Desk.Db.SaveChangesAsync(cancellation);
        TempData.Done("Information governance can see it.", "Recorded");
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellation)
    {
        if (!Desk.Checks || !await FindAsync(cancellation)) return NotFound();
        await ReadOpenAsync(cancellation);
        if (!Open.Holds($"{Complaint}")) ModelState.AddModelError(nameof(Complaint), "Choose the complaint");
        if (string.IsNullOrWhiteSpace(Outcome)) ModelState.AddModelError(nameof(Outcome), "Enter what came of it");
        if (!ModelState.IsValid) return Page();
        var complaint = await Desk.Db.Set<DisclosureComplaint>().SingleAsync(c => c.Id == Complaint, cancellation);
        complaint.Answer(Outcome!);
        await Desk.Db.SaveChangesAsync(cancellation);
        TempData.Done("The outcome stands with the complaint.", "Recorded");
        return Redirect(Here);
    }

    async Task ReadOpenAsync(CancellationToken cancellation)
    {
        if (!Desk.Checks) return;
        var open = await Desk.Db.Set<DisclosureComplaint>().AsNoTracking().Where(c => c.DisclosureId == Id && c.Outcome == null).OrderBy(c => c.RecordedAt).ToListAsync(cancellation);
        Open = [.. open.Select(c => new Choice(c.Id.ToString(), $"Received {c.ReceivedOn.Long()}, recorded {London.Show(c.RecordedAt, "d MMM yyyy HH:mm")}"))];
    }
}
