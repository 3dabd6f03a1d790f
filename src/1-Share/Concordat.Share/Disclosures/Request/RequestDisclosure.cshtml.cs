using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Share.Disclosures.Request;

/// <summary>The request, kept as a draft until the holder is asked.</summary>
[Authorize(Policy = Policies.AskForDisclosures)]
internal sealed class RequestDisclosureModel(DisclosureDesk desk) : DisclosurePage(desk)
{
    [BindProperty, Display(Name = "Who decides", Description = "A person at the body that holds the information. They may pass it to a colleague")]
    public Guid? Decider { get; set; }

    [BindProperty, Display(Name = "Who receives it", Description = "The one person who may open what is sent")]
    public Guid? Recipient { get; set; }

    [BindProperty, Display(Name = "It is about")] public string? SubjectKind { get; set; }
    [BindProperty, Display(Name = "Name", Description = "Leave empty for a household"), StringLength(200)] public string? Name { get; set; }
    [BindProperty, Display(Name = "Date of birth, if you know it", Description = "For example, 27 3 1984"), StringLength(40)] public string? BornOn { get; set; }
    [BindProperty, Display(Name = "Address, if you know it"), StringLength(400)] public string? Address { get; set; }
    [BindProperty, Display(Name = "Your reference for them, if there is one"), StringLength(100)] public string? SubjectReference { get; set; }

    [BindProperty, Display(Name = "What you ask for", Description = "Item by item, and for which period: the less, the better"), StringLength(2000)] public string? Items { get; set; }

    [BindProperty, Display(Name = "Purpose", Description = "From the sharing agreements in force today")] public string? Purpose { get; set; }
    [BindProperty, Display(Name = "Why it is necessary", Description = "Why the purpose cannot be met without it"), StringLength(4000)] public string? Necessity { get; set; }
    [BindProperty, Display(Name = "Kind of processing")] public string? Regime { get; set; }
    [BindProperty, Display(Name = "What it is needed for")] public string? Test { get; set; }
    [BindProperty, Display(Name = "Consent of the person")] public string? Consent { get; set; }
    [BindProperty, Display(Name = "How and when, or why not"), StringLength(2000)] public string? ConsentReason { get; set; }

