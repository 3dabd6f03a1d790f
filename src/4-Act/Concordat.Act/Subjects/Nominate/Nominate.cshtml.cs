using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Act.Subjects.Nominate;

/// <summary>Nominates a potential offender, or enters a targeted subject that the common standard nominated.</summary>
[Authorize(Policy = Policies.WorkWithPeople)]
internal sealed class NominateModel(ConcordatDb db, SubjectDesk desk, MemberDirectory directory, Session session, TimeProvider clock) : PageModel
{
    /// <summary>Stands for no area in a form, where nothing stands for nothing chosen.</summary>
    const string WholePartnership = "whole-partnership";
    const string TooLong = "{0} must be 500 characters or fewer";

    /// <summary>potential or targeted.</summary>
    [FromQuery] public string Kind { get; set; } = "potential";
    [BindProperty, Display(Name = "Name"), Required(ErrorMessage = "Enter the name"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Name { get; set; }
    [BindProperty, Display(Name = "Date of birth", Description = "If it is known.")] public DateOnly? BornOn { get; set; }
    [BindProperty, Display(Name = "Group"), Required(ErrorMessage = "Choose child, young person or adult")] public string? AgeGroup { get; set; }
    [BindProperty, Display(Name = "For a child: why the record is lawful and needed"), StringLength(500, ErrorMessage = TooLong)] public string? LawfulReason { get; set; }
    [BindProperty, Display(Name = "Factors")] public List<string> Factors { get; set; } = [];
    [BindProperty, Display(Name = "Source", Description = "Where the nomination comes from: an agency, a group, a report."), Required(ErrorMessage = "Say where the nomination comes from"), StringLength(500, ErrorMessage = TooLong)] public string? Source { get; set; }
    [BindProperty, Display(Name = "Where the evidence is", Description = "A reference in your own system, not a copy."), Required(ErrorMessage = "Say where the evidence is"), StringLength(500, ErrorMessage = TooLong)] public string? Evidence { get; set; }
    [BindProperty, Display(Name = "Substantiated: more than one source bears it out")] public bool Substantiated { get; set; }
    [BindProperty, Display(Name = "Evidenced: the evidence is there to be looked at")] public bool Evidenced { get; set; }
    [BindProperty, Display(Name = "Common standard and its reference"), StringLength(500, ErrorMessage = TooLong)] public string? Standard { get; set; }
    [BindProperty, Display(Name = "Scheme and lead agency", Description = "Where a scheme keeps the file: its reference alone."), StringLength(500, ErrorMessage = TooLong)] public string? Scheme { get; set; }
    [BindProperty, Display(Name = "Known to the police before", Description = "So that the reason for looking early can be measured. Optional.")] public string? KnownToPolice { get; set; }
    [BindProperty, Display(Name = "Known to other bodies before")] public string? KnownToOthers { get; set; }
    [BindProperty, Display(Name = "Who decides", Description = "A chair or co-ordinator other than yourself. They see the record.")] public Guid? Decider { get; set; }

    [BindProperty, Display(Name = "Divisional area", Description = "Its single point of contact alone changes or closes the record.")] public string? Area { get; set; }

    /// <summary>Areas whose single point of contact enters the record.</summary>
    public IReadOnlyList<Choice> Areas { get; private set; } = [];
    public bool IsTargeted => Kind == "targeted";
    public IReadOnlyList<Choice> Deciders { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await MayAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await MayAsync(cancellation)) return NotFound();
        Check(London.Today(clock));
        if (!ModelState.IsValid) return Page();
        var subject = Fill(await desk.NextNumberAsync("subject", cancellation));
        var now = clock.GetUtcNow().UtcDateTime;
        db.AddRange(subject, new SubjectReader(session.Partnership, Guid.CreateVersion7(), subject.Id, session.User, "Nominated the person", session.User, now));
        if (subject.DeciderId is { } decider) db.Add(new SubjectReader(session.Partnership, Guid.CreateVersion7(), subject.Id, decider, "Decides on the nomination", session.User, now));
        await db.SaveChangesAsync(cancellation);
        TempData.Done($"It is record {subject.Number}.");
        return Redirect($"/act/people/{subject.Id}");
    }

    void Check(DateOnly today)
    {
        void Refuse(string field, string message) => ModelState.AddModelError(field, message);
        if (!SubjectWords.AgeGroups.Contains(AgeGroup ?? "child")) Refuse(nameof(AgeGroup), "Choose child, young person or adult");
        if (BornOn > today) Refuse(nameof(BornOn), "The date of birth must be in the past");
        else if (BornOn is { } born && AgeGroup is not null && (born.AddYears(18) <= today) != (AgeGroup == "adult")) Refuse(nameof(AgeGroup), "The group does not fit the date of birth: adults are 18 or older");
        if (AgeGroup == "child" && string.IsNullOrWhiteSpace(LawfulReason)) Refuse(nameof(LawfulReason), "Say why a child’s record is lawful and needed");
        if (!Substantiated) Refuse(nameof(Substantiated), "R-23: A nomination is accepted only when it is substantiated");
        if (!Evidenced) Refuse(nameof(Evidenced), "R-23: A nomination is accepted only when it is evidenced");
        if (IsTargeted && string.IsNullOrWhiteSpace(Standard)) Refuse(nameof(Standard), "Enter the common standard it was nominated by, and its reference");
        if (IsTargeted && Areas.All(a => a.Value != Area)) Refuse(nameof(Area), "Choose the area whose single point of contact you are");
        if (IsTargeted) return;
        if (Factors.Count == 0 || Factors.Any(f => SubjectWords.Factors.All(c => c.Value != f))) Refuse(nameof(Factors), "Choose at least one of the six factors");
        if (Decider == session.UserId) Refuse(nameof(Decider), "Nobody decides on their own nomination: choose somebody else");
        else if (Deciders.All(d => d.Value != Decider.ToString())) Refuse(nameof(Decider), "Choose who decides");
    }

    Subject Fill(int number) => new(session.Partnership, Guid.CreateVersion7(), number, IsTargeted ? Subject.Targeted : Subject.Potential, IsTargeted ? "notified" : "nominated", session.User, London.Today(clock))
    {
        Name = Name!.Trim(),
        BornOn = BornOn,
        PersonKey = Subject.KeyOf(Name, BornOn),
        AgeGroup = AgeGroup!,
        LawfulReason = Clean(LawfulReason),
        Factors = IsTargeted ? [] : [.. Factors.Distinct()],
        Source = Source!.Trim(),
        Evidence = Evidence!.Trim(),
        Substantiated = Substantiated,
        Evidenced = Evidenced,
        Standard = IsTargeted ? Clean(Standard) : null,
        Area = IsTargeted && Area != WholePartnership ? Area! : "",
        Scheme = Clean(Scheme),
        DeciderId = IsTargeted ? null : Decider,
        KnownToPolice = IsTargeted ? null : Known(KnownToPolice),
        KnownToOthers = IsTargeted ? null : Known(KnownToOthers),
    };

    async Task<bool> MayAsync(CancellationToken cancellation)
    {
        var people = await directory.ReadAsync(cancellation);
        Deciders = [.. people.On(London.Today(clock)).Where(m => m.UserId != session.UserId && (m.Roles.Contains(Role.Chair) || m.Roles.Contains(Role.Coordinator))).Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];
        if (!IsTargeted) return Kind == "potential";
        var areas = await desk.OwnAreasAsync(cancellation);
        Areas = [.. areas.Select(a => new Choice(a.Length == 0 ? WholePartnership : a, a.Length == 0 ? "The whole partnership" : a))];
        if (areas.Count == 1) Area ??= Areas[0].Value;
        return areas.Count > 0;
    }

    public static IReadOnlyList<Choice> KnownChoices { get; } = [new("yes", "Yes"), new("no", "No"), new("", "Not known")];

    static bool? Known(string? answer) => answer switch { "yes" => true, "no" => false, _ => null };

    static string? Clean(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}
