using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Confidentiality;

/// <summary>Who has accepted the confidentiality terms, and a new version of them.</summary>
[Authorize(Policy = Policies.ServeRights)]
public sealed class TermsPageModel(ConcordatDb db, Session session, MemberDirectory directory, TimeProvider clock) : PageModel
{
    const int Shortest = 40;

    /// <summary>One member's line.</summary>
    /// <param name="IsOpen">True while the site is open to the member.</param>
    public sealed record Row(string Name, string Agency, bool IsOpen, string State, string Note);

    [BindProperty, Display(Name = "The words", Description = "An empty line begins a paragraph"), StringLength(6000, ErrorMessage = "Shorten the terms to 6,000 characters")]
    public string? Words { get; set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public int Number { get; private set; }
    public string Present { get; private set; } = "";
    public string Scope => $"{Rows.Count(r => r.IsOpen)} of {Rows.Count} members have accepted.";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Words = Present;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var words = (Words ?? "").ReplaceLineEndings("\n").Trim();
        if (words.Length < Shortest) ModelState.AddModelError(nameof(Words), $"Write the terms out, in at least {Shortest} characters");
        else if (words == Present.ReplaceLineEndings("\n").Trim()) ModelState.AddModelError(nameof(Words), "These are the terms in force. Change them, or leave them");
        if (!ModelState.IsValid) return Page();
        db.Add(new ConfidentialityTerms(session.Partnership, Number + 1, words, session.User, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"Version {Number + 1} of the terms is in force.");
        return RedirectToPage();
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        var own = await db.Set<ConfidentialityTerms>().AsNoTracking().OrderByDescending(t => t.Number).FirstOrDefaultAsync(cancellation);
        (Number, Present) = (own?.Number ?? ConfidentialityTerms.StandardNumber, own?.Words ?? ConfidentialityTerms.Standard);
        var answers = await db.Set<ConfidentialityAnswer>().AsNoTracking().Where(a => a.PartnershipId == session.Partnership).ToListAsync(cancellation);
        var last = answers.GroupBy(a => a.UserId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.At)!);
        var people = await directory.ReadAsync(cancellation);
        Rows = [.. people.On(London.Today(clock)).Select(m => RowOf(m, people, last.GetValueOrDefault(m.UserId))).OrderBy(r => r.IsOpen).ThenBy(r => r.Name, StringComparer.CurrentCulture)];
    }

    Row RowOf(Member member, People people, ConfidentialityAnswer? last)
    {
        var runsOut = last is null ? (DateTime?)null : last.At.AddYears(1);
        var (isOpen, state) = last switch
        {
            null => (false, "Not yet asked"),
            { Accepted: false } => (false, "Refused"),
            _ when last.TermsNumber != Number => (false, "Accepted older terms"),
            _ when runsOut <= clock.GetUtcNow().UtcDateTime => (false, "A year has passed"),
            _ => (true, "Accepted"),
        };
        var note = last is null ? "" : $"version {last.TermsNumber}, {London.Show(last.At, "d MMM yyyy")}";
        return new(member.DisplayName, people.ShortNameOf(member.AgencyId), isOpen, state, note);
    }
}
