using System.ComponentModel.DataAnnotations;
using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Papers;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Series.Show;

/// <summary>One series: its records, what they have in common, who put which in or took it out, and what was decided.</summary>
[Authorize(Policy = Policies.ReadEvidence)]
internal sealed class ShowSeriesModel(ConcordatDb db, SeriesDesk desk, TakenFindings findings, NoNames noNames) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty, Display(Name = "What links them", Description = "The method, what was taken, words of witnesses: what place and time do not say. Name nobody.")] public string? Method { get; set; }
    [BindProperty, Display(Name = "Why it is no series")] public string? Dismissal { get; set; }
    [BindProperty, Display(Name = "Record")] public Guid? Incident { get; set; }
    [BindProperty, Display(Name = "Why")] public string? Reason { get; set; }
    [BindProperty, Display(Name = "Draft assessment")] public Guid? Assessment { get; set; }
    [BindProperty, Display(Name = "Finding, as a sentence")] public string? Sentence { get; set; }

    public CrimeSeries Series { get; private set; } = null!;
    public IReadOnlyList<SeriesChange> Changes { get; private set; } = [];
    public IReadOnlyList<Guid> Members { get; private set; } = [];

    /// <summary>The records; null where those of controlled sets are too few to be shown.</summary>
    public IReadOnlyList<SeriesRecord>? Records { get; private set; }

    public IReadOnlyList<SeriesRecord> Near { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Drafts { get; private set; } = [];
    public bool MayWrite => desk.MayWrite;
    public bool MayChange => MayWrite && Series.State != CrimeSeries.Dismissed;
    public IReadOnlyList<string> Common => Records is null ? [] : [.. SeriesFinder.Common(Records)];

    public static string When(SeriesRecord r) => r.From is { } from && r.To is { } to
        ? to - from < TimeSpan.FromMinutes(1) ? London.Show(from, "d MMMM yyyy HH:mm") : $"{London.Show(from, "d MMMM yyyy HH:mm")} to {London.Show(to, "d MMMM yyyy HH:mm")}"
        : $"{new Month(r.Month).LongName}, day not known";

    public static string NameOf(SeriesRecord r) => $"{r.Place ?? "Place without a name"}, {When(r)}";

    public IReadOnlyList<SelectListItem> Candidates => [.. Near.Select(r => new SelectListItem(NameOf(r), r.Id.ToString()))];

    /// <summary>A record as the history names it.</summary>
    public string NameOf(Guid incident) => Records?.Concat(Near).FirstOrDefault(r => r.Id == incident) is { } r ? NameOf(r) : $"record {incident.ToString("N")[^6..]}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (Records is { } records) Sentence = $"{records.Count} records may be one series: {Series.Title}.";
        return Page();
    }

    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation) => DecideAsync(nameof(Method), Method, "Say what links them", CrimeSeries.LongestMethod, words => desk.Confirm(Series, words), "The series is confirmed.", cancellation);

    public Task<IActionResult> OnPostDismissAsync(CancellationToken cancellation) => DecideAsync(nameof(Dismissal), Dismissal, "Say why it is no series", CrimeSeries.LongestReason, words => desk.Dismiss(Series, words), "Dismissed. It is not proposed again.", cancellation);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayChange) return Forbid();
        if (Near.All(r => r.Id != Incident)) ModelState.AddModelError(nameof(Incident), "Choose a record of the list");
        return await ChangeAsync(SeriesChange.Added, "Say why it belongs to the series", "The record is in the series.", cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayChange) return Forbid();
        if (!Members.Contains(Incident ?? Guid.Empty)) ModelState.AddModelError(nameof(Incident), "Choose a record of the series");
        else if (Records?.FirstOrDefault(r => r.Id == Incident) is not { IsOpen: true }) ModelState.AddModelError(nameof(Incident), "Records of controlled sets are shown in parcels: one of them does not leave a series by itself");
        return await ChangeAsync(SeriesChange.Removed, "Say why it does not belong to the series", "The record is out of the series; that it was in it stays in the history.", cancellation);
    }

    /// <summary>Makes a confirmed series a proposed finding of a draft assessment.</summary>
    public async Task<IActionResult> OnPostFindingAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite || Series.State != CrimeSeries.Confirmed) return Forbid();
        var sentence = (Sentence ?? "").ReplaceLineEndings(" ").Trim();
        if (Drafts.All(d => d.Value != Assessment?.ToString())) ModelState.AddModelError(nameof(Assessment), "Select the draft assessment it goes into");
        if (findings.Problem(sentence) is { } problem) ModelState.AddModelError(nameof(Sentence), problem);
        if (Records is null) ModelState.AddModelError("", "The records of this series are too few to be told of");
        if (!ModelState.IsValid) return Page();
        var taken = new TakenFinding(Series.Title, sentence, [.. Common.Take(3), $"What links them: {Series.Method}"], Series.ThemeKey, new(Records!.Max(r => r.Month)), $"Series {Series.Number}, confirmed by {Series.DecidedByName}. Proposed by: {Series.Rule}.", Series.Url, IsProposed: true);
        var finding = await findings.AddAsync(Assessment!.Value, taken, cancellation);
        await db.SaveChangesAsync(cancellation);
        TempData.Done("The series is a finding, proposed for adoption.", "Taken up");
        return Redirect(TakenFindings.Url(finding));
    }

    async Task<IActionResult> DecideAsync(string field, string? typed, string empty, int longest, Action<string> decide, string done, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        var words = Words(field, typed, empty, longest);
        if (Series.State != CrimeSeries.Proposed) ModelState.AddModelError("", $"This series was {Series.State} by {Series.DecidedByName} already");
        if (!ModelState.IsValid) return Page();
        decide(words);
        return await SaveAsync(done, cancellation);
    }

    async Task<IActionResult> ChangeAsync(string what, string empty, string done, CancellationToken cancellation)
    {
        var reason = Words(nameof(Reason), Reason, empty, CrimeSeries.LongestReason);
        if (!ModelState.IsValid) return Page();
        await desk.ChangeAsync(Series, Incident!.Value, what, reason, cancellation);
        return await SaveAsync(done, cancellation);
    }

    string Words(string field, string? typed, string empty, int longest)
    {
        var words = (typed ?? "").Trim();
        if (words.Length == 0) ModelState.AddModelError(field, empty);
        else if (words.Length > longest) ModelState.AddModelError(field, $"Use {longest:N0} characters or fewer");
        else if (noNames.Problem(words) is { } named) ModelState.AddModelError(field, named);
        return words;
    }

    async Task<IActionResult> SaveAsync(string done, CancellationToken cancellation)
    {
        if (await db.TrySaveAsync(cancellation) != SaveOutcome.Saved)
        {
            db.Forget();
            await LoadAsync(cancellation);
            ModelState.AddModelError("", "Somebody changed this series at the same moment. It is shown as it stands now");
            return Page();
        }
        TempData.Done(done);
        return Redirect(Series.Url);
    }

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await db.Set<CrimeSeries>().SingleOrDefaultAsync(s => s.Id == Id, cancellation) is not { } series) return false;
        Series = series;
        Changes = await desk.ChangesAsync(Id, cancellation);
        Members = SeriesDesk.Members(Changes);
        Records = await desk.RecordsAsync(Members, cancellation);
        if (!MayWrite) return true;
        if (Series.State != CrimeSeries.Dismissed && Records is not null) Near = await desk.NearAsync(Series, Records, cancellation);
        Drafts = await findings.DraftsAsync(cancellation);
        return true;
    }
}
