using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Partnership.Confidentiality;

/// <summary>Asks a member for the confidentiality terms before anything else of the partnership opens; a refusal is kept and keeps it shut.</summary>
[Authorize]
public sealed class AnswerTermsModel(ConcordatDb db, Session session, TimeProvider clock) : PageModel
{
    const string Accept = "accept", Refuse = "refuse";

    [BindProperty, Display(Name = "Do you accept these terms?")] public string? Answer { get; set; }
    [BindProperty] public int Number { get; set; }
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    public string Words { get; private set; } = "";
    public bool HasRefused { get; private set; }
    public string Why { get; private set; } = "";
    public IReadOnlyList<Choice> Answers { get; } = [new(Accept, "Yes, I accept them"), new(Refuse, "No", "Nothing of the partnership opens until you do")];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (session.PartnershipId is null) return NotFound();
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (session.PartnershipId is null) return NotFound();
        var shown = Number;
        await LoadAsync(cancellation);
        if (shown != Number) ModelState.AddModelError(nameof(Answer), "The terms changed while you read them. Read them again below, then answer");
        else if (!Answers.Any(a => a.Value == Answer)) ModelState.AddModelError(nameof(Answer), "Select whether you accept the terms");
        if (!ModelState.IsValid)
        {
            ModelState.Remove(nameof(Number));
            return Page();
        }
        db.Add(new ConfidentialityAnswer(session.Partnership, Guid.CreateVersion7(), session.User, Number, Answer == Accept, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellation);
        return Answer == Accept ? LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/") : RedirectToPage(new { ReturnUrl });
    }

    async Task LoadAsync(CancellationToken cancellation)
    {
        var own = await db.Set<ConfidentialityTerms>().AsNoTracking().OrderByDescending(t => t.Number).FirstOrDefaultAsync(cancellation);
        (Number, Words) = (own?.Number ?? ConfidentialityTerms.StandardNumber, own?.Words ?? ConfidentialityTerms.Standard);
        var user = session.User;
        var last = await db.Set<ConfidentialityAnswer>().AsNoTracking().Where(a => a.UserId == user).OrderByDescending(a => a.At).FirstOrDefaultAsync(cancellation);
        HasRefused = last is { Accepted: false };
        Why = last switch
        {
            null => "What you are about to see is confidential.",
            { Accepted: true } when last.TermsNumber != Number => "The confidentiality terms have changed since you accepted them.",
            { Accepted: true } => "A year has passed since you accepted the confidentiality terms.",
            _ => "What the partnership holds is confidential.",
        };
    }
}
