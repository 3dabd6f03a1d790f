using Concordat.Act.Interventions;
using Concordat.Act.Menu;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Act.Plans.Parts;

/// <summary>One intervention of a draft: new, picked from the menu, or an action that the meeting agreed.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditLineModel(PlanReader reader, ConcordatDb db, NoNames names, Session session, TimeProvider clock) : PlanItemPage(reader, session, clock)
{
    readonly Session _session = session;
    Intervention? _agreed;

    [BindProperty] public LineForm Line { get; set; } = new();

    /// <summary>The meeting's action to take in; it keeps its identity.</summary>
    [BindProperty(SupportsGet = true)] public Guid? From { get; set; }

    /// <summary>The menu's entry it is picked from.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Menu { get; set; }

    public IReadOnlyList<Choice> Outcomes => [.. Record.Outcomes.Select(o => new Choice(o.Id.ToString(), o.What))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindLineAsync(cancellation)) return NotFound();
        if (_agreed is { } a) Line = new() { What = a.What, Kind = a.Kind, Person = a.PersonId, Due = a.DueOn };
        else if (await EntryAsync(cancellation) is { } entry) Line = new() { What = entry.Title, Kind = entry.Kind };
        if (IsNew) return Page();
        var l = Record.Lines.Single(x => x.Id == ItemId);
        Line = new() { What = l.What, Outcome = l.OutcomeId, Strand = l.Strand, Kind = l.Kind, Term = l.Term, Target = l.Target, Person = l.PersonId, Due = l.DueOn };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindLineAsync(cancellation)) return NotFound();
        var line = IsNew ? new PlanLine(_session.Partnership, _agreed?.Id ?? Guid.CreateVersion7(), Id, _agreed?.AgreedOn ?? Today) : Record.Lines.Single(x => x.Id == ItemId);
        Allows(PlanEvent.Change);
        foreach (var (field, message) in Line.Faults(Record, line.AgreedOn)) ModelState.AddModelError($"Line.{field}", message);
        names.Check(ModelState, "Line.What", Line.What);
        names.Check(ModelState, "Line.Target", Line.Target);
        // What a meeting agreed stays as it was agreed: the plan says what it is for.
        if (_agreed is { } a && (a.What != Line.What?.Trim() || a.Kind != Line.Kind || a.PersonId != Line.Person || a.DueOn != Line.Due))
            ModelState.AddModelError("Line.What", $"The meeting agreed “{a.What}”, {a.Kind}, {Record.People.NameOf(a.PersonId)}, due {a.DueOn.Long()}: it cannot be changed here");
        if (!ModelState.IsValid) return Page();
        Line.Fill(line, Record);
        if (IsNew)
        {
            line.MenuEntryId = (await EntryAsync(cancellation))?.Id;
            db.AddRange(line, LineForm.Lead(line));
        }
        else if (Record.PartsOf(line.Id).FirstOrDefault(p => p.Leads) is { } lead && lead.AgencyId != line.AgencyId)
        {
            // The person's agency leads: a part it already had becomes the leading one.
            if (Record.PartsOf(line.Id).FirstOrDefault(p => p.AgencyId == line.AgencyId) is { } helps) db.Remove(helps);
            lead.AgencyId = line.AgencyId;
        }
        await db.SaveChangesAsync(cancellation);
        return Saved("The intervention is saved. Say what each agency puts in under who does what.");
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await FindLineAsync(cancellation) || IsNew) return NotFound();
        ModelState.Clear();
        if (!Allows(PlanEvent.Change)) return Page();
        db.RemoveRange(Record.PartsOf(ItemId));
        db.Remove(Record.Lines.Single(l => l.Id == ItemId));
        await db.SaveChangesAsync(cancellation);
        return Saved("The intervention is taken out.");
    }

    async Task<bool> FindLineAsync(CancellationToken cancellation)
    {
        if (!await FindPlanAsync(cancellation)) return false;
        var wanted = IsNew ? From : ItemId;
        if (wanted is { } id) _agreed = await db.Set<Intervention>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.ProblemId == Plan.ProblemId && i.PlanId == null, cancellation);
        if (IsNew) return From is null || (_agreed is not null && Record.Lines.All(l => l.Id != From));
        return Record.Lines.Any(l => l.Id == ItemId);
    }

    async Task<MenuEntry?> EntryAsync(CancellationToken cancellation) =>
        Menu is { } id ? await db.Set<MenuEntry>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation) : null;
}
