using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.Disclosures.Show;

/// <summary>One disclosure. What it says of a person is shown once the reader has said why; that reading is logged.</summary>
[Authorize(Policy = Policies.ReachDisclosures)]
internal sealed class ShowDisclosureModel(DisclosureDesk desk) : DisclosurePage(desk)
{
    [BindProperty(SupportsGet = true), Display(Name = "Why do you need to see it?", Description = "Your answer is kept in the log of readings")]
    public string? Reason { get; set; }

    public bool IsOpen { get; private set; }
    public IReadOnlyList<DisclosureComplaint> Complaints { get; private set; } = [];

    public IReadOnlyList<Choice> Reasons => [.. DisclosureWords.ReadReasons.Where(r => r.Value switch
    {
        "decide" => Desk.IsDecider(Record),
        "use" => Record.RecipientId == Desk.Session.UserId && Record.State == DisclosureState.Released,
        "follow" => Desk.IsRequester(Record),
        "complaint" => true,
        _ => Desk.Checks,
    })];

    /// <summary>The one thing that waits for the reader.</summary>
    public (string Words, string Url)? NextAct => Record switch
    {
        { RestrictedAt: not null } => null,
        { State: DisclosureState.Draft } when Desk.IsRequester(Record) => ("Go on with the request", $"{Here}/request"),
        { State: DisclosureState.Asked } when Desk.IsDecider(Record) => ("Decide", $"{Here}/decide"),
        { State: DisclosureState.Approved } when Desk.IsDecider(Record) => ("Release", $"{Here}/release"),
        _ => null,
    };

    public IEnumerable<(string Words, string Url)> OtherActs
    {
        get
        {
            if (Record.RestrictedAt is not null) yield break;
            if (Desk.IsRequester(Record) && Record.Refusal(DisclosureEvent.Withdraw) is null) yield return ("Withdraw the request", $"{Here}/withdraw");
            if (Desk.IsDecider(Record) && Record.State == DisclosureState.Approved) yield return ("Refuse it after all", $"{Here}/decide");
            if (Record.Refusal(DisclosureEvent.Complain) is null) yield return ("Record a complaint", $"{Here}/complaint");
            if (Record.State == DisclosureState.Refused) yield return ("Raise an obstacle to exchange", $"/share/obstacles/new?disclosure={Id}");
        }
    }

    public string StateNote => Record switch
    {
        { State: DisclosureState.Draft } => "nobody was asked yet",
        { State: DisclosureState.Asked } => $"{People.NameAndAgencyOf(Record.DeciderId)} decides",
        { State: DisclosureState.Approved, ExpiresOn: { } day } => $"may be released until {day.Long()}",
        { EndedAt: { } at } => London.Show(at, "d MMMM yyyy"),
        _ => "",
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (Record.RestrictedAt is not null && !Desk.Checks) return Page();
        if (!Reasons.Holds(Reason)) return Page();
        await OpenSubjectAsync(Reason!, cancellation);
        Complaints = await Desk.Db.Set<DisclosureComplaint>().AsNoTracking().Where(c => c.DisclosureId == Id).OrderBy(c => c.RecordedAt).ToListAsync(cancellation);
        IsOpen = true;
        return Page();
    }
}
