using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Interventions.Report;

/// <summary>One action: where it stands, the report on it, and its history.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ReportActionModel(ConcordatDb db, MemberDirectory directory, Session session, TimeProvider clock) : PageModel
{
    public const int Longest = 500;

    [FromRoute] public Guid Id { get; set; }
    [BindProperty] public uint Version { get; set; }

    [BindProperty, Display(Name = "Where it stands"), Required(ErrorMessage = "Choose where it stands")]
    public InterventionState? State { get; set; }

    [BindProperty, Display(Name = "Day it was finished", Description = "Only for a finished action. For example, 8 12 2026")]
    public DateOnly? FinishedOn { get; set; }

    [BindProperty, Display(Name = "Why it cannot be done", Description = "Only for an action that cannot be done. No names of victims or suspects."), StringLength(Longest, ErrorMessage = "The reason must be 500 characters or fewer")]
    public string? Reason { get; set; }

    [BindProperty, Display(Name = "Note", Description = "What was done, what comes next. No names of victims or suspects."), StringLength(Longest, ErrorMessage = "The note must be 500 characters or fewer")]
    public string? Note { get; set; }

    public Intervention Intervention { get; private set; } = null!;
    public IReadOnlyList<Progress> History { get; private set; } = [];
    public People People { get; private set; } = new([], []);
    public string? Conflict { get; private set; }
    public bool MayReport => session.MayReportOn(Intervention);
    public DateOnly Today => London.Today(clock);
    public IReadOnlyList<Choice> States { get; } =
        [.. Enum.GetValues<InterventionState>().Select(s => new Choice(s.ToString(), char.ToUpperInvariant(s.Words()[0]) + s.Words()[1..]))];

    public static string When(DateTime utc) => London.Show(utc, "d MMMM yyyy, HH:mm");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        (State, FinishedOn, Reason, Version) = (Intervention.State, Intervention.FinishedOn, Intervention.Reason, Intervention.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !MayReport) return NotFound();
        if (!ModelState.IsValid) return Page();
        if (!Enum.IsDefined(State!.Value)) ModelState.AddModelError(nameof(State), "Choose where it stands");
        else if (Intervention.Report(State.Value, Reason, FinishedOn, Today) is var (field, message)) ModelState.AddModelError(field, message);
        if (!ModelState.IsValid) return Page();
        var entry = db.Entry(Intervention);
        entry.Property(i => i.Version).OriginalValue = Version;
        // A report without a change of state must meet the same check: touch one column.
        entry.Property(i => i.State).IsModified = true;
        db.Add(new Progress(session.Partnership, Guid.CreateVersion7(), Id, State.Value, Note?.Trim() ?? "", clock.GetUtcNow().UtcDateTime, session.User));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ShowOthersReportAsync(cancellation);
        }
        TempData.Done($"{Intervention.What}: {Intervention.State.Words()}.");
        return Redirect($"/act/actions/{Id}");
    }

    async Task<IActionResult> ShowOthersReportAsync(CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (!await FindAsync(cancellation)) return NotFound();
        var latest = History.Count > 0 ? History[0] : null;
        Conflict = $"{People.NameOf(latest?.ById)} reported “{Intervention.State.Words()}”{(latest is { Note.Length: > 0 } ? $" with the note “{latest.Note}”" : "")}. What you typed is below and was not saved. Save it again if it still holds.";
        ModelState.Remove(nameof(Version));
        Version = Intervention.Version;
        return Page();
    }

    async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await db.Set<Intervention>().SingleOrDefaultAsync(i => i.Id == Id, cancellation) is not { } found) return false;
        Intervention = found;
        History = await db.Set<Progress>().AsNoTracking().Where(p => p.InterventionId == Id).OrderByDescending(p => p.At).ToListAsync(cancellation);
        People = await directory.ReadAsync(cancellation);
        return true;
    }
}
