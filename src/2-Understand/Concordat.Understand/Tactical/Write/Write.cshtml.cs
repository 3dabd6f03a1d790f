using System.ComponentModel.DataAnnotations;
using Concordat.Documents.Charts;
using Concordat.Documents.Docx;
using Concordat.Documents.Maps;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Site;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Tactical.Assessment;
using Concordat.Understand.Tactical.Contracts;
using Concordat.Understand.Tactical.Engine;
using Concordat.Understand.Tactical.Paper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Tactical.Write;

/// <summary>One assessment: written section by section while a draft, read by everybody once issued.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class WriteModel(ConcordatDb db, Session session, TacticalPapers papers, NoNames noNames, TimeProvider clock) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>Key of the section shown.</summary>
    [BindProperty(SupportsGet = true)] public string? Section { get; set; }

    public TacticalAssessment Assessment { get; private set; } = null!;
    public FrozenPaper Paper { get; private set; } = null!;
    public IReadOnlyList<AssessmentFinding> Findings { get; private set; } = [];
    public IReadOnlyList<AssessmentFinding> Removed { get; private set; } = [];
    public IReadOnlyList<SectionEntry> Sections { get; private set; } = [];

    /// <summary>What somebody else wrote meanwhile; null when nobody did.</summary>
    public EditConflict? Conflict { get; private set; }

    /// <summary>Words of a finding that were sent and could not be saved.</summary>
    public (Guid Finding, string Words)? Unsaved { get; private set; }

    /// <summary>The words of a new finding that could not be added yet.</summary>
    public string NewSentence { get; private set; } = "";
    public string NewKind { get; private set; } = "finding";

    /// <summary>What somebody may add.</summary>
    public static IReadOnlyList<SelectListItem> Kinds { get; } =
        [new("A finding: what is so", "finding"), new("A cause: why it may be so, and what shows it", "cause"), new("A link: another theme, place, series or body it hangs together with", "link")];

    /// <summary>How it stands as it is shown, for the forms that decide on it.</summary>
    public PaperRead Read { get; private set; }

    public TacticalResult Result => Paper.Result;
    public ThemeResult? Theme => Result.Themes.FirstOrDefault(t => t.Key == Section);
    public bool MayWrite => Assessment.CanBeWritten && session.Has(Role.Analyst);
    public bool IsAuthor => session.User == Assessment.AuthorId;
    public bool MayApprove => TacticalAssessment.MayApprove(session);
    public bool MayIssue => TacticalAssessment.MayIssue(session);
    public bool ReadsDrafts => session.MayReadDrafts();

    /// <summary>About how many pages the paper has.</summary>
    public int Pages { get; private set; }

    /// <summary>What meetings decided on it since it was issued.</summary>
    public IReadOnlyList<MeetingDecisions> Outcomes { get; private set; } = [];

    public string? WithdrawReason { get; private set; }

    /// <summary>A mark of the border that could not be kept yet.</summary>
    public (Guid Finding, string Area, string Words)? UnsavedBorder { get; private set; }

    [BindProperty, Display(Name = "Review date", Description = "By when somebody looks whether the paper still holds.")] public DateOnly? ReviewOn { get; set; }
    public string SectionName => Sections.First(s => s.Key == Section).Name;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(Guid finding, string? sentence, uint version, CancellationToken cancellation)
    {
        if (await FindAsync(finding, cancellation) is not { } found) return NotFound();
        var pasted = PastedText.Clean(sentence);
        var words = OneLine(pasted.Text);
        if (Wrong(words, "Write the finding as a sentence, or remove it") is { } wrong)
        {
            ModelState.AddModelError($"finding-{finding}-sentence", wrong);
            if (WantsJson) return BadRequest();
            Unsaved = (finding, words);
            return await AgainAsync(cancellation);
        }
        db.Entry(found).Property(f => f.Version).OriginalValue = version;
        found.Write(words, session, clock.GetUtcNow().UtcDateTime);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (HasMovedOn(e))
        {
            return await ConflictAsync(finding, words, cancellation);
        }
        if (pasted.Notes.Count > 0 && !WantsJson) TempData.Done(string.Join(' ', pasted.Notes), "Saved, and cleaned");
        return WantsJson ? new JsonResult(new { saved = LocalTime(found.EditedAt), version = found.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) }) : Back(found.Section, finding);
    }

    public Task<IActionResult> OnPostProposeAsync(Guid finding, bool proposed, CancellationToken cancellation) =>
        ChangeAsync(finding, (f, now) => f.Propose(proposed, session, now), proposed ? "Proposed for adoption" : "No longer proposed", cancellation);

    public Task<IActionResult> OnPostRemoveAsync(Guid finding, CancellationToken cancellation) =>
        ChangeAsync(finding, (f, now) => f.Remove(session, now), "Removed. You can put it back below", cancellation);

    public Task<IActionResult> OnPostPutBackAsync(Guid finding, CancellationToken cancellation) =>
        ChangeAsync(finding, (f, now) => f.PutBack(session, now), "Put back", cancellation);

    public async Task<IActionResult> OnPostAddAsync(string? newSentence, string? newKind, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!session.Has(Role.Analyst)) return Forbid();
        if (AssessmentLife.Refusal(Assessment.Status, AssessmentEvent.Write) is { } refusal)
        {
            ModelState.AddModelError("", refusal);
            return Page();
        }
        var pasted = PastedText.Clean(newSentence);
        (NewSentence, NewKind) = (OneLine(pasted.Text), newKind ?? Kinds[0].Value!);
        if (Kinds.All(k => k.Value != NewKind)) ModelState.AddModelError("NewKind", "Choose what it is");
        if (Wrong(NewSentence, "Write the finding as a sentence") is { } wrong)
        {
            ModelState.AddModelError("NewSentence", wrong);
        }
        if (!ModelState.IsValid) return Page();
        var position = await db.Set<AssessmentFinding>().Where(f => f.AssessmentId == Id).MaxAsync(f => (int?)f.Position, cancellation) ?? 0;
        var evidence = new FindingEvidence(EvidenceKind.None, Theme?.Key, null, Assessment.AssessedMonth, null, "In the writer’s own words.");
        db.Add(new AssessmentFinding(session.Partnership, Guid.CreateVersion7(), Id, position + 1, Section!, Title(NewSentence), NewSentence, [], RunJson.Write(evidence),
            isProposed: false, isOwnWords: true, session.User, session.DisplayName, clock.GetUtcNow().UtcDateTime)
        { Kind = NewKind });
        if (!await KeptAsync(cancellation)) return await AgainAsync(cancellation);
        TempData.Done($"The finding is added. {string.Join(' ', pasted.Notes)}".TrimEnd());
        return Back(Section!);
    }

    public Task<IActionResult> OnPostSendAsync(string? read, CancellationToken cancellation) =>
        MoveAsync(PaperRead.Of(read), isRead: true, async a =>
        {
            if (a.SendForReview(session, Now) is { } refusal) return refusal;
            var number = await db.Set<TacticalDraft>().Where(d => d.AssessmentId == Id).MaxAsync(d => (int?)d.Number, cancellation) ?? 0;
            db.Add(TacticalDraft.Of(Id, number + 1, await db.Set<AssessmentFinding>().Where(f => f.AssessmentId == Id).ToListAsync(cancellation), session, Now));
            return null;
        }, "Sent for review. Somebody else now reads and approves it.", cancellation);

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation) =>
        MoveAsync(null, isRead: false, a => Task.FromResult(a.TakeBack(session)), "Back in draft.", cancellation);

    public Task<IActionResult> OnPostApproveAsync(string? read, CancellationToken cancellation) =>
        MoveAsync(PaperRead.Of(read), isRead: true, async a =>
        {
            var writers = (await db.Set<AssessmentFinding>().Where(f => f.AssessmentId == Id).Select(f => f.Writers).ToListAsync(cancellation)).SelectMany(w => w).ToHashSet();
            return a.Approve(session, writers, RunJson.Write(await papers.ContentAsync(a, cancellation)), clock.GetUtcNow().UtcDateTime);
        }, "Approved. The text is frozen.", cancellation);

    /// <summary>Issues it; the version of the month that was issued before is superseded.</summary>
    public Task<IActionResult> OnPostIssueAsync(string? read, CancellationToken cancellation) =>
        MoveAsync(PaperRead.Of(read), isRead: true, async a =>
        {
            // One version of a month is issued at a time, so the earlier one goes first.
            if (a.Status == AssessmentStatus.Approved && MayIssue)
            {
                foreach (var earlier in await db.Set<TacticalAssessment>().Where(e => e.Month == a.Month && e.Id != Id && e.Status == AssessmentStatus.Issued).ToListAsync(cancellation)) earlier.Supersede(a.Number, session, Now);
                await db.SaveChangesAsync(cancellation);
            }
            return a.Issue(session, Now);
        }, "Issued. It can be read by every member and taken to a meeting.", cancellation);

    public Task<IActionResult> OnPostWithdrawAsync(string? withdrawReason, CancellationToken cancellation)
    {
        WithdrawReason = withdrawReason;
        return MoveAsync(null, isRead: false, a => Task.FromResult(noNames.Problem(withdrawReason) ?? a.Withdraw(session, withdrawReason, Now)), "Withdrawn. It stays readable with the reason on it.", cancellation);
    }

    /// <summary>Sets the day by which somebody looks whether the paper still holds.</summary>
    public async Task<IActionResult> OnPostReviewAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid && (ReviewOn is not { } on || on <= DateOnly.FromDateTime(Partnership.Calendar.London.FromUtc(Now)))) ModelState.AddModelError(nameof(ReviewOn), "Review date must be after today");
        if (!ModelState.IsValid) return await AgainAsync(cancellation);
        var asked = ReviewOn!.Value;
        return await MoveAsync(null, isRead: false, a => Task.FromResult(ReviewBy(a, asked)), "The review date is set.", cancellation);
    }

    string? ReviewBy(TacticalAssessment assessment, DateOnly on)
    {
        if (!session.Has(Role.Analyst)) return "Only an analyst sets the review date";
        if (AssessmentLife.Refusal(assessment.Status, AssessmentEvent.Write) is { } refusal) return refusal;
        assessment.Review(on);
        return null;
    }

    /// <summary>Marks a finding as crossing the border; both fields empty take the mark away.</summary>
    public async Task<IActionResult> OnPostBorderAsync(Guid finding, string? borderArea, string? borderWords, CancellationToken cancellation)
    {
        if (await FindAsync(finding, cancellation) is not { } found) return NotFound();
        var (area, words) = (OneLine(PastedText.Clean(borderArea).Text), OneLine(PastedText.Clean(borderWords).Text));
        if (area.Length + words.Length > 0)
        {
            if (BorderWrong(area, BorderMark.LongestArea, "Name the neighbouring area") is { } wrongArea) ModelState.AddModelError($"border-area-{finding}", wrongArea);
            if (BorderWrong(words, BorderMark.LongestWords, "Say what the neighbouring area should know") is { } wrongWords) ModelState.AddModelError($"border-words-{finding}", wrongWords);
            if (!ModelState.IsValid)
            {
                (Section, UnsavedBorder) = (found.Section, (finding, area, words));
                return await AgainAsync(cancellation);
            }
        }
        return await ChangeAsync(finding, (f, now) => f.CrossBorder(area.Length > 0 ? new(area, words) : null, session, now), area.Length > 0 ? "Marked as crossing the border" : "No longer marked as crossing the border", cancellation);
    }

    string? BorderWrong(string words, int longest, string empty) => words.Length == 0 ? empty : words.Length > longest ? $"Use {longest:N0} characters or fewer" : noNames.Problem(words);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    static string OneLine(string words) => words.ReplaceLineEndings(" ").Trim();

    public AssessmentFinding? Named(Guid id) => Findings.FirstOrDefault(f => f.Id == id);

    public static FindingEvidence Evidence(AssessmentFinding finding) => RunJson.Read<FindingEvidence>(finding.Evidence);

    public string? RecordsUrl(FindingEvidence evidence) => !session.MayReadDrafts() ? null : FindingRecords.Url(evidence, Result);

    /// <summary>The drawing under a finding; null when it has none.</summary>
    public SvgContent? Figure(FindingEvidence evidence, string sentence)
    {
        var theme = Result.Themes.FirstOrDefault(t => t.Key == evidence.Theme);
        return evidence.Kind switch
        {
            EvidenceKind.MonthChart when theme is not null && theme.Series.Any(m => m.Count is not null) =>
                SvgContent.FromDrawing(ChartSvg.Draw(MonthChart.Of(theme.Noun, theme.Series, theme.Comparison.Signal, sentence), ChartSvg.Narrow)),
            EvidenceKind.HotSpotMap when theme is { Map.HotSpots.Count: > 0 } =>
                SvgContent.FromDrawing(MapSvg.Draw(HotSpotDrawing.Map(Result, theme.Map.HotSpots, Paper.BaseMap, $"Hot spots of {theme.Noun}", sentence), 340, 260)),
            EvidenceKind.RepeatLocations when Result.RepeatLocations.Count > 0 =>
                SvgContent.FromDrawing(MapSvg.Draw(HotSpotDrawing.Places(Result, Paper.BaseMap, sentence), 340, 260)),
            _ => null,
        };
    }

    public static string LocalTime(DateTime utc) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), London).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    string? Wrong(string words, string empty) => words.Length switch
    {
        0 => empty,
        > AssessmentFinding.LongestSentence => $"Shorten the finding to {AssessmentFinding.LongestSentence:N0} characters",
        _ => noNames.Problem(words),
    };

    bool WantsJson => Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (await db.Set<TacticalAssessment>().SingleOrDefaultAsync(a => a.Id == Id, cancellation) is not { } assessment || !MayRead(assessment)) return false;
        Assessment = assessment;
        Read = new(assessment.Version, now);
        Paper = await papers.ContentAsync(assessment, cancellation);
        var all = await db.Set<AssessmentFinding>().Where(f => f.AssessmentId == Id).OrderBy(f => f.Position).ToListAsync(cancellation);
        Sections = SectionEntry.Of(Paper, all);
        if (Sections.All(s => s.Key != Section)) Section = Paper.Result.Themes is [var first, ..] ? first.Key : Engine.Sections.WhatIsNew;
        Findings = [.. all.Where(f => f.Section == Section && f.RemovedAt is null)];
        Pages = DocxPages.Estimate(await papers.ReportAsync(assessment, Paper, cancellation));
        Outcomes = await papers.OutcomesAsync(assessment, cancellation);
        ReviewOn = assessment.ReviewOn;
        Removed = [.. all.Where(f => f.Section == Section && f.RemovedAt is not null)];
        return true;
    }

    bool MayRead(TacticalAssessment assessment) => assessment.MayBeReadByAll || session.MayReadDrafts();

    // A finding that may be changed now, or null: a missing one and a forbidden one answer alike.
    async Task<AssessmentFinding?> FindAsync(Guid finding, CancellationToken cancellation)
    {
        if (!session.Has(Role.Analyst)) return null;
        if (await db.Set<TacticalAssessment>().SingleOrDefaultAsync(a => a.Id == Id, cancellation) is not { CanBeWritten: true }) return null;
        return await db.Set<AssessmentFinding>().SingleOrDefaultAsync(f => f.AssessmentId == Id && f.Id == finding, cancellation);
    }

    async Task<IActionResult> ChangeAsync(Guid finding, Action<AssessmentFinding, DateTime> change, string done, CancellationToken cancellation)
    {
        if (await FindAsync(finding, cancellation) is not { } found) return NotFound();
        change(found, Now);
        if (!await KeptAsync(cancellation)) return await AgainAsync(cancellation);
        TempData.Done($"{done}: {found.Title}.");
        return Back(found.Section, finding);
    }

    // False, with the reason, where somebody else changed the finding or moved the assessment on in between.
    async Task<bool> KeptAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException e) when (HasMovedOn(e))
        {
            ModelState.AddModelError("", "Somebody changed this meanwhile. It is shown as it stands now: try again");
            return false;
        }
    }

    static bool HasMovedOn(DbUpdateException e) => e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.RestrictViolation };

    // The findings are held still while somebody decides on them, and what others changed since the paper was opened is told first.
    async Task<IActionResult> MoveAsync(PaperRead? read, bool isRead, Func<TacticalAssessment, Task<string?>> move, string done, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select from understand.tactical_assessment where partnership_id = {session.Partnership} and id = {Id} for update", cancellation);
        if (!await LoadAsync(cancellation)) return NotFound();
        var changed = isRead ? await ChangesSinceAsync(read, cancellation) : null;
        if (await move(Assessment) is { } refusal) ModelState.AddModelError("", refusal);
        else if (changed is not null) ModelState.AddModelError("", PaperRead.Refusal("assessment", changed));
        else
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            TempData.Done(done);
            return Back(Section!);
        }
        await transaction.RollbackAsync(cancellation);
        return await AgainAsync(cancellation);
    }

    // What others changed since the paper was opened, a few words each; null for nothing. The reader's own words count as read.
    async Task<IReadOnlyList<string>?> ChangesSinceAsync(PaperRead? read, CancellationToken cancellation)
    {
        if (read is not { } seen) return [];
        var findings = await db.Set<AssessmentFinding>().AsNoTracking().Where(f => f.AssessmentId == Id && f.EditedAt >= seen.At && f.EditedById != session.User).OrderBy(f => f.Position).ToListAsync(cancellation);
        List<string> changed = [.. findings.Select(f => $"“{f.Title}”{(f.RemovedAt is null ? "" : " (removed)")}, by {f.EditedByName}")];
        if (Assessment.SentAt >= seen.At) changed.Add("it was sent for review again");
        return changed.Count > 0 ? changed : Assessment.Version == seen.Version ? null : [];
    }

    async Task<IActionResult> ConflictAsync(Guid finding, string mine, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var theirs = await db.Set<AssessmentFinding>().AsNoTracking().SingleAsync(f => f.Id == finding, cancellation);
        if (WantsJson)
            return new JsonResult(new { by = theirs.EditedByName, sentence = theirs.Sentence, version = theirs.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) }) { StatusCode = StatusCodes.Status409Conflict };
        Conflict = new(finding, mine, theirs.Sentence, theirs.EditedByName, LocalTime(theirs.EditedAt));
        Section = theirs.Section;
        ModelState.AddModelError($"finding-{finding}-sentence", $"{theirs.EditedByName} changed this finding at {Conflict.At}. Your words are kept here: compare, then save");
        if (!await LoadAsync(cancellation)) return NotFound();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        return await LoadAsync(cancellation) ? Page() : NotFound();
    }

    RedirectResult Back(string section, Guid? finding = null) =>
        Redirect($"/understand/tactical/{Id}?section={Uri.EscapeDataString(section)}{(finding is { } f ? $"#finding-{f}" : "")}");

    static string Title(string sentence) => sentence.Length <= 60 ? sentence.TrimEnd('.') : sentence[..sentence.LastIndexOf(' ', 60)] + " …";

    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
}

/// <summary>Two people changed one finding.</summary>
/// <param name="Mine">Words that were not saved.</param>
/// <param name="Theirs">Words that stand.</param>
internal sealed record EditConflict(Guid Finding, string Mine, string Theirs, string By, string At);

/// <summary>One entry of the list of sections.</summary>
/// <param name="Findings">Findings in it; 0 is shown as "none".</param>
internal sealed record SectionEntry(string Key, string Name, int Findings)
{
    public static IReadOnlyList<SectionEntry> Of(FrozenPaper paper, IReadOnlyList<AssessmentFinding> findings)
    {
        SectionEntry Entry(string key, string name) => new(key, name, findings.Count(f => f.Section == key && f.RemovedAt is null));
        return
        [
            Entry(Engine.Sections.WhatIsNew, $"What is new since {paper.Result.Month.AddMonths(-1).Name}"),
            .. paper.Result.Themes.Select(t => Entry(t.Key, t.Priority ?? t.Name)),
            Entry(Engine.Sections.Repeats, "Places where records come back"),
            .. paper.Result.HasPriorities ? [Entry(Engine.Sections.Outside, "Outside the priorities")] : Array.Empty<SectionEntry>(),
        ];
    }
}
