using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Disclosures.Decide;

/// <summary>The holder's own decision: approve with every field weighed, or refuse with a reason.</summary>
[Authorize(Policy = Policies.AskForDisclosures)]
internal sealed class DecideDisclosureModel(DisclosureDesk desk) : DisclosurePage(desk)
{
    [BindProperty, Display(Name = "Why it is proportionate", Description = "The harm it prevents against the harm it may do, to the person and to others"), StringLength(4000)]
    public string? Proportionality { get; set; }

    [BindProperty, Display(Name = "Accurate and current", Description = "Where it comes from, when it was last checked, what is opinion"), StringLength(4000)]
    public string? Accuracy { get; set; }

    [BindProperty, Display(Name = "Lawful basis")] public string? LawfulBasis { get; set; }
    [BindProperty, Display(Name = "Condition", Description = "For special categories and criminal offence data")] public string? Condition { get; set; }
    [BindProperty, Display(Name = "Last day to release it", Description = "For example, 8 12 2026")] public DateOnly? ExpiresOn { get; set; }
    [BindProperty, Display(Name = "Your decision")] public string? Decision { get; set; }
    [BindProperty, Display(Name = "Reason")] public string? RefusalCode { get; set; }
    [BindProperty, Display(Name = "In your words"), StringLength(4000)] public string? DecisionReason { get; set; }
    [BindProperty, Display(Name = "Colleague at your body")] public Guid? Colleague { get; set; }

    public IReadOnlyList<Choice> Colleagues { get; private set; } = [];
    public IReadOnlyList<Choice> Bases => [.. DisclosureWords.Bases.Where(b => b.Value.StartsWith("part3-", StringComparison.Ordinal) == (Record.Regime == "law enforcement"))];
    public IReadOnlyList<Choice> Decisions => Record.State == DisclosureState.Asked
        ? [new("approve", "Approve: it may be released until that day"), new("refuse", "Refuse")]
        : [new("refuse", "Refuse it after all")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindToDecideAsync(cancellation)) return NotFound();
        if (!await AllowsAsync(DisclosureEvent.Refuse, cancellation)) return Page();
        await OpenSubjectAsync("decide", cancellation);
        (Proportionality, Accuracy, LawfulBasis, Condition, ExpiresOn) = (Record.Proportionality, Record.Accuracy, Record.LawfulBasis, Record.Condition, Record.ExpiresOn);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindToDecideAsync(cancellation)) return NotFound();
        if (!await AllowsAsync(Decision == "approve" ? DisclosureEvent.Approve : DisclosureEvent.Refuse, cancellation)) return Page();
        if (Decision is "approve") await ApproveAsync(cancellation);
        else if (Decision is "refuse") Refuse();
        else ModelState.AddModelError(nameof(Decision), "Choose whether to approve or refuse");
        if (!ModelState.IsValid)
        {
            await OpenSubjectAsync("decide", cancellation);
            return Page();
        }
        await Desk.Db.SaveChangesAsync(cancellation);
        TempData.Done(Record.State == DisclosureState.Approved
            ? $"It may be released until {Record.ExpiresOn!.Value.Long()}. Nothing has been sent yet." : "The request is refused, with your reason.", "Decided");
        return Redirect(Record.State == DisclosureState.Approved ? $"{Here}/release" : Here);
    }

    public async Task<IActionResult> OnPostPassAsync(CancellationToken cancellation)
    {
        if (!await FindToDecideAsync(cancellation)) return NotFound();
        if (!await AllowsAsync(DisclosureEvent.PassOn, cancellation)) return Page();
        if (!Colleagues.Holds($"{Colleague}"))
        {
            ModelState.AddModelError(nameof(Colleague), "Choose a colleague at your own body");
            await OpenSubjectAsync("decide", cancellation);
            return Page();
        }
        Record.PassTo(Colleague!.Value);
        await Desk.Db.SaveChangesAsync(cancellation);
        TempData.Done($"{People.NameOf(Colleague)} decides now.", "Passed on");
        return Redirect("/share/disclosures");
    }

    async Task<bool> FindToDecideAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Desk.IsDecider(Record)) return false;
        Colleagues = [.. People.On(Desk.Today)
            .Where(m => m.AgencyId == Record.HolderAgencyId && m.UserId != Record.DeciderId && m.UserId != Record.RequesterId && DisclosureDesk.Workers.Any(m.Roles.Contains))
            .Select(m => new Choice(m.UserId.ToString(), $"{m.DisplayName}, {m.JobTitle}"))];
        return true;
    }

    async Task ApproveAsync(CancellationToken cancellation)
    {
        Require(!string.IsNullOrWhiteSpace(Proportionality), nameof(Proportionality), "Enter why it is proportionate");
        Require(!string.IsNullOrWhiteSpace(Accuracy), nameof(Accuracy), "Enter how you know that it is accurate and current");
        Require(Bases.Holds(LawfulBasis), nameof(LawfulBasis), "Choose the lawful basis");
        Require(DisclosureWords.Conditions.Holds(Condition), nameof(Condition), "Choose the condition, or that none is needed");
        Require(ExpiresOn is not null || ModelState[nameof(ExpiresOn)]?.Errors.Count > 0, nameof(ExpiresOn), "Enter the last day on which it may be released");
        Require(ExpiresOn is null || ExpiresOn >= Desk.Today, nameof(ExpiresOn), "The last day must be today or later");
        if (await Desk.AgreementRefusalAsync(Record, cancellation) is { } ended) ModelState.AddModelError("", ended);
        if (!ModelState.IsValid) return;
        Record.Weigh(new(Proportionality, Accuracy, LawfulBasis, Condition, ExpiresOn));
        Record.Approve(Desk.Session.User, Desk.Now);
    }

    void Refuse()
    {
        Require(DisclosureWords.Refusals.Holds(RefusalCode), nameof(RefusalCode), "Choose why you refuse");
        Require(!string.IsNullOrWhiteSpace(DecisionReason), nameof(DecisionReason), "Say in your words why you refuse");
        if (ModelState.IsValid) Record.Refuse(RefusalCode!, DecisionReason!, Desk.Session.User, Desk.Now);
    }

    void Require(bool isThere, string field, string message)
    {
        if (!isThere) ModelState.AddModelError(field, message);
    }
}
