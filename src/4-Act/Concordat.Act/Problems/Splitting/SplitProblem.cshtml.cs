using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Act.Plans;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Incidents.Contracts;
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

/// <summary>One square of the whole, and the part it goes to.</summary>
internal sealed record SquareForm
{
    /// <summary>1 to 4; null for none.</summary>
    [Display(Name = "Part")] public int? Part { get; init; }

    /// <summary>Easting and northing of its south-west corner, in metres.</summary>
    public string Name { get; init; } = "";
}

/// <summary>Splits a problem into parts, each with exactly one owner, and gives each its squares of the map.</summary>
[Authorize(Policy = Policies.RunMeetings)]
internal sealed class SplitProblemModel(ConcordatDb db, MemberDirectory directory, NoNames names, Session session, TimeProvider clock) : ProblemPage(db, directory, session, clock)
{
    public const int MostParts = 4;
    readonly ConcordatDb _db = db;
    readonly Session _session = session;
    readonly TimeProvider _clock = clock;

    [BindProperty] public List<PartForm> Parts { get; set; } = [];

    /// <summary>The squares of the whole in their order; empty for a problem without any, or with more than a form can ask.</summary>
    [BindProperty] public List<SquareForm> Squares { get; set; } = [];
    public int SideMetres => Problem.Squares?.SideMetres ?? 0;
    public static IReadOnlyList<Choice> PartChoices { get; } = [.. Enumerable.Range(1, MostParts).Select(i => i.ToString(CultureInfo.InvariantCulture)).Select(i => new Choice(i, $"Part {i}"))];
    const int MostSquares = 60;

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
        if (!await SplitAsync(cancellation))
        {
            _db.Forget();
            if (!await FindAsync(cancellation)) return NotFound();
            if (Allows(ProblemEvent.Split)) ModelState.AddModelError("", "Somebody made a problem or changed this one at the same moment. Split it again");
            return Page();
        }
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
        for (var i = 0; i < Squares.Count; i++)
            if (Squares[i].Part is { } part && (part is < 1 or > MostParts || Parts[part - 1].IsEmpty)) ModelState.AddModelError($"Squares[{i}].Part", $"Square {Squares[i].Name}: part {part} is empty. Fill it in, or choose another part");
    }

    // Whoever makes problems at the same moment takes the same numbers: the database lets one of them through.
    async Task<bool> SplitAsync(CancellationToken cancellation)
    {
        var number = await _db.Set<Problem>().MaxAsync(p => p.Number, cancellation);
        for (var i = 0; i < Parts.Count; i++)
        {
            if (Parts[i] is not { IsEmpty: false } form) continue;
            var part = Problem.Part(++number, form.Title!, form.Sentence!, form.Owner!.Value, SquaresOf(i + 1));
            _db.AddRange(part, new HandOver(_session.Partnership, Guid.CreateVersion7(), part.Id, part.OwnerId, Today, _session.User, _clock.GetUtcNow().UtcDateTime));
        }
        Problem.Move(ProblemState.Split);
        return await _db.TrySaveAsync(cancellation) == SaveOutcome.Saved;
    }

    GridSquares? SquaresOf(int part) => Problem.Squares is { } whole && Squares.Any(s => s.Part == part) ? new(whole.SideMetres, [.. whole.Cells.Where((_, i) => Squares[i].Part == part)]) : null;

    void Pad()
    {
        while (Parts.Count < MostParts) Parts.Add(new());
        var cells = Problem.Squares is { Cells.Count: <= MostSquares } held ? held.Cells : [];
        Squares = [.. cells.Select((c, i) => new SquareForm { Name = $"{c.Column * SideMetres:0}, {c.Row * SideMetres:0}", Part = Squares.ElementAtOrDefault(i)?.Part })];
    }
}
