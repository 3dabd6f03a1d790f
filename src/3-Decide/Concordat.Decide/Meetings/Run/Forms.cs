using System.ComponentModel.DataAnnotations;
using Concordat.Decide.Tasking;

namespace Concordat.Decide.Meetings.Run;

/// <summary>A decision as the form sends it.</summary>
internal sealed class DecisionForm
{
    public Guid Item { get; set; }

    /// <summary>The row version the person saw.</summary>
    public uint Version { get; set; }

    /// <summary>adopt, do not adopt, defer, or noted for an item of the template.</summary>
    public string? Choice { get; set; }

    [Display(Name = "One owner", Description = "Answers for the whole problem.")] public Guid? Owner { get; set; }
    [Display(Name = "Scale (optional)", Description = "How high it is answered for.")] public string? Scale { get; set; }
    [Display(Name = "Why it comes first (optional)", Description = "No names of victims or suspects.")] public string? Why { get; set; }
    [Display(Name = "Because", Description = "No names of victims or suspects.")] public string? Reason { get; set; }
    [Display(Name = "Carried over because", Description = "No names of victims or suspects.")] public string? CarriedBecause { get; set; }
    [Display(Name = "Until", Description = "The item comes back at the first meeting from this day on. For example, 28 Jan 2027.")] public DateOnly? Until { get; set; }
}

/// <summary>An action as the form sends it: one line, or the fields, or both.</summary>
internal sealed class ActionForm
{
    public Guid Item { get; set; }

    [Display(Name = "In one line", Description = "What, kind, agency, person and date in any order. What it says fills the fields left empty.")]
    public string? Line { get; set; }

    [Display(Name = "What")] public string? What { get; set; }
    [Display(Name = "Kind")] public ActionKind? Kind { get; set; }
    [Display(Name = "Agency")] public Guid? Agency { get; set; }
    [Display(Name = "Person")] public Guid? Person { get; set; }
    [Display(Name = "Due", Description = "For example, 4 Dec 2026.")] public DateOnly? DueOn { get; set; }
}
