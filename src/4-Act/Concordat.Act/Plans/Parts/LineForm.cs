using System.ComponentModel.DataAnnotations;

namespace Concordat.Act.Plans.Parts;

/// <summary>What is filled in about an intervention, in a draft and at a review.</summary>
internal sealed record LineForm
{
    [Display(Name = "Outcome it serves")] public Guid? Outcome { get; init; }
    [Display(Name = "Intervention", Description = "What is done. No names of victims or suspects."), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? What { get; init; }
    [Display(Name = "Strand")] public string? Strand { get; init; }
    [Display(Name = "Kind")] public string? Kind { get; init; }
    [Display(Name = "Term")] public string? Term { get; init; }
    [Display(Name = "Target", Description = "What is to be reached by then. Items without one are counted."), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Target { get; init; }
    [Display(Name = "Who answers for it", Description = "Their agency leads.")] public Guid? Person { get; init; }
    [Display(Name = "Due", Description = "For example, 8 12 2026")] public DateOnly? Due { get; init; }

    /// <summary>What is wrong with it, by field.</summary>
    public IEnumerable<(string Field, string Message)> Faults(PlanRecord record, DateOnly agreedOn)
    {
        if (string.IsNullOrWhiteSpace(What)) yield return (nameof(What), "Say what is done");
        if (record.Outcomes.All(o => o.Id != Outcome)) yield return (nameof(Outcome), "Choose the outcome it serves: outcomes come before interventions");
        if (!PlanWords.Strands.Contains(Strand ?? "")) yield return (nameof(Strand), "Choose the strand: victim, offender or location");
        if (!Interventions.ActionFilter.Kinds.Contains(Kind ?? "")) yield return (nameof(Kind), "Choose the kind");
        if (!PlanWords.Terms.Contains(Term ?? "")) yield return (nameof(Term), "Choose the term: short, medium or long");
        if (record.People.Member(Person) is null) yield return (nameof(Person), "Choose the one person who answers for it");
        if (Due is null) yield return (nameof(Due), "Enter the day it is due");
        else if (Due < agreedOn) yield return (nameof(Due), $"The day it is due must be on or after {agreedOn.Long()}, when it was agreed");
    }

    public void Fill(PlanLine line, PlanRecord record)
    {
        (line.What, line.OutcomeId, line.Strand, line.Kind, line.Term) = (What!.Trim(), Outcome!.Value, Strand!, Kind!, Term!);
        (line.Target, line.PersonId, line.AgencyId, line.DueOn) = (string.IsNullOrWhiteSpace(Target) ? null : Target.Trim(), Person!.Value, record.People.Member(Person)!.AgencyId, Due!.Value);
    }

    /// <summary>The leading agency's part, to be costed later.</summary>
    public static PlanPart Lead(PlanLine line) => new(line.PartnershipId, Guid.CreateVersion7(), line.PlanId, line.Id) { AgencyId = line.AgencyId, Leads = true, What = "Leads", Source = "in kind" };
}
