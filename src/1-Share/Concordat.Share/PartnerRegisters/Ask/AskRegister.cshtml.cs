using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Share.PartnerRegisters.Ask;

/// <summary>Asks a body's register about one person or address, and shows the answer once.</summary>
[Authorize(Policy = Policies.ReachDisclosures)]
internal sealed class AskRegisterModel(RegisterDesk desk, PlainWords plain) : PageModel
{
    const int MineShown = 20;
    IReadOnlyList<PartnerRegister> _all = [];

    [BindProperty] public Guid? Register { get; set; }
    [BindProperty, Display(Name = "Full name"), StringLength(200, ErrorMessage = "Shorten the name to 200 characters")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Date of birth", Description = "For example, 27 3 1984")] public DateOnly? BornOn { get; set; }
    [BindProperty, Display(Name = "First line of the address", Description = "Such as 14 Millrace Lane"), StringLength(200, ErrorMessage = "Shorten the address to 200 characters")] public string? House { get; set; }
    [BindProperty, Display(Name = "Postcode"), StringLength(10, ErrorMessage = "Enter a full postcode")] public string? Postcode { get; set; }
    [BindProperty, Display(Name = "Purpose", Description = "Of a sharing agreement in force")] public string? Purpose { get; set; }
    [BindProperty, Display(Name = "Why you need to know", Description = "Kept in the log, and read by the body you ask: name nobody"), StringLength(500, ErrorMessage = "Shorten the reason to 500 characters")] public string? Why { get; set; }

    public RegisterDesk Desk => desk;
    public string? Answer { get; private set; }
    public string AnswerWords { get; private set; } = "";
    public IReadOnlyList<Choice> Registers { get; private set; } = [];
    public IReadOnlyList<Choice> Purposes { get; private set; } = [];
    public IReadOnlyList<LookUp> Mine { get; private set; } = [];

    public string NameOf(Guid register) => _all.FirstOrDefault(r => r.Id == register)?.Name ?? "";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        await ReadMineAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!desk.MayAsk) return NotFound();
        await LoadAsync(cancellation);
        // One that is closed or one's own, and an agreement that has ended, are for the database to refuse: what was asked of a register leaves its line.
        var register = _all.FirstOrDefault(r => r.Id == Register);
        if (register is null) ModelState.AddModelError(nameof(Register), "Choose a register");
        var purpose = await desk.StatedAsync(Purpose, cancellation);
        if (purpose is null) ModelState.AddModelError(nameof(Purpose), "Choose a purpose of a sharing agreement in force");
        plain.Require(ModelState, nameof(Why), Why, "Enter why you need to know");
        var form = register is null ? null : Form(register);
        if (ModelState.IsValid && form is not null)
        {
            (Answer, var refusal) = await desk.AskAsync(register!, form, purpose!, Why!, cancellation);
            AnswerWords = Answer == "refused" ? RegisterDesk.Words(refusal) : $"{register!.Name}: {(Answer == "yes" ? "on the list" : "not on the list")}, as listed on {Partnership.Calendar.Days.Long(register.ListedOn!.Value)}.";
            // What was asked does not stand in the page once it is answered.
            foreach (var field in new[] { nameof(Name), nameof(BornOn), nameof(House), nameof(Postcode) }) ModelState.Remove(field);
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith(nameof(BornOn), StringComparison.Ordinal)).ToList()) ModelState.Remove(key);
            (Name, BornOn, House, Postcode) = (null, null, null, null);
        }
        await ReadMineAsync(cancellation);
        return Page();
    }

    string? Form(PartnerRegister register)
    {
        if (register.SubjectKind == RegisterWords.Person)
        {
            var person = BornOn is { } born ? RegisterWords.OfPerson(Name, born) : null;
            if (string.IsNullOrWhiteSpace(Name)) ModelState.AddModelError(nameof(Name), "This register is of people: enter the full name");
            ModelState.NeedDay(nameof(BornOn), BornOn, "Enter the date of birth: names alone are not answered");
            return person;
        }
        var address = RegisterWords.OfAddress(House, Postcode);
        if (string.IsNullOrWhiteSpace(House)) ModelState.AddModelError(nameof(House), "This register is of addresses: enter the first line");
        else if (address is null) ModelState.AddModelError(nameof(Postcode), "Enter the full postcode");
        return address;
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        _all = await desk.RegistersAsync(cancellation);
        var people = await desk.PeopleAsync(cancellation);
        Registers = [.. _all.Where(r => r.ClosedAt is null && r.AgencyId != desk.Session.AgencyId).Select(r => new Choice(r.Id.ToString(), $"{people.ShortNameOf(r.AgencyId)}: {r.Name} ({r.SubjectKind})"))];
        if (desk.MayAsk) Purposes = [.. (await desk.PurposesAsync(cancellation)).Select(p => new Choice(p.Value, $"{p.Purpose} ({p.Title})"))];
    }

    async Task ReadMineAsync(CancellationToken cancellation) =>
        Mine = await desk.Db.Set<LookUp>().AsNoTracking().Where(l => l.AskerId == desk.Session.UserId).OrderByDescending(l => l.At).Take(MineShown).ToListAsync(cancellation);
}
