using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Disclosures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.PartnerRegisters.List;

/// <summary>Registers that can be asked; a body opens its own here.</summary>
[Authorize(Policy = Policies.ReachDisclosures)]
internal sealed class RegisterListModel(RegisterDesk desk, PlainWords plain) : PageModel
{
    public static IReadOnlyList<Choice> Kinds { get; } = [new(RegisterWords.Person, "People", "By full name and date of birth"), new(RegisterWords.Address, "Addresses", "By the house and the full postcode")];

    [BindProperty, Display(Name = "Name of the register", Description = "What being on it means, such as Open homelessness cases"), StringLength(120, ErrorMessage = "Name must be 120 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "What it holds")] public string? Kind { get; set; }

    public RegisterDesk Desk => desk;
    public IReadOnlyList<PartnerRegister> Rows { get; private set; } = [];
    public People People { get; private set; } = new([], []);

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!desk.MayAsk) return NotFound();
        await LoadAsync(cancellation);
        plain.Require(ModelState, nameof(Name), Name, "Enter the name of the register");
        if (!Kinds.Holds(Kind)) ModelState.AddModelError(nameof(Kind), "Choose what it holds");
        if (!ModelState.IsValid) return Page();
        var register = await desk.OpenAsync(Name!, Kind!, cancellation);
        TempData.Done("It answers once a list is read.", "Opened");
        return Redirect($"/share/look-up/registers/{register.Id}");
    }

    async Task LoadAsync(CancellationToken cancellation) => (Rows, People) = (await desk.RegistersAsync(cancellation), await desk.PeopleAsync(cancellation));
}
