using Concordat.Documents.Charts;
using Concordat.Documents.Maps;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Partnership.Themes;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Platform.Site;
using Concordat.Platform.Site.Forms;
using Concordat.Understand.Papers;
using Concordat.Understand.Profiles;
using Concordat.Understand.Strategic.Assessment;
using Concordat.Understand.Strategic.Contracts;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Paper;
using Concordat.Understand.Strategic.Registers;
using Concordat.Understand.Strategic.Wording;
using Concordat.Understand.Tactical.Assessment;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Understand.Strategic.Write;

/// <summary>One strategic assessment: written block by block while a draft, read by everybody once issued.</summary>
[Authorize(Policy = Policies.ReadPartnership)]
internal sealed class WriteStrategicModel(
    ConcordatDb db, Session session, StrategicDesk desk, StrategicPapers papers, SharedBlocks shared, NoNames noNames, JobQueue jobs, MemberDirectory directory, TimeProvider clock, SourceReservations reservations, IEnumerable<IRecommendationOutcomes> outcomes) : StrategicPage(db, session)
{
    /// <summary>Key of the chapter shown: its place in the structure, from 1.</summary>
    [BindProperty(SupportsGet = true)] public int Chapter { get; set; } = 1;

    /// <summary>Figures and words; null while the figures are not made.</summary>
    public FrozenStrategic? Frozen { get; private set; }
    public IReadOnlyList<Chapter> Chapters { get; private set; } = [];
    public IReadOnlyDictionary<string, StrategicBlock> Blocks { get; private set; } = new Dictionary<string, StrategicBlock>();
    public IReadOnlyList<StrategicBlock> Removed { get; private set; } = [];
    public IReadOnlyList<string> Gaps { get; private set; } = [];
    public IReadOnlyList<PartState> Parts { get; private set; } = [];
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<RecommendationOutcome> Outcomes { get; private set; } = [];
    public int Pages { get; private set; }

    /// <summary>What whoever approves should know, though nothing hangs on it.</summary>
    public IReadOnlyList<string> Notices { get; private set; } = [];

    /// <summary>What stands against the sources of the years, for those who write and approve.</summary>
    public IReadOnlyList<string> Reservations { get; private set; } = [];
    public Job? Job { get; private set; }
    public string OwnerName { get; private set; } = "";

    /// <summary>Steps of the project plan that are late or have moved.</summary>
    public int Slipped { get; private set; }

    /// <summary>What somebody else wrote meanwhile; null when nobody did.</summary>
    public BlockConflict? Conflict { get; private set; }

    /// <summary>Words of a block that were sent and could not be saved.</summary>
    public (Guid Block, string Words)? Unsaved { get; private set; }
    public string NewWords { get; private set; } = "";
    public string NewPart { get; private set; } = "levels";
    public string NewTheme { get; private set; } = "";
    public string? LengthReason { get; private set; }
    public string? WithdrawReason { get; private set; }

    /// <summary>How it stands as it is shown, for the forms that decide on it.</summary>
    public PaperRead Read { get; private set; }

    /// <summary>Key of a block: its chapter is shown.</summary>
    [BindProperty(SupportsGet = true, Name = "block")] public string? BlockKey { get; set; }

    public Chapter? Shown => Chapters.Count == 0 ? null : Chapters[Math.Clamp(Chapter, 1, Chapters.Count) - 1];
    public bool MayCommission => Session.MayCommission();
    public bool IsWaiting => Job is { IsOver: false };
    public IReadOnlyList<Choice> Themes => [.. Frozen!.Result.Themes.Select(t => new Choice(t.Key, t.Name))];
    public static IReadOnlyList<Choice> PartChoices { get; } = [.. ((StrategicPart[])[StrategicPart.Levels, StrategicPart.Change, StrategicPart.Why]).Select(p => new Choice(StrategicBlock.PartName(p), PartState.NameOf(p)))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSaveAsync(Guid block, string? sentence, uint version, CancellationToken cancellation)
    {
        if (await BlockAsync(block, cancellation) is not { } found) return NotFound();
        var pasted = PastedText.Clean(sentence);
        if (Wrong(pasted.Text, "Write the block, or remove it") is { } wrong)
        {
            ModelState.AddModelError($"finding-{block}-sentence", wrong);
            if (WantsJson) return BadRequest();
            Unsaved = (block, pasted.Text);
            return await AgainAsync(cancellation);
        }
        Db.Entry(found).Property(b => b.Version).OriginalValue = version;
        await shared.WriteAsync(found, pasted.Text, cancellation);
        if (await Db.TrySaveAsync(cancellation) != SaveOutcome.Saved) return await ConflictAsync(block, pasted.Text, cancellation);
        if (WantsJson) return new JsonResult(new { saved = London.Show(found.EditedAt, "HH:mm"), version = found.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        if (pasted.Notes.Count > 0) TempData.Done(string.Join(' ', pasted.Notes), "Saved, and cleaned");
        else TempData.Done("The block is saved.");
        return Back(block);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid block, CancellationToken cancellation) => await MoveBlockAsync(block, b => b.Remove(Session, Now), "Removed. You can put it back below.", cancellation);

    public async Task<IActionResult> OnPostPutBackAsync(Guid block, CancellationToken cancellation) => await MoveBlockAsync(block, b => b.PutBack(Session, Now), "Put back.", cancellation);

    public async Task<IActionResult> OnPostAddAsync(string? newWords, string? newPart, string? newTheme, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite || Frozen is null) return Forbid();
        var pasted = PastedText.Clean(newWords);
        (NewWords, NewPart, NewTheme) = (pasted.Text, newPart ?? "levels", newTheme ?? "");
        if (Wrong(pasted.Text, "Write the block") is { } wrong) ModelState.AddModelError("NewWords", wrong);
        if (PartChoices.All(p => p.Value != NewPart)) ModelState.AddModelError("NewPart", "Choose the part it belongs to");
        if (NewTheme.Length > 0 && Frozen.Result.Themes.All(t => t.Key != NewTheme)) ModelState.AddModelError("NewTheme", "Choose a theme of the list");
        if (!ModelState.IsValid) return Page();
        var position = await Db.Set<StrategicBlock>().Where(b => b.AssessmentId == Id).MaxAsync(b => (int?)b.Position, cancellation) ?? 0;
        Db.Add(new StrategicBlock(Session.Partnership, Guid.CreateVersion7(), Id, $"own-{Guid.NewGuid():N}", position + 1, NewPart, NewTheme.Length > 0 ? NewTheme : null,
            "whole", SupplyingBodies.Of(NewTheme.Length > 0 ? NewTheme : null), "none", pasted.Text, [], isOwnWords: true, Session.User, Session.DisplayName, Now));
        if (await Db.TrySaveAsync(cancellation) != SaveOutcome.Saved) return await MovedOnAsync(cancellation);
        TempData.Done($"The block is added. {string.Join(' ', pasted.Notes)}".TrimEnd());
        return Back();
    }

    public async Task<IActionResult> OnPostArrangeAsync(string? structure, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        if (Structures.Named(structure ?? "") is not { } chosen)
        {
            ModelState.AddModelError("structure", "Choose one of the four structures");
            return Page();
        }
        await desk.ChangeAsync(Assessment, a =>
        {
            a.Arrange(chosen);
            return null;
        }, cancellation);
        TempData.Done("The same blocks stand in other chapters now; no word has changed.");
        return Redirect(Assessment.Url);
    }

    public async Task<IActionResult> OnPostLengthAsync(string? lengthReason, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!MayWrite) return Forbid();
        LengthReason = lengthReason?.Trim();
        if ((LengthReason?.Length > StrategicAssessment.LongestReason ? $"Shorten the reason to {StrategicAssessment.LongestReason} characters" : noNames.Problem(LengthReason)) is { } wrong)
        {
            ModelState.AddModelError("lengthReason", wrong);
            return Page();
        }
        await desk.ChangeAsync(Assessment, a =>
        {
            a.ExplainLength(string.IsNullOrEmpty(LengthReason) ? null : LengthReason);
            return null;
        }, cancellation);
        TempData.Done("The reason is kept.");
        return Back();
    }

    public async Task<IActionResult> OnPostFiguresAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)) return NotFound();
        if (!Session.Has(Role.Analyst) || Assessment.Status is not (StrategicStatus.Commissioned or StrategicStatus.Draft)) return Forbid();
        if (!IsWaiting) await desk.QueueFiguresAsync(Assessment, cancellation);
        TempData.Done("The figures are being made again. Words that people changed stay.", "Started");
        return Back();
    }

    public Task<IActionResult> OnPostSendAsync(string? read, CancellationToken cancellation) => MoveAsync(() => desk.SendAsync(Assessment, PaperRead.Of(read), cancellation), "Sent for review. Somebody else now reads and approves it.", cancellation);

    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation) => MoveAsync(() => desk.TakeBackAsync(Assessment, cancellation), "Back in draft.", cancellation);

    public Task<IActionResult> OnPostApproveAsync(string? read, CancellationToken cancellation) => MoveAsync(() => desk.ApproveAsync(Assessment, PaperRead.Of(read), cancellation), "Approved. The text is frozen.", cancellation);

    public Task<IActionResult> OnPostIssueAsync(string? read, CancellationToken cancellation) => MoveAsync(() => desk.IssueAsync(Assessment, PaperRead.Of(read), cancellation), "Issued. Every member can read it, and a control strategy can begin from it.", cancellation);

    public Task<IActionResult> OnPostWithdrawAsync(string? withdrawReason, CancellationToken cancellation)
    {
        WithdrawReason = withdrawReason;
        return MoveAsync(() => desk.ChangeAsync(Assessment, a => noNames.Problem(withdrawReason) ?? desk.Withdraw(a, withdrawReason), cancellation), "Withdrawn. It stays readable with the reason on it.", cancellation);
    }

    /// <summary>The drawing under a block; null when it has none.</summary>
    public SvgContent? Figure(StrategicFinding finding)
    {
        if (Frozen is not { } content || finding.Exhibit != Exhibit.Trend || (finding.Theme is { } key && content.Result.Themes.All(t => t.Key != key))) return null;
        return TrendChart.Of(content.Result.Of(finding.Theme ?? content.Result.Total.Key), finding.Sentence) is { } chart ? SvgContent.FromDrawing(ChartSvg.Draw(chart, ChartSvg.Narrow)) : null;
    }

    /// <summary>The records behind a block of a theme, for those who may read them; null otherwise.</summary>
    public string? RecordsUrl(StrategicFinding finding) => finding.Theme is { } theme && ReadsDrafts
        ? new Share.Incidents.Contracts.IncidentFilter { Themes = [theme], From = Assessment.To.AddMonths(-11), To = Assessment.To }.RecordsUrl : null;

    public static string HeadingOf(StrategicFinding finding) => StrategicGaps.Name(finding);

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    bool WantsJson => Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    string? Wrong(string words, string empty) => words.Length switch
    {
        0 => empty,
        > StrategicBlock.LongestSentence => $"Shorten the block to {StrategicBlock.LongestSentence:N0} characters; it has {words.Length:N0}",
        _ => noNames.Problem(words),
    };

    async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        var now = Now;
        if (!await FindAsync(cancellation)) return false;
        Read = new(Assessment.Version, now);
        if (Assessment.JobId is { } job && Assessment.Frozen is null) Job = await jobs.FindAsync(job, cancellation);
        OwnerName = (await directory.ReadAsync(cancellation)).NameOf(Assessment.OwnerId);
        var entries = ReadsDrafts ? await desk.EntriesAsync(Id, cancellation) : [];
        Counts = entries.GroupBy(e => e.Register).ToDictionary(g => g.Key, g => g.Count());
        Slipped = RegisterTables.Slippage(entries.Where(e => e.Register == RegisterList.Plan).Select(e => Line.Of(e.Content)), London.Today(clock)).Count(s => s.Days > 0);
        if (Assessment.RunId is null) return true;
        Frozen = await papers.ContentAsync(Assessment, cancellation);
        LengthReason ??= Assessment.LengthReason;
        var blocks = ReadsDrafts ? await Db.Set<StrategicBlock>().Where(b => b.AssessmentId == Id).OrderBy(b => b.Position).ToListAsync(cancellation) : [];
        Blocks = blocks.Where(b => b.RemovedAt is null).ToDictionary(b => b.Key);
        Removed = [.. blocks.Where(b => b.RemovedAt is not null && b.IsEdited)];
        Chapters = Structures.Arrange(Frozen.Result, Frozen.Findings, Assessment.StructureKind);
        if (BlockKey is { } key && Chapters.ToList().FindIndex(c => c.Findings.Any(f => f.Id == key)) is >= 0 and var at) Chapter = at + 1;
        Parts = PartState.Of(Frozen.Result, Frozen.Findings);
        Pages = StrategicPaper.Length(await papers.ReportAsync(Assessment, Frozen, cancellation)).Pages;
        if (Assessment.IsOpen && Assessment.Frozen is null)
        {
            Gaps = StrategicGaps.Of(Frozen, Pages, Assessment.LengthReason, Assessment.BreaksInRun == StrategicDesk.BreaksText(entries));
            Notices = [.. StrategicGaps.Notices(Frozen, London.Today(clock))];
            Reservations = await reservations.OfAsync(Frozen.Result.From, Frozen.Result.To, cancellation);
        }
        if (Assessment.MayBeReadByAll && outcomes.FirstOrDefault() is { } decided) Outcomes = await decided.OfAsync(Assessment.Id, cancellation);
        return true;
    }

    async Task<StrategicBlock?> BlockAsync(Guid block, CancellationToken cancellation)
    {
        if (!Session.Has(Role.Analyst) || !await FindAsync(cancellation) || !Assessment.CanBeWritten) return null;
        return await Db.Set<StrategicBlock>().SingleOrDefaultAsync(b => b.AssessmentId == Id && b.Id == block, cancellation);
    }

    async Task<IActionResult> MoveBlockAsync(Guid block, Action<StrategicBlock> change, string done, CancellationToken cancellation)
    {
        if (await BlockAsync(block, cancellation) is not { } found) return NotFound();
        change(found);
        if (await Db.TrySaveAsync(cancellation) != SaveOutcome.Saved) return await MovedOnAsync(cancellation);
        TempData.Done(done);
        return Back();
    }

    async Task<IActionResult> MovedOnAsync(CancellationToken cancellation)
    {
        Db.Forget();
        ModelState.AddModelError("", "Somebody changed or moved on this assessment at the same moment. It is shown as it stands now; nothing of yours was saved");
        return await AgainAsync(cancellation);
    }

    async Task<IActionResult> MoveAsync(Func<Task<string?>> move, string done, CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation)) return NotFound();
        if (Assessment.RunId is null) return Forbid();
        try
        {
            if (await move() is not { } refusal)
            {
                TempData.Done(done);
                return Back();
            }
            ModelState.AddModelError("", refusal);
        }
        catch (DbUpdateConcurrencyException)
        {
            ModelState.AddModelError("", "Somebody moved this assessment on at the same moment. Read it again before you go on");
        }
        return await AgainAsync(cancellation);
    }

    async Task<IActionResult> ConflictAsync(Guid block, string mine, CancellationToken cancellation)
    {
        Db.ChangeTracker.Clear();
        var theirs = await Db.Set<StrategicBlock>().AsNoTracking().SingleAsync(b => b.Id == block, cancellation);
        if (WantsJson)
            return new JsonResult(new { by = theirs.EditedByName, sentence = theirs.Sentence, version = theirs.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) }) { StatusCode = StatusCodes.Status409Conflict };
        Conflict = new(block, mine, theirs.Sentence, theirs.EditedByName, London.Show(theirs.EditedAt, "HH:mm"));
        ModelState.AddModelError($"finding-{block}-sentence", $"{theirs.EditedByName} changed this block at {Conflict.At}. Your words are kept here: compare, then save");
        if (!await LoadAsync(cancellation)) return NotFound();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        Db.ChangeTracker.Clear();
        return await LoadAsync(cancellation) ? Page() : NotFound();
    }

    RedirectResult Back(Guid? block = null) => Redirect($"{StrategicAssessment.UrlOf(Id)}?chapter={Chapter}{(block is { } b ? $"#finding-{b}" : "")}");
}

/// <summary>Two people changed one block.</summary>
/// <param name="Mine">Words that were not saved.</param>
/// <param name="Theirs">Words that stand.</param>
internal sealed record BlockConflict(Guid Block, string Mine, string Theirs, string By, string At);