    public IReadOnlyList<Choice> Deciders { get; private set; } = [];
    public IReadOnlyList<Choice> Recipients { get; private set; } = [];
    public IReadOnlyList<Choice> Purposes { get; private set; } = [];
    IReadOnlyList<AgreementPurpose> _purposes = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindOwnAsync(cancellation)) return NotFound();
        if (!await AllowsAsync(DisclosureEvent.Change, cancellation)) return Page();
        await OpenSubjectAsync("follow", cancellation);
        Show();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => KeepAsync(isAsked: false, cancellation);

    public Task<IActionResult> OnPostAskAsync(CancellationToken cancellation) => KeepAsync(isAsked: true, cancellation);

    async Task<IActionResult> KeepAsync(bool isAsked, CancellationToken cancellation)
    {
        if (!await FindOwnAsync(cancellation)) return NotFound();
        if (!await AllowsAsync(isAsked ? DisclosureEvent.Ask : DisclosureEvent.Change, cancellation) || !ModelState.IsValid) return Page();
        var subject = new DisclosureSubject(Trim(Name), Trim(BornOn), Trim(Address), Trim(SubjectReference));
        Record.Write(Written(), Desk.Seal(subject));
        if (isAsked) RequireAll(subject);
        if (ModelState.IsValid && isAsked) Record.Ask(Desk.Now);
        await Desk.Db.SaveChangesAsync(cancellation);
        if (!ModelState.IsValid) return Page();
        TempData.Done(isAsked ? $"{People.NameAndAgencyOf(Record.DeciderId)} is asked to decide." : "The draft is saved.", isAsked ? "Asked" : "Saved");
        return Redirect(isAsked ? Here : $"{Here}/request");
    }

    async Task<bool> FindOwnAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !Desk.IsRequester(Record)) return false;
        _purposes = await Desk.PurposesAsync(cancellation);
        var members = People.On(Desk.Today).Where(m => DisclosureDesk.Workers.Any(m.Roles.Contains)).ToList();
        Deciders = [.. members.Where(m => m.AgencyId != Record.RequesterAgencyId).OrderBy(m => People.ShortNameOf(m.AgencyId)).Select(Choice)];
        Recipients = [.. members.OrderByDescending(m => m.UserId == Record.RequesterId).ThenByDescending(m => m.AgencyId == Record.RequesterAgencyId).Select(Choice)];
        Purposes = [.. _purposes.Select(p => new Choice(p.Value, $"{p.Purpose} ({p.Title})"))];
        return true;
    }

    Choice Choice(Member member) => new(member.UserId.ToString(), $"{member.DisplayName}, {People.ShortNameOf(member.AgencyId)}");

    void Show()
    {
        (Decider, Recipient, SubjectKind, Items) = (Record.DeciderId, Record.RecipientId ?? Record.RequesterId, Record.SubjectKind, Record.Items);
        (Name, BornOn, Address, SubjectReference) = (Subject?.Name, Subject?.BornOn, Subject?.Address, Subject?.Reference);
        (Purpose, Necessity, Regime) = (Record.AgreementId is { } agreement ? $"{agreement}|{Record.Purpose}" : null, Record.Necessity, Record.Regime);
        (Test, Consent, ConsentReason) = (Record.Test, Record.Consent, Record.ConsentReason);
    }

    /// <summary>What was chosen from the lists; anything else counts as not chosen.</summary>
    DisclosureAsk Written()
    {
        var decider = Deciders.Holds($"{Decider}") ? People.Member(Decider) : null;
        var recipient = Recipients.Holds($"{Recipient}") ? People.Member(Recipient) : null;
        var purpose = _purposes.FirstOrDefault(p => p.Value == Purpose);
        if (recipient is not null && recipient.AgencyId == decider?.AgencyId)
        {
            ModelState.AddModelError(nameof(Recipient), "Choose somebody outside the body that holds the information");
            recipient = null;
        }
        return new(recipient?.UserId, recipient?.AgencyId, decider?.UserId, decider?.AgencyId, One(DisclosureWords.SubjectKinds, SubjectKind), Items,
            purpose?.AgreementId, purpose?.Title, purpose?.Purpose, Necessity, One(DisclosureWords.Regimes, Regime), One(DisclosureWords.Tests, Test),
            One(DisclosureWords.Consents, Consent), ConsentReason);
    }

    void RequireAll(DisclosureSubject subject)
    {
        Require(Record.DeciderId is not null, nameof(Decider), "Choose who decides at the body that holds the information");
        Require(Record.RecipientId is not null || ModelState[nameof(Recipient)]?.Errors.Count > 0, nameof(Recipient), "Choose who receives it");
        Require(Record.SubjectKind is not null, nameof(SubjectKind), "Say whether it is about a person or a household");
        if (Record.SubjectKind == "household") Require(subject.Address is not null, nameof(Address), "Enter the address of the household");
        else Require(subject.Name is not null, nameof(Name), "Enter the name of the person");
        Require(Record.Items is not null, nameof(Items), "Enter what you ask for");
        Require(Record.AgreementId is not null, nameof(Purpose), "Choose a purpose of a sharing agreement in force");
        Require(Record.Necessity is not null, nameof(Necessity), "Enter why it is necessary");
        Require(Record.Regime is not null, nameof(Regime), "Choose the kind of processing");
        Require(Record.Test is not null, nameof(Test), "Choose what it is needed for");
        Require(Record.Consent is not null, nameof(Consent), "Say whether the person consented");
        Require(Record.ConsentReason is not null, nameof(ConsentReason), "Enter how and when consent was given or refused, or why it was not sought");
    }

    void Require(bool isThere, string field, string message)
    {
        if (!isThere) ModelState.AddModelError(field, message);
    }

    static string? One(IReadOnlyList<Choice> choices, string? value) => choices.Holds(value) ? value : null;

    static string? Trim(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
