using System.ComponentModel.DataAnnotations;

namespace Concordat.Act.Plans;

/// <summary>What is filled in about a plan as a whole.</summary>
internal sealed record PlanText
{
    public const int Longest = 2000;
    const string TooLong = "{0} must be 2,000 characters or fewer";

    [Display(Name = "The problem", Description = "What happens, to whom, where and when, in a few sentences. No names."), StringLength(Longest, ErrorMessage = TooLong)]
    public string? Definition { get; init; }

    [Display(Name = "The area", Description = "Streets, estate, ward: where the plan holds."), StringLength(Longest, ErrorMessage = TooLong)]
    public string? Area { get; init; }

    [Display(Name = "Resources", Description = "Who and what is there for it, in short. Hours and money go to each intervention."), StringLength(Longest, ErrorMessage = TooLong)]
    public string? Resources { get; init; }

    [Display(Name = "Likely cause", Description = "What the analysis says lies behind it."), StringLength(Longest, ErrorMessage = TooLong)]
    public string? Cause { get; init; }

    [Display(Name = "Victims", Description = "Who suffers, and what would protect them."), StringLength(Longest, ErrorMessage = TooLong)]
    public string? Victim { get; init; }

    [Display(Name = "Victims are not relevant, because"), StringLength(Longest, ErrorMessage = TooLong)]
    public string? VictimWhyNot { get; init; }

    [Display(Name = "Offenders", Description = "What kind of people, and what would stop them. Names belong under People."), StringLength(Longest, ErrorMessage = TooLong)]
    public string? Offender { get; init; }

    [Display(Name = "Offenders are not relevant, because"), StringLength(Longest, ErrorMessage = TooLong)]
    public string? OffenderWhyNot { get; init; }

    [Display(Name = "Location", Description = "What about the place makes it easy, and what would make it hard."), StringLength(Longest, ErrorMessage = TooLong)]
    public string? Location { get; init; }

    [Display(Name = "The location is not relevant, because"), StringLength(Longest, ErrorMessage = TooLong)]
    public string? LocationWhyNot { get; init; }

    [Display(Name = "Who gives outside money", Description = "Leave empty where none is used."), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")]
    public string? Funder { get; init; }

    [Display(Name = "The money ends on", Description = "For example, 31 3 2028")]
    public DateOnly? MoneyEndsOn { get; init; }

    [Display(Name = "Who continues after that"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")]
    public string? Continues { get; init; }

    [Display(Name = "What it costs a year after that", Description = "In pounds; 0 where nothing goes on.")]
    public string? CostAfter { get; init; }

    [Display(Name = "Review date", Description = "Set at the commission: a plan cannot start without one. For example, 8 6 2027")]
    public DateOnly? ReviewOn { get; init; }

    /// <summary>Each field with its label and what it holds, in the form's order.</summary>
    public IReadOnlyList<(string Field, string Label, string? Value)> Fields =>
        [.. typeof(PlanText).GetProperties().Where(p => p.IsDefined(typeof(DisplayAttribute), false)).Select(p => (p.Name, ((DisplayAttribute)p.GetCustomAttributes(typeof(DisplayAttribute), false)[0]).Name!,
            p.GetValue(this) switch { DateOnly day => day.Long(), string words => string.IsNullOrWhiteSpace(words) ? null : words.Trim().ReplaceLineEndings("\n"), _ => null }))];

    /// <summary>The words alone, without amounts and days.</summary>
    public IEnumerable<(string Field, string? Words)> Prose => Fields.Where(f => f.Field is not (nameof(CostAfter) or nameof(MoneyEndsOn) or nameof(ReviewOn))).Select(f => (f.Field, f.Value));
}
