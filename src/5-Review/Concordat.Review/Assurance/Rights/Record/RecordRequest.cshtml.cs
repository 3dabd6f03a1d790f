using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Review.Assurance.Rights.Record;

/// <summary>Records that a person asks about their own data.</summary>
[Authorize(Policy = Policies.ServeRights)]
internal sealed class RecordRequestModel(RightsDesk desk) : PageModel
{
    [BindProperty, Display(Name = "What does the person ask for?")] public string? Kind { get; set; }
    [BindProperty, Display(Name = "Received on", Description = "By whichever body and in whatever form it came first")] public DateOnly? ReceivedOn { get; set; }
    [BindProperty, Display(Name = "Identity checked on", Description = "Leave empty until you know who asks")] public DateOnly? IdentityCheckedOn { get; set; }
    [BindProperty, Display(Name = "Full name"), StringLength(200, ErrorMessage = "Shorten the name to 200 characters")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Other names", Description = "One on each line: a former name, a nickname, another spelling"), StringLength(500, ErrorMessage = "Shorten the other names to 500 characters")] public string? OtherNames { get; set; }
    [BindProperty, Display(Name = "Date of birth, as the records write it"), StringLength(40)] public string? BornOn { get; set; }
    [BindProperty, Display(Name = "First line of the address"), StringLength(200)] public string? Address { get; set; }
    [BindProperty, Display(Name = "Reference of a body", Description = "A case or tenancy number, if the person gives one"), StringLength(60)] public string? PersonReference { get; set; }
    [BindProperty, Display(Name = "Email address or telephone"), StringLength(200)] public string? Contact { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!RightsWords.Kinds.Holds(Kind)) ModelState.AddModelError(nameof(Kind), "Select what the person asks for");
        ModelState.NeedDay(nameof(ReceivedOn), ReceivedOn, "Enter the day on which it was received");
        if (ReceivedOn > desk.Today) ModelState.AddModelError(nameof(ReceivedOn), "The day must be today or in the past");
        if (IdentityCheckedOn > desk.Today) ModelState.AddModelError(nameof(IdentityCheckedOn), "The day must be today or in the past");
        if ((Name ?? "").Trim().Length < RequestPerson.ShortestWord) ModelState.AddModelError(nameof(Name), "Enter the full name of the person");
        if (!ModelState.IsValid) return Page();
        var request = await desk.RecordAsync(Kind!, ReceivedOn!.Value, IdentityCheckedOn, new(Name!.Trim(), OtherNames, BornOn, Address, PersonReference, Contact), cancellation);
        TempData.Done($"{request.Reference} is recorded. It is due on {request.DueOn.Long()}.");
        return Redirect($"/review/rights/{request.Id}");
    }
}
