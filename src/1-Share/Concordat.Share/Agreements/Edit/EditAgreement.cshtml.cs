using System.ComponentModel.DataAnnotations;
using Concordat.Gate.Sets;
using Concordat.Partnership.Agencies;
using Concordat.Platform.Access;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Concordat.Share.Agreements.Edit;

/// <summary>The draft as one form, saved as it is.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class EditAgreementModel(AgreementReader reader, AgreementDesk desk, Session session, TimeProvider clock) : AgreementPage(reader, desk, session, clock)
{
    const int EmptyLines = 3, MostText = 5000;

    [FromRoute] public int Number { get; set; }

    /// <summary>Sets chosen when the agreement was started, for a draft that names none yet.</summary>
    [BindProperty(SupportsGet = true, Name = "set")] public List<int> Chosen { get; set; } = [];

    [BindProperty, Display(Name = "Starts on")] public DateOnly? StartsOn { get; set; }
    [BindProperty, Display(Name = "Review by", Description = "A task goes to each signatory. Sending stops when the grace after a missed review has run out, 90 days unless set otherwise")] public DateOnly? ReviewOn { get; set; }
    [BindProperty, Display(Name = "Last day (optional)")] public DateOnly? EndsOn { get; set; }
    [BindProperty, Display(Name = "Purposes")] public List<string> PurposeKeys { get; set; } = [];
    [BindProperty, Display(Name = "Other parties", Description = "Every responsible authority is a party. Others may sign too, and share and read once they have")] public List<Guid> Parties { get; set; } = [];
    [BindProperty] public List<SetRow> Lines { get; set; } = [];
    [BindProperty, Display(Name = "Statutory powers")] public List<string> Powers { get; set; } = [];
    [BindProperty, Display(Name = "Lawful basis of general processing")] public string? LawfulBasis { get; set; }
    [BindProperty, Display(Name = "Condition for special category and criminal offence data")] public string? SpecialCondition { get; set; }
    [BindProperty, Display(Name = "Data protection impact assessment", Description = "Its reference or web address"), StringLength(300, ErrorMessage = "Impact assessment must be 300 characters or fewer")] public string? ImpactAssessment { get; set; }
    [BindProperty, Display(Name = "Contact", Description = "A post, not a person, such as Information governance, Riverbourne Borough Council"), StringLength(200, ErrorMessage = "Contact must be 200 characters or fewer")] public string? Contact { get; set; }
    [BindProperty, Display(Name = "Why this version"), StringLength(500, ErrorMessage = "Why this version must be 500 characters or fewer")] public string? ChangeNote { get; set; }
    [BindProperty] public Dictionary<string, string?> Clauses { get; set; } = [];

    public string? Refusal => !MayWrite ? "Only the co-ordinator or information governance changes drafts" : AgreementStates.Refusal(Version.Standing.State, AgreementEvent.Edit);
    public IReadOnlyList<Choice> PurposeChoices => [.. Purposes.Select(p => new Choice(p.Key, p.Name, p.PlainWords))];
    public IReadOnlyList<Choice> PartyChoices => [.. Bodies.Where(b => b.Standing is not (null or Standing.ResponsibleAuthority)).Select(b => new Choice($"{b.Agency.Id}", b.Agency.Name, b.Standing))];
    public IReadOnlyList<Choice> BodyChoices => [.. Bodies.Where(b => b.Standing is not null).Select(b => new Choice($"{b.Agency.Id}", b.Agency.Name))];
    public IReadOnlyList<Choice> SetChoices { get; } = [.. SetNames.All.Select(s => new Choice($"{s.Number}", $"{s.Number}. {s.Name}"))];
    public IReadOnlyList<Choice> RegimeChoices { get; } = [new(AgreedSet.General, "General"), new(AgreedSet.LawEnforcement, "Law enforcement (part 3)")];
    public IReadOnlyList<Choice> PowerChoices { get; } = [.. LegalChoices.Powers.Select(p => new Choice(p, p))];
    public IReadOnlyList<Choice> BasisChoices { get; } = [.. LegalChoices.Bases.Select(b => new Choice(b, b))];
    public IReadOnlyList<Choice> ConditionChoices { get; } = [.. LegalChoices.Conditions.Select(c => new Choice(c, c))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(Number, cancellation)) return NotFound();
        var terms = Version.Version.Terms();
        (StartsOn, ReviewOn, EndsOn, PurposeKeys, Powers) = (terms.StartsOn, terms.ReviewOn, terms.EndsOn, [.. terms.Purposes], [.. terms.StatutoryPowers]);
        (LawfulBasis, SpecialCondition, ImpactAssessment, Contact, ChangeNote) = (terms.LawfulBasis, terms.SpecialCondition, terms.ImpactAssessment, terms.Contact, terms.ChangeNote);
        Parties = [.. Version.Parties];
        Clauses = Version.Clauses.ToDictionary(c => c.Key, c => (string?)c.Text);
        Lines = [.. Version.Sets.Select(s => new SetRow { Set = s.SetNumber, Agency = s.AgencyId, From = s.FromOn, To = s.ToOn, Regime = s.Regime, Fields = [.. Known(s.SetNumber, s.Fields)] }), .. Version.Sets.Count > 0 ? [] : Chosen.Select(ChosenLine), .. Enumerable.Range(0, EmptyLines).Select(_ => new SetRow())];
        return Page();
    }

    /// <summary>Fields of the set of a line; empty while the line names none.</summary>
    public IReadOnlyList<Choice> FieldChoices(int line) => SetOf(Lines[line].Set) is { } set
        ? [.. AgreedFields.Choices(set).Select(f => new Choice(f.Key, f.Label, f.Required ? "The set cannot do without it" : null))] : [];

    /// <summary>Words that the saved draft names for the set of a line and the catalogue does not know.</summary>
    public IReadOnlyList<string> UnknownWords(int line) => SetOf(Lines[line].Set) is { } set
        ? AgreedFields.Unknown(set, Version.Sets.FirstOrDefault(s => s.SetNumber == Lines[line].Set && s.AgencyId == Lines[line].Agency)?.Fields ?? []) : [];

    static SetDefinition? SetOf(int? number) => SetCatalogue.Standard.Sets.FirstOrDefault(s => s.Number is not null && s.Number == number);

    static IEnumerable<string> Known(int number, string[] fields) => fields.Select(f => AgreedFields.Named(SetCatalogue.Standard.Statutory(number), f)?.Key).OfType<string>().Distinct();

    /// <summary>A line for a chosen set, with the body that the catalogue expects to supply it.</summary>
    SetRow ChosenLine(int number) => new()
    {
        Set = number,
        Agency = Bodies.FirstOrDefault(b => b.Standing is not null && b.Agency.Key == SetNames.SupplierOf(number))?.Agency.Id,
        From = Today,
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(Number, cancellation)) return NotFound();
        // A clause that was not sent stays as it is.
        foreach (var clause in Version.Clauses) Clauses.TryAdd(clause.Key, clause.Text);
        if (Refusal is { } refused) ModelState.AddModelError("", refused);
        else Check();
        if (!ModelState.IsValid) return Page();
        var terms = new AgreementTerms(StartsOn, ReviewOn, EndsOn, PurposeKeys, LawfulBasis ?? "", SpecialCondition ?? "", Powers, ImpactAssessment?.Trim() ?? "", Contact?.Trim() ?? "", ChangeNote?.Trim() ?? "");
        var content = new DraftContent(terms, Clauses.ToDictionary(c => c.Key, c => c.Value?.ReplaceLineEndings("\n").Trim() ?? ""), Parties,
            [.. Lines.Where(l => l.Set is not null).Select(l => new SetLine(l.Set!.Value, l.Agency!.Value, l.From!.Value, l.To, l.Regime,
                l.Fields))]);
        if (await Desk.SaveAsync(Id, Number, content, cancellation) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        TempData.Done("The draft is saved.");
        return Redirect(Address(Number));
    }

    void Check()
    {
        if (ReviewOn < StartsOn) ModelState.AddModelError(nameof(ReviewOn), "Review by must be on or after the day it starts");
        if (EndsOn < StartsOn) ModelState.AddModelError(nameof(EndsOn), "Last day must be on or after the day it starts");
        if (PurposeKeys.Any(k => Purposes.All(p => p.Key != k))) ModelState.AddModelError(nameof(PurposeKeys), "Select purposes from the list");
        if (Parties.Any(p => StandingOf(p) is null)) ModelState.AddModelError(nameof(Parties), "Select parties from the list");
        if (Powers.Any(p => !LegalChoices.Powers.Contains(p))) ModelState.AddModelError(nameof(Powers), "Select powers from the list");
        if (LawfulBasis is { Length: > 0 } && !LegalChoices.Bases.Contains(LawfulBasis)) ModelState.AddModelError(nameof(LawfulBasis), "Select a lawful basis from the list");
        if (SpecialCondition is { Length: > 0 } && !LegalChoices.Conditions.Contains(SpecialCondition)) ModelState.AddModelError(nameof(SpecialCondition), "Select a condition from the list");
        foreach (var (key, text) in Clauses)
            if (text?.Length > MostText) ModelState.AddModelError($"Clauses[{key}]", $"The clause must be {MostText:N0} characters or fewer");
        for (var i = 0; i < Lines.Count; i++) CheckLine(i);
        foreach (var twice in Lines.Select((l, i) => (l, i)).Where(x => x.l.Set is not null).GroupBy(x => (x.l.Set, x.l.Agency)).Where(g => g.Count() > 1))
            ModelState.AddModelError($"Lines[{twice.Last().i}].Set", $"Line {twice.Last().i + 1} names set {twice.Key.Set} and the same body again");
    }

    void CheckLine(int i)
    {
        var line = Lines[i];
        if (line.Set is null) return;
        if (SetNames.All.All(s => s.Number != line.Set)) ModelState.AddModelError($"Lines[{i}].Set", $"Select a set in line {i + 1}");
        if (line.Agency is null || StandingOf(line.Agency.Value) is null) ModelState.AddModelError($"Lines[{i}].Agency", $"Select the body that supplies the set in line {i + 1}");
        if (line.From is null && ModelState.GetFieldValidationState($"Lines[{i}].From") != ModelValidationState.Invalid) ModelState.AddModelError($"Lines[{i}].From", $"Enter the day from which the set in line {i + 1} is supplied");
        if (line.To < line.From) ModelState.AddModelError($"Lines[{i}].To", $"In line {i + 1} the last day must be on or after the first");
        if (SetOf(line.Set) is { } set) CheckFields(i, set);
        if (RegimeChoices.All(r => r.Value != line.Regime)) ModelState.AddModelError($"Lines[{i}].Regime", $"Select the law in line {i + 1}");
    }

    void CheckFields(int i, SetDefinition set)
    {
        var (fields, key) = (Lines[i].Fields, $"Lines[{i}].Fields");
        if (fields.Any(f => AgreedFields.Choices(set).All(c => c.Key != f)))
        {
            // Fields of the set that stood there before: those of the new one are there to tick now.
            Lines[i].Fields = [];
            ModelState.Remove(key);
            ModelState.AddModelError(key, $"In line {i + 1} select fields of set {set.Number}, or none for all that it permits");
        }
        else if (AgreedFields.Missing(set, fields) is { Count: > 0 } missing)
            ModelState.AddModelError(key, set.AnyOf.Contains(missing[0].Key)
                ? $"In line {i + 1} select at least one of {string.Join(", ", set.AnyOf.Select(k => set.Find(k)!).Where(f => f.IsKept).Select(f => f.Label))}: set {set.Number} cannot do without"
                : $"In line {i + 1} select {string.Join(" and ", missing.Select(f => f.Label))} too: set {set.Number} cannot do without");
    }
}

/// <summary>One line of the form: a set and who supplies it.</summary>
internal sealed class SetRow
{
    public int? Set { get; set; }
    public Guid? Agency { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public string Regime { get; set; } = AgreedSet.General;

    /// <summary>Keys of the fields that may be sent; empty for all that the set permits.</summary>
    public List<string> Fields { get; set; } = [];
}
