using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.Incidents.Contracts;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Concordat.Understand.Strategic.Commissioning;

/// <summary>Commissions a strategic assessment: period, structure, steering group and project plan.</summary>
[Authorize(Policy = Policies.WriteAssessments)]
internal sealed class CommissionPageModel(StrategicDesk desk, NoNames noNames, IncidentQuery incidents, MemberDirectory directory, TimeProvider clock) : PageModel
{
    [BindProperty, Display(Name = "Year", Description = "The year it is the assessment of.")] public string? Year { get; set; }
    [BindProperty, Display(Name = "Last month of the period"), Required(ErrorMessage = "Choose the last month of the period")] public string? To { get; set; }
    [BindProperty, Display(Name = "Years looked back", Description = "3 to 10. Performance is shown for no less than three years.")] public string? Years { get; set; } = "5";
    [BindProperty, Display(Name = "How it is put into chapters", Description = "You can change it at any time; no word is lost.")] public string Structure { get; set; } = "crime-type";
    [BindProperty, Display(Name = "How it stands")] public string Standing { get; set; } = StrategicAssessment.Alone;
    [BindProperty, Display(Name = "Whose document it is", Description = "The police’s own may be kept beside the partnership’s; blocks can then be shared between the two.")] public string Document { get; set; } = StrategicAssessment.Partnerships;
    [BindProperty, Display(Name = "Steering group", Description = "The group that owns the work.")] public string? SteeringGroup { get; set; }
    [BindProperty, Display(Name = "Owner", Description = "The one person who answers for it.")] public Guid? Owner { get; set; }
    [BindProperty, Display(Name = "Review on"), Required(ErrorMessage = "Enter the day it is reviewed")] public DateOnly? ReviewOn { get; set; }
    [BindProperty, Display(Name = "Usual residents of the area", Description = "For rates. Leave it empty where it is not known: no rate is shown then.")] public string? Residents { get; set; }
    [BindProperty, Display(Name = "First draft"), Required(ErrorMessage = "Enter the day of the first draft")] public DateOnly? FirstDraftOn { get; set; }
    [BindProperty, Display(Name = "Meeting of the steering group"), Required(ErrorMessage = "Enter the day of the steering group's meeting: it is booked before the work starts")] public DateOnly? MeetingOn { get; set; }
    [BindProperty, Display(Name = "Final draft"), Required(ErrorMessage = "Enter the day of the final draft")] public DateOnly? FinalDraftOn { get; set; }

    public IReadOnlyList<Choice> Months { get; private set; } = [];
    public IReadOnlyList<Choice> Members { get; private set; } = [];

    public IReadOnlyList<Choice> StructureChoices { get; } = StructureWords.Choices;

    public IReadOnlyList<Choice> Standings { get; } =
        [new(StrategicAssessment.Alone, "On its own"), new(StrategicAssessment.WithThePolice, "Merged with the police’s own assessment, in one document")];

    public IReadOnlyList<Choice> Documents { get; } =
        [new(StrategicAssessment.Partnerships, "The partnership’s"), new(StrategicAssessment.Polices, "The police’s own, beside the partnership’s")];

    DateOnly Today => London.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        Year = Today.Year.ToString(CultureInfo.InvariantCulture);
        ReviewOn = Today.AddYears(1);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        if (Read() is not { } commission) return Page();
        var (assessment, refusal) = await desk.CommissionAsync(commission, Plan(), isQueued: true, cancellation);
        if (assessment is null)
        {
            ModelState.AddModelError(nameof(Year), refusal!);
            return Page();
        }
        TempData.Done("The figures are being made. You can leave this page.", "Commissioned");
        return Redirect(assessment.Url);
    }

    IReadOnlyList<Line> Plan() =>
    [
        Step("First draft", "draft", FirstDraftOn!.Value), Step("Steering group reads the first draft", "meeting", MeetingOn!.Value), Step("Final draft", "draft", FinalDraftOn!.Value),
    ];

    static Line Step(string what, string kind, DateOnly on) =>
        Line.From(("what", what), ("kind", kind), ("first", on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("due", ""), ("done", ""), ("why", ""));

    Commission? Read()
    {
        var year = Whole(nameof(Year), Year, 1998, 2200, "Enter the year, such as 2026");
        var years = Whole(nameof(Years), Years, 3, 10, "Years looked back must be a whole number from 3 to 10");
        var residents = string.IsNullOrWhiteSpace(Residents) ? (int?)null : Whole(nameof(Residents), Residents.Replace(",", "", StringComparison.Ordinal), 1, 100_000_000, "Enter the number of residents as a whole number, or leave it empty");
        if (!Months.Any(m => m.Value == To)) ModelState.AddModelError(nameof(To), To is null or "" ? "Choose the last month of the period" : "Choose a month that is held: a month without records is not a month with nothing in it");
        if (Structures.Named(Structure) is null) ModelState.AddModelError(nameof(Structure), "Choose how it is put into chapters");
        if (Standings.All(s => s.Value != Standing)) ModelState.AddModelError(nameof(Standing), "Choose how it stands");
        if (Documents.All(d => d.Value != Document)) ModelState.AddModelError(nameof(Document), "Choose whose document it is");
        else if (Document == StrategicAssessment.Polices && Standing == StrategicAssessment.WithThePolice) ModelState.AddModelError(nameof(Standing), "A merged assessment is one document, the partnership’s. Choose “On its own” for the police’s own");
        if (string.IsNullOrWhiteSpace(SteeringGroup)) ModelState.AddModelError(nameof(SteeringGroup), "Name the steering group");
        else if (SteeringGroup.Trim().Length > StrategicAssessment.LongestGroup) ModelState.AddModelError(nameof(SteeringGroup), $"Use {StrategicAssessment.LongestGroup} characters or fewer");
        else if (noNames.Problem(SteeringGroup) is { } named) ModelState.AddModelError(nameof(SteeringGroup), named);
        if (Members.All(m => m.Value != Owner?.ToString())) ModelState.AddModelError(nameof(Owner), "Choose the one person who answers for it");
        if (ReviewOn is { } review && review <= Today) ModelState.AddModelError(nameof(ReviewOn), "The day of the review must come after today");
        if (FinalDraftOn < FirstDraftOn) ModelState.AddModelError(nameof(FinalDraftOn), "The final draft must not come before the first");
        return ModelState.IsValid ? new(year!.Value, Month.Parse(To!), years!.Value, Structures.Named(Structure)!.Value, Standing, SteeringGroup!.Trim(), Owner!.Value, ReviewOn!.Value, residents, Document) : null;
    }

    int? Whole(string field, string? typed, int least, int most, string wrong)
    {
        if (int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        ModelState.AddModelError(field, wrong);
        return null;
    }

    async Task ListAsync(CancellationToken cancellation)
    {
        Months = [.. (await incidents.HeldAsync(cancellation)).All.Months.Reverse().Select(m => new Choice(m.ToString(), m.LongName))];
        var people = await directory.ReadAsync(cancellation);
        Members = [.. people.On(Today).Select(m => new Choice(m.UserId.ToString(), people.NameAndAgencyOf(m.UserId)))];
    }
}

/// <summary>The four structures in words.</summary>
internal static class StructureWords
{
    public static IReadOnlyList<Choice> Choices { get; } =
    [
        new(Structures.Name(StrategicStructure.CrimeType), "By crime type"), new(Structures.Name(StrategicStructure.Priorities), "By present priorities"),
        new(Structures.Name(StrategicStructure.Supplier), "By supplying body"), new(Structures.Name(StrategicStructure.Problem), "By problem: offender, victim, location"),
    ];
}
