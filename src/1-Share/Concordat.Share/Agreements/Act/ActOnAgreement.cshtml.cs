using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Agreements.Act;

/// <summary>Asks before something happens to a version, and does it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ActOnAgreementModel(AgreementReader reader, AgreementDesk desk, Session session, TimeProvider clock) : AgreementPage(reader, desk, session, clock)
{
    [FromRoute] public int Number { get; set; }
    [FromRoute] public string Act { get; set; } = "";
    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public DateOnly? Day { get; set; }
    [BindProperty] public bool Accepts { get; set; }

    public ActWords Words => ActWords.Of(Act, BodyName(Session.AgencyId ?? default));

    /// <summary>Why the state of the version does not allow it.</summary>
    public string? Refusal => AgreementStates.Refusal(Version.Standing.State, Words.Event);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(Number, cancellation)) return NotFound();
        if (Act == "end") Day = Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(Number, cancellation)) return NotFound();
        if (Refusal is null) Check();
        if (!ModelState.IsValid) return Page();
        if (await DoAsync(cancellation) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        TempData.Done(Words.Done);
        return Redirect(Act == "renew" ? $"/share/agreements/{Id}/versions/{Record.Versions[^1].Version.Number + 1}/edit" : Address(Number));
    }

    void Check()
    {
        if (Words.AsksReason && string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), $"Enter {Words.ReasonLabel.ToLowerInvariant()}");
        if (Reason?.Length > 500) ModelState.AddModelError(nameof(Reason), $"{Words.ReasonLabel} must be 500 characters or fewer");
        if (Words.AsksDay && Day is null) ModelState.AddModelError(nameof(Day), $"Enter {Words.DayLabel.ToLowerInvariant()}");
        if (Words.Statement is not null && !Accepts) ModelState.AddModelError(nameof(Accepts), "Tick the box to say that you accept it");
    }

    async Task<string?> DoAsync(CancellationToken cancellation) => Act switch
    {
        "submit" => await Desk.SubmitAsync(Id, Number, cancellation),
        "send-back" => await Desk.SendBackAsync(Id, Number, Reason?.Trim() ?? "", cancellation),
        "approve" => await Desk.ApproveAsync(Id, Number, cancellation),
        "sign" => await Desk.SignAsync(Id, Number, cancellation),
        "withdraw" => await Desk.WithdrawAsync(Id, Number, Reason?.Trim() ?? "", cancellation),
        "keep" => await Desk.KeepUnchangedAsync(Id, Number, Day ?? Today, Reason?.Trim() ?? "", cancellation),
        "renew" => (await Desk.BeginVersionAsync(Id, Number, cancellation)).Refusal,
        "end" => await Desk.EndAsync(Id, Number, Day ?? Today, Reason?.Trim() ?? "", cancellation),
        _ => await Desk.DiscardAsync(Id, Number, cancellation),
    };
}

/// <summary>What the page of one act says and asks.</summary>
internal sealed record ActWords(AgreementEvent Event, string Title, string Lead, string Button, string Done)
{
    public bool AsksReason { get; init; }
    public string ReasonLabel { get; init; } = "The reason";
    public bool AsksDay { get; init; }
    public string DayLabel { get; init; } = "";
    public string? Statement { get; init; }
    public bool IsGrave { get; init; }

    /// <param name="body">Name of the acting person's body.</param>
    public static ActWords Of(string act, string body) => act switch
    {
        "submit" => new(AgreementEvent.Submit, "Send for approval", "Information governance or the co-ordinator, but not its writer, approves it with its departures from the template.", "Send for approval", "The draft was sent for approval."),
        "send-back" => new(AgreementEvent.SendBack, "Send back", "The version becomes a draft again.", "Send back", "The version is a draft again.") { AsksReason = true, ReasonLabel = "What must change" },
        "approve" => new(AgreementEvent.Approve, "Approve", "The version is put up for signature. From then on its words can no longer change.", "Approve", "The version is up for signature.")
        {
            Statement = "I have read the departures from the national template, and approve them",
        },
        "sign" => new(AgreementEvent.Sign, "Sign", $"You sign for {body}, and for no other body.", $"Sign for {body}", $"{body} has signed.")
        {
            Statement = $"I am entitled to sign for {body}, which agrees to share and use information as this version says",
        },
        "withdraw" => new(AgreementEvent.Withdraw, "Withdraw the signature", $"From today {body} no longer shares or reads under this agreement. If it is a responsible authority, nobody does until it signs again.", "Withdraw",
            $"{body} has withdrawn its signature.")
        { AsksReason = true, IsGrave = true },
        "keep" => new(AgreementEvent.KeepUnchanged, "Record a review", "The parties looked at the agreement again and keep it as it is. To change it, begin a new version instead.", "Record the review", "The review is recorded.")
        {
            AsksReason = true,
            ReasonLabel = "What was considered, and by whom",
            AsksDay = true,
            DayLabel = "The next review by",
        },
        "renew" => new(AgreementEvent.NewVersion, "Begin a new version", "It starts from the words of this version, without its dates. This version stays as it is until every responsible authority has signed the new one.", "Begin the draft",
            "The draft has begun."),
        "end" => new(AgreementEvent.End, "End the agreement", "From that day nothing is sent or read under it any more. What was given out before stays with those who have it.", "End the agreement", "The agreement has an end.")
        {
            AsksReason = true,
            AsksDay = true,
            DayLabel = "The first day without it",
            IsGrave = true,
        },
        _ => new(AgreementEvent.Discard, "Discard the version", "Nothing of it is lost, but it can no longer be signed.", "Discard", "The version was discarded.") { IsGrave = true },
    };
}
