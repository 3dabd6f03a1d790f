using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Act.Plans.Parts;

/// <summary>One option of a draft. Choosing it takes the choice from the others.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditOptionModel(PlanReader reader, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PlanItemPage(reader, session, clock)
{
    const string TooLong = "{0} must be 500 characters or fewer";
    readonly Session _session = session;

    [BindProperty, Display(Name = "Option"), Required(ErrorMessage = "Give the option a name"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")]
    public string? Title { get; set; }

    [BindProperty, Display(Name = "Likely effect"), Required(ErrorMessage = "Say what effect it is likely to have"), StringLength(500, ErrorMessage = TooLong)]
    public string? Effect { get; set; }

    [BindProperty, Display(Name = "Cost"), Required(ErrorMessage = "Say what it would cost, even roughly"), StringLength(500, ErrorMessage = TooLong)]
    public string? Cost { get; set; }

    [BindProperty, Display(Name = "Risk"), Required(ErrorMessage = "Say what could go wrong"), StringLength(500, ErrorMessage = TooLong)]
    public string? Risk { get; set; }

    [BindProperty, Display(Name = "What other agencies would do"), Required(ErrorMessage = "Say what other agencies would do, or that they would do nothing"), StringLength(500, ErrorMessage = TooLong)]
    public string? Others { get; set; }

    [BindProperty, Display(Name = "This option is chosen")]
    public bool IsChosen { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation)) return NotFound();
        if (IsNew) return Page();
        if (Record.Options.SingleOrDefault(o => o.Id == ItemId) is not { } o) return NotFound();
        (Title, Effect, Cost, Risk, Others, IsChosen) = (o.Title, o.Effect, o.Cost, o.Risk, o.Others, o.IsChosen);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation)) return NotFound();
        var option = IsNew ? new PlanOption(_session.Partnership, Guid.CreateVersion7(), Id) : Record.Options.SingleOrDefault(o => o.Id == ItemId);
        if (option is null) return NotFound();
        Allows(PlanEvent.Change);
        foreach (var (field, words) in new[] { (nameof(Title), Title), (nameof(Effect), Effect), (nameof(Cost), Cost), (nameof(Risk), Risk), (nameof(Others), Others) }) names.Check(ModelState, field, words);
        if (!ModelState.IsValid) return Page();
        (option.Title, option.Effect, option.Cost, option.Risk, option.Others, option.IsChosen) = (Title!.Trim(), Effect!.Trim(), Cost!.Trim(), Risk!.Trim(), Others!.Trim(), IsChosen);
        if (IsNew) db.Add(option);
        if (IsChosen) foreach (var other in Record.Options.Where(o => o.Id != option.Id && o.IsChosen)) other.IsChosen = false;
        await db.SaveChangesAsync(cancellation);
        return Saved("The option is saved.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation) || Record.Options.SingleOrDefault(o => o.Id == ItemId) is not { } option) return NotFound();
        ModelState.Clear();
        if (!Allows(PlanEvent.Change)) return Page();
        db.Remove(option);
        await db.SaveChangesAsync(cancellation);
        return Saved("The option is taken out.");
    }
}
