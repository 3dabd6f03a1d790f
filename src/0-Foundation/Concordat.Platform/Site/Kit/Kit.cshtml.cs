using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Platform.Site.Kit;

/// <summary>Every part of the site in every state, on one page; the form can be sent to see how errors look.</summary>
public sealed class KitModel : PageModel
{
    [BindProperty] public KitForm Form { get; set; } = new();

    public IReadOnlyList<Choice> Agencies { get; } = [new("council", "Council"), new("police", "Police"), new("fire", "Fire and rescue")];

    public IReadOnlyList<Choice> Answers { get; } = [new("yes", "Yes, as it stands"), new("no", "No", "Say why below. The reason goes to the author.")];

    public IReadOnlyList<Choice> Themes { get; } = [new("vehicles", "Theft from vehicles"), new("burglary", "Home burglary"), new("fires", "Deliberate fires")];

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid) return Page();
        TempData.Done("4,037 records accepted. 175 rows were returned to the council with reasons.");
        return RedirectToPage();
    }
}

/// <summary>One field of each kind.</summary>
public sealed class KitForm
{
    [Display(Name = "Title"), Required(ErrorMessage = "Enter a title"), StringLength(80)] public string? Title { get; set; }
    [Display(Name = "Review date", Description = "For example, 4 12 2026"), Required(ErrorMessage = "Enter a review date")] public DateOnly? ReviewOn { get; set; }
    [Display(Name = "Agency"), Required(ErrorMessage = "Choose an agency")] public string? Agency { get; set; }
    [Display(Name = "Do you agree?"), Required(ErrorMessage = "Say whether you agree")] public string? Answer { get; set; }
    [Display(Name = "Themes")] public IReadOnlyList<string> Themes { get; set; } = ["vehicles"];
    [Display(Name = "Notes", Description = "No names of victims or suspects.")] public string? Notes { get; set; }
    [Display(Name = "Return", Description = "A CSV or Excel file, up to 50 MB.")] public IFormFile? File { get; set; }
}
