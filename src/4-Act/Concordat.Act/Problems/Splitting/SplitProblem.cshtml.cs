using System.ComponentModel.DataAnnotations;
using Concordat.Act.Plans;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Problems.Splitting;

/// <summary>One part of a problem that is split.</summary>
internal sealed record PartForm
{
    [Display(Name = "Title"), StringLength(120, ErrorMessage = "{0} must be 120 characters or fewer")] public string? Title { get; init; }
    [Display(Name = "In a sentence", Description = "What happens, where and when. No names."), StringLength(500, ErrorMessage = "{0} must be 500 characters or fewer")] public string? Sentence { get; init; }
    [Display(Name = "Owner")] public Guid? Owner { get; init; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Sentence) && Owner is null;
}

/// <summary>Splits a problem into parts, each with exactly one owner.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class SplitProblemModel(ConcordatDb db, MemberDirectory directory, NoNames names, Session session, TimeProvider clock) : ProblemPage(db, directory, session, clock)
{
    public const int MostParts = 4;
    readonly ConcordatDb _db = db;
    readonly Session _session = session;
    readonly TimeProvider _clock = clock;

    [BindProperty] public List<PartForm> Parts { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Pad();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        Pad();
        if (!Allows(ProblemEvent.Split)) return Page();
        if (await _db.Set<Plan>().AnyAsync(p => p.ProblemId == Id && p.State != PlanState.Closed, cancellation)) ModelState.AddModelError("", "It has a plan that is not closed: close the plan first");
        Check();
        if (!ModelState.IsValid) return Page();
        await SplitAsync(cancellation);
        TempData.Done($"{Problem.Title} is split. Each part has an owner and needs a plan.");
        return Redirect($"/act/problems/{Id}");
    }

    void Check()
    {
        if (Parts.Count(p => !p.IsEmpty) < 2) ModelState.AddModelError("", "Split it into at least two parts");
        for (var i = 0; i < Parts.Count; i++)
        {
            if (Parts[i].IsEmpty) continue;
            if (string.IsNullOrWhiteSpace(Parts[i].Title)) ModelState.AddModelError($"Parts[{i}].Title", $"Part {i + 1}: give it a title");
            if (string.IsNullOrWhiteSpace(Parts[i].Sentence)) ModelState.AddModelError($"Parts[{i}].Sentence", $"Part {i + 1}: say in a sentence what it is");
            if (People.Member(Parts[i].Owner) is null) ModelState.AddModelError($"Parts[{i}].Owner", $"Part {i + 1}: choose the one person who answers for it");
            names.Check(ModelState, $"Parts[{i}].Title", Parts[i].Title);
            names.Check(ModelState, $"Parts[{i}].Sentence", Parts[i].Sentence);
        }
    }

    async Task SplitAsync(CancellationToken cancellation)
    {
        var number = await _db.Set<Problem>().MaxAsync(p => p.Number, cancellation);
        foreach (var form in Parts.Where(p => !p.IsEmpty))
        {
            var part = Problem.Part(++number, form.Title!, form.Sentence!, form.Owner!.Value);
            _db.AddRange(part, new HandOver(_session.Partnership, Guid.CreateVersion7(), part.Id, part.OwnerId, Today, _session.User, _clock.GetUtcNow().UtcDateTime));
        }
        Problem.Move(ProblemState.Split);
        await _db.SaveChangesAsync(cancellation);
    }

    void Pad()
    {
        while (Parts.Count < MostParts) Parts.Add(new());
    }
}
