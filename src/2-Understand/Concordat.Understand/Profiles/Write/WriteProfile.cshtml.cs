using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Papers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Profiles.Write;

/// <summary>Writes one part of a profile; no response before an analysis.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class WriteProfileModel(ConcordatDb db, Session session, ProfileDesk desk, TimeProvider clock) : PageModel
{
    public const int LongestPart = 10_000;

    [FromRoute] public Guid Id { get; set; }
    [FromRoute] public string Part { get; set; } = "";
    [BindProperty, Display(Name = "Words")] public string? Words { get; set; }

    public Profile Profile { get; private set; } = null!;
    public PartKind Kind { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        Words = (await desk.WordsAsync(Profile, cancellation)).GetValueOrDefault(Part);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        var pasted = PastedText.Clean(Words);
        var words = pasted.Text;
        var parts = await db.Set<ProfilePart>().Where(p => p.ProfileId == Id).ToListAsync(cancellation);
        if (Profile.State != "drafting" || Profile.AuthorId != session.UserId) ModelState.AddModelError("", $"Only {Profile.AuthorName} writes it, and only while it is drafted");
        if (words.Length > LongestPart) ModelState.AddModelError(nameof(Words), $"Shorten it to {LongestPart:N0} characters");
        var analysis = ProfileWords.Analysis(Profile.Frame);
        if (Kind.FollowsAnalysis && words.Length > 0 && !parts.Any(p => p.Part == analysis && p.Words.Trim().Length > 0))
            ModelState.AddModelError(nameof(Words), $"Write the {analysis} first: a response without it answers a question nobody asked");
        if (!ModelState.IsValid) return Page();
        var now = clock.GetUtcNow().UtcDateTime;
        if (parts.SingleOrDefault(p => p.Part == Part) is { } part) part.Write(words, session, now);
        else db.Add(new ProfilePart(session.Partnership, Id, Part, words, session.User, session.DisplayName, now));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"{Kind.Name} is saved. {string.Join(' ', pasted.Notes)}".TrimEnd(), pasted.Notes.Count > 0 ? "Saved, and cleaned" : "Saved");
        return Redirect($"/understand/profiles/{Id}");
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await desk.OpenAsync(Id, cancellation) is not { } profile || ProfileWords.Parts(profile.Kind, profile.Frame).FirstOrDefault(p => p.Key == Part) is not { } kind) return false;
        (Profile, Kind) = (profile, kind);
        return true;
    }
}
