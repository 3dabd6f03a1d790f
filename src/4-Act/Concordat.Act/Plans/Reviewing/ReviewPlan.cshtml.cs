using System.ComponentModel.DataAnnotations;
using Concordat.Act.Interventions;
using Concordat.Act.Plans.Parts;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans.Reviewing;

/// <summary>What a review decides about one intervention.</summary>
internal sealed record LineReview
{
    public Guid Id { get; init; }
    [Display(Name = "Decision")] public string? Decision { get; init; }
    [Display(Name = "Reason"), StringLength(500, ErrorMessage = "{0} must be 500 characters or fewer")] public string? Reason { get; init; }
    [Display(Name = "New target", Description = "Only for an altered one."), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Target { get; init; }
    [Display(Name = "New day it is due", Description = "Only for an altered one.")] public DateOnly? Due { get; init; }
}

/// <summary>The review of a running plan.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class ReviewPlanModel(PlanReader reader, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PlanPage(reader, session, clock)
{
    readonly Session _session = session;
    readonly TimeProvider _clock = clock;

    [BindProperty, Display(Name = "What the review found"), Required(ErrorMessage = "Say what the review found"), StringLength(2000, ErrorMessage = "{0} must be 2,000 characters or fewer")]
    public string? Summary { get; set; }

    [BindProperty, Display(Name = "Next review", Description = "For example, 8 9 2027"), Required(ErrorMessage = "Enter the day of the next review")]
    public DateOnly? NextOn { get; set; }

    [BindProperty] public List<LineReview> Lines { get; set; } = [];
    [BindProperty] public LineForm Added { get; set; } = new();
    [BindProperty, Display(Name = "Why it is added"), StringLength(500, ErrorMessage = "{0} must be 500 characters or fewer")] public string? AddedReason { get; set; }

    public IReadOnlyList<Choice> Outcomes => [.. Record.Outcomes.Select(o => new Choice(o.Id.ToString(), o.What))];

    public string WordsOf(Guid line) => Record.Lines.FirstOrDefault(l => l.Id == line)?.What ?? "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !MayPlan) return NotFound();
        Allows(PlanEvent.Review);
        Lines = [.. Record.Live.Select(l => new LineReview { Id = l.Id, Target = l.Target, Due = l.DueOn })];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation) || !MayPlan) return NotFound();
        if (!Allows(PlanEvent.Review)) return Page();
        Check();
        if (!ModelState.IsValid) return Page();
        Apply();
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("", "Somebody else changed this plan or reported on one of its actions at the same moment. What you typed is below: check it and save again");
            return await FindAsync(cancellation) ? Page() : NotFound();
        }
        TempData.Done($"The review is saved. The next one is on {NextOn!.Value.Long()}.");
        return Redirect($"/act/plans/{Id}");
    }

    void Check()
    {
        if (NextOn <= Today) ModelState.AddModelError(nameof(NextOn), "The next review must be after today");
        names.Check(ModelState, nameof(Summary), Summary);
        var live = Record.Live.Select(l => l.Id).ToHashSet();
        if (!live.SetEquals(Lines.Select(l => l.Id)) || Lines.Count != live.Count) ModelState.AddModelError("", "The interventions of the plan have changed meanwhile. Open the review again");
        for (var i = 0; i < Lines.Count; i++) CheckLine(i, Lines[i]);
        if (string.IsNullOrWhiteSpace(Added.What)) return;
        foreach (var (field, message) in Added.Faults(Record, Today)) ModelState.AddModelError($"Added.{field}", message);
        if (string.IsNullOrWhiteSpace(AddedReason)) ModelState.AddModelError(nameof(AddedReason), "Say why it is added");
        names.Check(ModelState, "Added.What", Added.What);
        names.Check(ModelState, "Added.Target", Added.Target);
        names.Check(ModelState, nameof(AddedReason), AddedReason);
    }

    void CheckLine(int i, LineReview line)
    {
        if (!PlanWords.ReviewDecisions.Contains(line.Decision ?? "")) ModelState.AddModelError($"Lines[{i}].Decision", $"{WordsOf(line.Id)}: choose kept, altered or removed");
        if (string.IsNullOrWhiteSpace(line.Reason)) ModelState.AddModelError($"Lines[{i}].Reason", $"{WordsOf(line.Id)}: say why");
        names.Check(ModelState, $"Lines[{i}].Reason", line.Reason);
        names.Check(ModelState, $"Lines[{i}].Target", line.Target);
        if (line.Decision != "altered") return;
        if (line.Due is null || line.Due < Today) ModelState.AddModelError($"Lines[{i}].Due", $"{WordsOf(line.Id)}: enter the new day it is due, today or later");
        if (Record.Actions.GetValueOrDefault(line.Id)?.State == InterventionState.Done) ModelState.AddModelError($"Lines[{i}].Decision", $"{WordsOf(line.Id)}: it is done. Keep it, and add another if more is to follow");
    }

    void Apply()
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var review = new PlanReview(_session.Partnership, Guid.CreateVersion7(), Id, Today, NextOn!.Value, Summary!.Trim(), _session.User, now);
        db.Add(review);
        Plan.Review(NextOn.Value);
        foreach (var decided in Lines)
        {
            var line = Record.Lines.Single(l => l.Id == decided.Id);
            db.Add(new PlanReviewLine(_session.Partnership, review.Id, line.Id, decided.Decision!, decided.Reason!.Trim()));
            if (decided.Decision == "kept") continue;
            line.End(Today, decided.Reason!);
            GiveUp(line, decided, now);
            if (decided.Decision == "altered") PutToWork(line.Altered(Today, string.IsNullOrWhiteSpace(decided.Target) ? null : decided.Target.Trim(), decided.Due!.Value), [.. Record.PartsOf(line.Id)]);
        }
        if (string.IsNullOrWhiteSpace(Added.What)) return;
        var added = new PlanLine(_session.Partnership, Guid.CreateVersion7(), Id, Today);
        Added.Fill(added, Record);
        PutToWork(added, []);
        db.Add(new PlanReviewLine(_session.Partnership, review.Id, added.Id, "added", AddedReason!.Trim()));
    }

    void PutToWork(PlanLine line, IReadOnlyList<PlanPart> parts)
    {
        db.Add(line);
        db.AddRange(parts.Count == 0 ? [LineForm.Lead(line)] : parts.Select(p => p.In(line.Id)));
        db.Add(Intervention.From(line, Record.Problem));
    }

    /// <summary>What was not finished cannot be done any more; what is done stays done.</summary>
    void GiveUp(PlanLine line, LineReview decided, DateTime now)
    {
        if (Record.Actions.GetValueOrDefault(line.Id) is not { IsOpen: true } action) return;
        action.Report(InterventionState.CannotBeDone, $"{decided.Decision!.Capital()} at the plan’s review: {decided.Reason!.Trim()}", null, Today);
        db.Add(new Progress(_session.Partnership, Guid.CreateVersion7(), action.Id, action.State, action.Reason!, now, _session.User));
    }
}
