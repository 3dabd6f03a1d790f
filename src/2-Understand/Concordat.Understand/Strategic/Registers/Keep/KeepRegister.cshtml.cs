using Concordat.Partnership.Calendar;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Share.SmallNumbers.Contracts;
using Concordat.Understand.Papers;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Write;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Registers.Keep;

/// <summary>One register of an assessment: its lines, and the form that adds or changes one.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class KeepRegisterModel(ConcordatDb db, Session session, StrategicDesk desk, StrategicPapers papers, NoNames noNames, ISmallNumbers smallNumbers, TimeProvider clock) : StrategicPage(db, session)
{
    [FromRoute(Name = "register")] public string RegisterKey { get; set; } = "";

    /// <summary>The line that is changed; null to add one.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Entry { get; set; }

    public Register Register { get; private set; } = null!;
    public IReadOnlyList<StrategicEntry> Entries { get; private set; } = [];
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();
    public uint EntryVersion { get; private set; }

    /// <summary>What follows from the lines, a sentence each: slippage, comparison, unit cost.</summary>
    public IReadOnlyList<string> Follows { get; private set; } = [];

    public bool MayKeep => desk.MayKeepRegisters && (Assessment.Status is StrategicStatus.Commissioned or StrategicStatus.Draft
        || (Register.Key == RegisterList.Plan && Assessment.Status is StrategicStatus.Review or StrategicStatus.Approved));

    public string Address => $"{Assessment.Url}/registers/{Register.Key}";

    public static IReadOnlyList<Choice> ChoicesOf(RegisterField field) => field.Kind == FieldKind.Theme
        ? [.. ThemeList.All.Select(t => new Choice(t.Key, t.Name))] : [.. field.Choices!.Select(c => new Choice(c, c))];

    public IReadOnlyList<string> ErrorsOf(string field) => ModelState.TryGetValue(field, out var entry) ? [.. entry.Errors.Select(e => e.ErrorMessage)] : [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (Entry is not { } id) return Page();
        if (Entries.FirstOrDefault(e => e.Id == id) is not { } entry) return NotFound();
        var line = Line.Of(entry.Content);
        (Typed, EntryVersion) = (Register.Fields.ToDictionary(f => f.Key, f => f.Typed(line[f.Key])), entry.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(uint version, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayKeep) return Forbid();
        var notes = new List<string>();
        Typed = Register.Fields.ToDictionary(f => f.Key, f => Pasted(f, Request.Form[f.Key].ToString(), notes));
        EntryVersion = version;
        var (line, wrong) = Register.Read(key => Typed[key], await smallNumbers.ThresholdAsync(cancellation));
        foreach (var (field, words) in wrong) ModelState.AddModelError(field, words);
        foreach (var field in Register.Fields.Where(f => f.Kind is FieldKind.Line or FieldKind.Words))
            // A published work is named with its authors.
            if (noNames.Problem(line[field.Key], mayName: Register.Key == RegisterList.References) is { } named) ModelState.AddModelError(field.Key, named);
        var entry = Entry is { } id ? Entries.FirstOrDefault(e => e.Id == id) : null;
        if (Entry is not null && entry is null) return NotFound();
        if (!ModelState.IsValid) return Page();
        if (entry is null) Db.Add(desk.NewEntry(Id, Register.Key, Entries.Select(e => e.Position).DefaultIfEmpty().Max() + 1, line));
        else
        {
            Db.Entry(entry).Property(e => e.Version).OriginalValue = version;
            entry.Write(line.ToJson(), Session, clock.GetUtcNow().UtcDateTime);
        }
        if (await Db.TrySaveAsync(cancellation) is not SaveOutcome.Saved and var outcome) return Beside(outcome);
        TempData.Done($"The {Register.One} is {(Entry is null ? "added" : "changed")}. {string.Join(' ', notes)}".TrimEnd());
        return Redirect(Address);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayKeep) return Forbid();
        if (Entries.FirstOrDefault(e => e.Id == Entry) is not { } entry) return NotFound();
        entry.Remove(Session, clock.GetUtcNow().UtcDateTime);
        if (await Db.TrySaveAsync(cancellation) is not SaveOutcome.Saved and var outcome) return Beside(outcome);
        TempData.Done($"The {Register.One} is removed.");
        return Redirect(Address);
    }

    PageResult Beside(SaveOutcome outcome)
    {
        ModelState.AddModelError("", outcome == SaveOutcome.Closed ? "The assessment was sent for review at the same moment, so nothing can be changed now. Your words are kept here: copy what you need"
            : "Somebody changed this line at the same moment. Your words are kept here: open it again in another window and compare");
        return Page();
    }

    static string Pasted(RegisterField field, string typed, List<string> notes)
    {
        if (field.Kind is not (FieldKind.Words or FieldKind.Line)) return typed;
        var pasted = PastedText.Clean(typed);
        notes.AddRange(pasted.Notes);
        return field.Kind == FieldKind.Line ? pasted.Text.ReplaceLineEndings(" ") : pasted.Text;
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (RegisterList.Find(RegisterKey) is not { } register || !await FindAsync(cancellation) || !ReadsDrafts) return false;
        Register = register;
        Entries = await Db.Set<StrategicEntry>().Where(e => e.AssessmentId == Id && e.Register == register.Key && e.RemovedAt == null).OrderBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(cancellation);
        Follows = await FollowsAsync([.. Entries.Select(e => Line.Of(e.Content))], cancellation);
        return true;
    }

    async Task<IReadOnlyList<string>> FollowsAsync(IReadOnlyList<Line> lines, CancellationToken cancellation)
    {
        switch (Register.Key)
        {
            case RegisterList.Plan: return [.. RegisterTables.Slippage(lines, London.Today(clock)).Select(s => $"{s.Line["what"]}: {s.Words}.")];
            case RegisterList.Similar: return [.. RegisterTables.Similar(lines)];
            case RegisterList.Known: return [.. RegisterTables.Known(lines)];
            case RegisterList.Travelling: return [.. RegisterTables.Travelling(lines)];
            case RegisterList.Activity: return [.. RegisterTables.Activity(lines)];
            case RegisterList.Survey when Assessment.RunId is not null:
                var content = await papers.ContentAsync(Assessment, cancellation);
                return [.. RegisterTables.Surveys(lines, content.Result).Select(s => $"{ThemeList.Find(s.Line["theme"])?.Name}: {s.Comparison.Sentence} {RegisterTables.Extent(s.Line)}".TrimEnd())];
            default: return [];
        }
    }
}
