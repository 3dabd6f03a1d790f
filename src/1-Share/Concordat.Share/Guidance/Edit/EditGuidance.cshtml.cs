using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Share.Guidance.Edit;

/// <summary>Adds guidance, or says that it was checked and changes it.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditGuidanceModel(GuidanceShelf shelf, PlainWords plain) : PageModel
{
    [FromRoute] public Guid? Id { get; set; }
    [BindProperty, Display(Name = "Title"), StringLength(200, ErrorMessage = "Title must be 200 characters or fewer")] public string? Title { get; set; }
    [BindProperty, Display(Name = "Published by"), StringLength(150, ErrorMessage = "Publisher must be 150 characters or fewer")] public string? Publisher { get; set; }
    [BindProperty, Display(Name = "Where (optional)", Description = "Its address on the web, beginning with https://"), StringLength(500, ErrorMessage = "Address must be 500 characters or fewer")] public string? Address { get; set; }
    [BindProperty, Display(Name = "What it says, in short"), StringLength(2000, ErrorMessage = "Shorten it to 2,000 characters")] public string? Summary { get; set; }
    [BindProperty, Display(Name = "Check it again after", Description = "Months, 1 to 24")] public int? CheckMonths { get; set; } = 12;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!shelf.MayKeep) return NotFound();
        if (Id is not { } id) return Page();
        if (await shelf.FindAsync(id, cancellation) is not { } note) return NotFound();
        (Title, Publisher, Address, Summary, CheckMonths) = (note.Title, note.Publisher, note.Address, note.Summary, note.CheckMonths);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!shelf.MayKeep) return NotFound();
        var note = Id is { } id ? await shelf.FindAsync(id, cancellation) : new GuidanceNote(shelf.Session.Partnership, Guid.CreateVersion7());
        if (note is null) return NotFound();
        plain.Require(ModelState, nameof(Title), Title, "Enter the title");
        plain.Require(ModelState, nameof(Publisher), Publisher, "Enter who published it");
        plain.Require(ModelState, nameof(Summary), Summary, "Enter what it says, in short");
        if (!string.IsNullOrWhiteSpace(Address) && !(Uri.TryCreate(Address.Trim(), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)) ModelState.AddModelError(nameof(Address), "Enter an address that begins with https://, or leave it empty");
        if (CheckMonths is null or < 1 or > 24) ModelState.AddModelError(nameof(CheckMonths), "Enter a number of months from 1 to 24");
        if (!ModelState.IsValid) return Page();
        note.Write(Title!, Publisher!, Address, Summary!, CheckMonths!.Value, shelf.Session.User, shelf.Today);
        if (Id is null) shelf.Db.Add(note);
        await shelf.Db.SaveChangesAsync(cancellation);
        TempData.Done("It stands beside each decision, with today as the day it was checked.");
        return Redirect("/share/guidance");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!shelf.MayKeep || Id is not { } id || await shelf.FindAsync(id, cancellation) is not { } note) return NotFound();
        note.Remove(shelf.Now);
        await shelf.Db.SaveChangesAsync(cancellation);
        TempData.Done("It no longer stands beside decisions.", "Taken off");
        return Redirect("/share/guidance");
    }
}
