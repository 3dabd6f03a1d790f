using System.ComponentModel.DataAnnotations;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Concordat.Act.Plans.Parts;

/// <summary>What one agency does and puts in for one intervention; while the plan runs, also what was used.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditPartModel(PlanReader reader, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PlanItemPage(reader, session, clock)
{
    const string HoursMessage = "The hours must be a whole number from 0 to 100,000";
    readonly Session _session = session;

    [FromRoute] public Guid Line { get; set; }

    [BindProperty, Display(Name = "Agency")] public Guid? Agency { get; set; }

    [BindProperty, Display(Name = "What it does"), Required(ErrorMessage = "Say what the agency does"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")]
    public string? What { get; set; }

    [BindProperty, Display(Name = "Paid from"), Required(ErrorMessage = "Choose what it is paid from")] public string? Source { get; set; }
    [BindProperty, Display(Name = "Time planned"), Range(0, 100_000, ErrorMessage = HoursMessage)] public int? PlannedHours { get; set; }
    [BindProperty, Display(Name = "Time used so far"), Range(0, 100_000, ErrorMessage = HoursMessage)] public int? ActualHours { get; set; }
    [BindProperty, Display(Name = "Money planned")] public string? PlannedMoney { get; set; }
    [BindProperty, Display(Name = "Money spent so far")] public string? SpentMoney { get; set; }
    [BindProperty, Display(Name = "Things lent or given", Description = "For example, a van for two evenings a week"), StringLength(200, ErrorMessage = "{0} must be 200 characters or fewer")] public string? Assets { get; set; }

    public string LineWords => Record.Lines.Single(l => l.Id == Line).What;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await FindPartAsync(cancellation) is not { } p) return NotFound();
        if (!IsNew) (Agency, What, Source, PlannedHours, ActualHours, PlannedMoney, SpentMoney, Assets) = (p.AgencyId, p.What, p.Source, p.PlannedHours, p.ActualHours, Money.Edit(p.PlannedPence), Money.Edit(p.SpentPence), p.Assets);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await FindPartAsync(cancellation) is not { } part) return NotFound();
        if (!IsNew) Agency = part.AgencyId;
        Allows(Plan.State == PlanState.Running || ActualHours > 0 || Money.Pence(SpentMoney) > 0 ? PlanEvent.RecordUse : PlanEvent.Change);
        if (Record.People.Agency(Agency) is null) ModelState.AddModelError(nameof(Agency), "Choose the agency");
        else if (IsNew && Record.PartsOf(Line).Any(p => p.AgencyId == Agency)) ModelState.AddModelError(nameof(Agency), $"{Record.People.ShortNameOf(Agency)} has a part in it already: change that one");
        if (Source is not null && !PlanWords.Sources.Contains(Source)) ModelState.AddModelError(nameof(Source), "Choose what it is paid from");
        if (Plan.State == PlanState.Running && Source == "outside money" && !Record.HasExit) ModelState.AddModelError(nameof(Source), "The plan has no exit strategy, so it can use no outside money");
        if (!Money.IsValid(PlannedMoney)) ModelState.AddModelError(nameof(PlannedMoney), "The money planned must be pounds and pence, such as 1250 or 1250.50");
        if (!Money.IsValid(SpentMoney)) ModelState.AddModelError(nameof(SpentMoney), "The money spent must be pounds and pence, such as 1250 or 1250.50");
        names.Check(ModelState, nameof(What), What);
        names.Check(ModelState, nameof(Assets), Assets);
        if (!ModelState.IsValid) return Page();
        (part.AgencyId, part.What, part.Source, part.Assets) = (Agency!.Value, What!.Trim(), Source!, string.IsNullOrWhiteSpace(Assets) ? null : Assets.Trim());
        (part.PlannedHours, part.PlannedPence) = (PlannedHours ?? 0, Money.Pence(PlannedMoney) ?? 0);
        if (Plan.State == PlanState.Running) (part.ActualHours, part.SpentPence) = (ActualHours ?? 0, Money.Pence(SpentMoney) ?? 0);
        if (IsNew) db.Add(part);
        await db.SaveChangesAsync(cancellation);
        return Saved("The part is saved.");
    }

    async Task<PlanPart?> FindPartAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation) || Record.Live.All(l => l.Id != Line)) return null;
        return IsNew ? new(_session.Partnership, Guid.CreateVersion7(), Id, Line) : Record.PartsOf(Line).SingleOrDefault(p => p.Id == ItemId);
    }
}
