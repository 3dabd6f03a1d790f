using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Site.Components;
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

    public IReadOnlyList<QuickWord> QuickKinds { get; } = [new("prevention", "prevention"), new("enforcement", "enforcement"), new("reassurance", "reassurance")];

    public IReadOnlyList<QuickWord> QuickAgencies { get; } = [new("council", "Council"), new("police", "Police"), new("fire", "Fire and rescue", "fire")];

    public IReadOnlyList<QuickWord> QuickPeople { get; } = [new("p1", "Dana Pellow", "Pellow"), new("p2", "Sam Fallowmere", "Fallowmere")];

    public IReadOnlyList<(string Name, string Hex, string Note)> Colours { get; } =
    [
        ("Ink", "#17212b", "16.3"), ("Muted ink", "#4d5860", "7.3; 6.7 on paper"), ("Petrol, action", "#155866", "8.0"), ("Deep petrol", "#0c313b", "white on it 13.8"),
        ("Link", "#0b5a8f", "7.3"), ("Marigold", "#f0b429", "7.4 on deep petrol"), ("Rise", "#a63f06", "6.3"), ("Fall", "#1c5d9c", "6.8"),
        ("Overdue, error", "#a3172b", "7.7"), ("Accepted", "#17624a", "7.3"), ("Late, partial", "#7d5200", "6.8"), ("Paper", "#f7f5f0", "for panels"),
    ];

    public IReadOnlyList<YearStep> Year { get; } =
    [
        new(1, "Leadership named", Stage.Share, "Apr 2025", YearStepState.Done), new(2, "Sharing agreement signed", Stage.Share, "May 2025", YearStepState.Done),
        new(3, "Information shared", Stage.Share, "Jul 2025", YearStepState.Done), new(4, "Residents consulted", Stage.Share, "Sep 2025", YearStepState.Done),
        new(5, "Strategic assessment", Stage.Understand, "Feb 2026", YearStepState.Done), new(6, "Priorities escalated to county", Stage.Decide, "Mar 2026", YearStepState.Done),
        new(7, "Three-year plan agreed", Stage.Decide, "Apr 2026", YearStepState.Done), new(8, "Summary published", Stage.Decide, "May 2026", YearStepState.Done),
        new(9, "Delivery groups set up", Stage.Act, "Jun 2026", YearStepState.Done), new(10, "Further analysis", Stage.Act, "Due 30 Nov", YearStepState.Now),
        new(11, "Options chosen", Stage.Act, "Due 11 Dec", YearStepState.Ahead), new(12, "Governance checked", Stage.Act, "Jan 2027", YearStepState.Ahead),
        new(13, "Results evaluated", Stage.Review, "Jan 2027", YearStepState.Ahead), new(14, "Leaders’ review", Stage.Review, "Feb 2027", YearStepState.Ahead),
        new(15, "Next assessment", Stage.Review, "Feb 2027", YearStepState.Ahead), new(16, "Plan refreshed", Stage.Review, "Mar 2027", YearStepState.Ahead),
        new(17, "Summary published again", Stage.Review, "Apr 2027", YearStepState.Ahead),
    ];

    /// <summary>The figures of the kit's map, in the shape that map.ts reads.</summary>
    public IActionResult OnGetMap() => Content(KitDrawings.MapFigures, "application/json");

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
    [Display(Name = "Cost"), Range(0, 1_000_000, ErrorMessage = "Cost must be between £0 and £1,000,000")] public decimal? Cost { get; set; }
    [Display(Name = "Review date", Description = "For example, 4 12 2026"), Required(ErrorMessage = "Enter a review date")] public DateOnly? ReviewOn { get; set; }
    [Display(Name = "Due", Description = "For example, 4 Dec 2026")] public DateOnly? DueOn { get; set; }
    [Display(Name = "Agency"), Required(ErrorMessage = "Choose an agency")] public string? Agency { get; set; }
    [Display(Name = "Do you agree?"), Required(ErrorMessage = "Say whether you agree")] public string? Answer { get; set; }
    [Display(Name = "Themes")] public IReadOnlyList<string> Themes { get; set; } = ["vehicles"];
    [Display(Name = "Use it for 14 more like this one")] public bool UseForMore { get; set; } = true;
    [Display(Name = "Notes", Description = "No names of victims or suspects.")] public string? Notes { get; set; }
    [Display(Name = "Return", Description = "A CSV or Excel file, up to 50 MB.")] public IFormFile? File { get; set; }
}
