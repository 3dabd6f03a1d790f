using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Understand.Papers;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>Does what can be done with a strategic assessment, or says in words why not.</summary>
internal sealed class StrategicDesk(ConcordatDb db, Session session, TimeProvider clock, StrategicRuns runs, StrategicPapers papers, SharedBlocks shared, JobQueue jobs)
{
    DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Keeps registers: who writes, and those who speak for the group.</summary>
    public bool MayKeepRegisters => session.Has(Role.Analyst) || session.Has(Role.Coordinator) || session.Has(Role.Chair);

    /// <summary>Commissions the assessment of a year with the first steps of its plan, and asks for its figures: all or nothing. One at a time is in work.</summary>
    /// <param name="commission">What is wanted.</param>
    /// <param name="plan">Lines of the project plan.</param>
    /// <param name="isQueued">False where the caller makes the figures itself.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task<(StrategicAssessment? Assessment, string? Refusal)> CommissionAsync(Commission commission, IReadOnlyList<Line> plan, bool isQueued, CancellationToken cancellation)
    {
        var ofYear = await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.Year == commission.Year).Select(a => new { a.Status, a.Document }).ToListAsync(cancellation);
        if (ofYear.Exists(a => a.Document == commission.Document && StrategicAssessment.IsInWork(a.Status))) return (null, InWork(commission));
        var assessment = new StrategicAssessment(session.Partnership, Guid.CreateVersion7(), commission.Year, ofYear.Count(a => a.Document == commission.Document) + 1, session.User, session.DisplayName, Now);
        assessment.Say(commission);
        db.Add(assessment);
        await CarryOverAsync(assessment, cancellation);
        AddLines(assessment.Id, RegisterList.Plan, plan);
        try
        {
            if (isQueued) await QueueFiguresAsync(assessment, cancellation);
            else await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody else commissioned it at the same moment.
            db.ChangeTracker.Clear();
            return (null, InWork(commission));
        }
        return (assessment, null);
    }

    static string InWork(Commission c) => $"The {(c.Document == StrategicAssessment.Polices ? "police’s " : "")}strategic assessment of {c.Year} is being written already. Open it from the list";

    /// <summary>Asks for the figures in the background and saves what else changed: both or neither, so that the job never meets a half-saved assessment.</summary>
    public async Task QueueFiguresAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        assessment.AwaitFigures(await jobs.EnqueueAsync((NpgsqlConnection)db.Database.GetDbConnection(), StrategicFiguresJob.Name, new StrategicPayload(assessment.Id), cancellation));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // Breaks stay breaks, references stay where they were found, and issues are ranked as before until somebody weighs them anew.
    async Task CarryOverAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        if (await papers.LastIssuedAsync(assessment, cancellation) is not { } frozen) return;
        AddLines(assessment.Id, RegisterList.Breaks, frozen.Of(RegisterList.Breaks));
        AddLines(assessment.Id, RegisterList.References, frozen.Of(RegisterList.References));
        assessment.RankBy(frozen.Result.Matrix);
    }

    void AddLines(Guid assessment, string register, IReadOnlyList<Line> lines) => db.AddRange(lines.Select((line, i) => NewEntry(assessment, register, i + 1, line)));

    public StrategicEntry NewEntry(Guid assessment, string register, int position, Line line) =>
        new(session.Partnership, Guid.CreateVersion7(), assessment, register, position, line.ToJson(), session.User, session.DisplayName, Now);

    /// <summary>Makes the figures and drafts the blocks; words that people changed stay. Safe to run again: everything is saved at once.</summary>
    /// <returns>Why not, in words; null when done.</returns>
    public async Task<string?> MakeFiguresAsync(Guid id, Func<int, string, Task> progress, CancellationToken cancellation)
    {
        if (await db.Set<StrategicAssessment>().SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { } assessment) return "The assessment is not there any more";
        if (assessment.Status is not (StrategicStatus.Commissioned or StrategicStatus.Draft)) return "The figures of an assessment that is no draft stay as they are";
        await progress(1, "Reading the records");
        var entries = await EntriesAsync(id, cancellation);
        var (run, refusal) = await runs.MakeAsync(assessment, BreaksOf(entries), cancellation);
        if (run is null) return refusal;
        await progress(2, "Writing the first sentences");
        var blocks = await db.Set<StrategicBlock>().Where(b => b.AssessmentId == id).ToListAsync(cancellation);
        var findings = Drafted(StrategicRunResult.Of(run).Result);
        Redraft(assessment, findings, blocks);
        if (entries.All(e => e.Register != RegisterList.Options)) AddCommonOptions(assessment, StrategicRunResult.Of(run).Result);
        assessment.TakeFigures(run.Id, BreaksText(entries));
        if (!await db.Set<StrategicDraft>().AnyAsync(d => d.AssessmentId == id, cancellation)) db.Add(Snapshot(id, 1, findings.Select(f => new DraftWords(f.Id, f.Theme, StrategicBlock.PartName(f.Part), f.Sentence))));
        await db.SaveChangesAsync(cancellation);
        await progress(3, "Done");
        return null;
    }

    void Redraft(StrategicAssessment assessment, IReadOnlyList<StrategicFinding> findings, List<StrategicBlock> blocks)
    {
        var byKey = blocks.ToDictionary(b => b.Key);
        for (var i = 0; i < findings.Count; i++)
            if (byKey.TryGetValue(findings[i].Id, out var block)) block.Redraft(findings[i], i + 1);
            else db.Add(StrategicBlock.From(findings[i], assessment.Id, i + 1, session, Now));
        // What the figures no longer say goes; what people wrote stays.
        var said = findings.Select(f => f.Id).ToHashSet();
        foreach (var gone in blocks.Where(b => !b.IsEdited && !said.Contains(b.Key) && b.RemovedAt is null)) gone.Drop(Now);
    }

    void AddCommonOptions(StrategicAssessment assessment, StrategicResult result)
    {
        AddLines(assessment.Id, RegisterList.Options, [.. result.Issues.SelectMany(issue => AgencyOptions.For(issue.Theme).Select(o => Line.From(("theme", issue.Theme), ("agency", o.Agency), ("could", o.Could))))]);
    }

    /// <summary>The findings as the figures draft them, each under the body that supplied its records.</summary>
    public static IReadOnlyList<StrategicFinding> Drafted(StrategicResult result) =>
        [.. StrategicFindingWriter.Write(result).Select(f => f with { Supplier = SupplyingBodies.Of(f.Theme) })];

    StrategicDraft Snapshot(Guid id, int number, IEnumerable<DraftWords> words) => new(session.Partnership, id, number, Now, session.User, session.DisplayName, RunJson.Write(words.ToList()));

    public Task<List<StrategicEntry>> EntriesAsync(Guid id, CancellationToken cancellation) =>
        db.Set<StrategicEntry>().Where(e => e.AssessmentId == id && e.RemovedAt == null).OrderBy(e => e.Register).ThenBy(e => e.Position).ThenBy(e => e.Id).ToListAsync(cancellation);

    public static IReadOnlyList<SeriesBreak> BreaksOf(IEnumerable<StrategicEntry> entries) => BreaksOf(entries.Where(e => e.Register == RegisterList.Breaks).Select(e => Line.Of(e.Content)));

    /// <summary>The breaks that lines of the register of breaks name.</summary>
    public static IReadOnlyList<SeriesBreak> BreaksOf(IEnumerable<Line> lines) => [.. lines
        .Where(l => Month.TryParse(l["month"], out _)).Select(l => new SeriesBreak(Month.Parse(l["month"]), l["theme"].Length > 0 ? l["theme"] : null, l["what"]))];

    /// <summary>The breaks as one text: when it differs from the run's, the figures are out of date.</summary>
    public static string BreaksText(IEnumerable<StrategicEntry> entries) =>
        string.Join('\n', BreaksOf(entries).Select(b => $"{b.Month}\t{b.Theme}\t{b.What}").Order(StringComparer.Ordinal));

    /// <summary>Sends it for review and keeps the words as they stand, so that drafts can be compared.</summary>
    public Task<string?> SendAsync(StrategicAssessment assessment, PaperRead? read, CancellationToken cancellation) => DecideAsync(assessment, read, StrategicStatus.Draft, async () =>
    {
        var pages = await papers.PagesAsync(assessment, await papers.ContentAsync(assessment, cancellation), cancellation);
        if (Length.Refusal(pages, assessment.LengthReason) is { } tooLong) return tooLong;
        if (assessment.SendForReview(session, Now) is { } refusal) return refusal;
        var number = await db.Set<StrategicDraft>().Where(d => d.AssessmentId == assessment.Id).MaxAsync(d => (int?)d.Number, cancellation) ?? 0;
        db.Add(Snapshot(assessment.Id, number + 1, await WordsAsync(assessment.Id, cancellation)));
        return null;
    }, cancellation);

    /// <summary>The words of all blocks as they stand.</summary>
    public async Task<IReadOnlyList<DraftWords>> WordsAsync(Guid id, CancellationToken cancellation) => await db.Set<StrategicBlock>().AsNoTracking()
        .Where(b => b.AssessmentId == id && b.RemovedAt == null).OrderBy(b => b.Position).ThenBy(b => b.Id).Select(b => new DraftWords(b.Key, b.Theme, b.Part, b.Sentence)).ToListAsync(cancellation);

    public Task<string?> ApproveAsync(StrategicAssessment assessment, PaperRead? read, CancellationToken cancellation) => DecideAsync(assessment, read, StrategicStatus.Review, async () =>
    {
        var content = await papers.ContentAsync(assessment, cancellation);
        var pages = await papers.PagesAsync(assessment, content, cancellation);
        var entries = await EntriesAsync(assessment.Id, cancellation);
        var writers = (await db.Set<StrategicBlock>().Where(b => b.AssessmentId == assessment.Id).Select(b => b.Writers).ToListAsync(cancellation))
            .Concat(await db.Set<StrategicEntry>().Where(e => e.AssessmentId == assessment.Id && e.Register != RegisterList.Plan).Select(e => e.Writers).ToListAsync(cancellation)).SelectMany(w => w).ToHashSet();
        var gaps = StrategicGaps.Of(content, pages, assessment.LengthReason, assessment.BreaksInRun == BreaksText(entries));
        return assessment.Approve(session, writers, gaps, RunJson.Write(content), Now);
    }, cancellation);

    /// <summary>Issues it; those issued before are superseded.</summary>
    public Task<string?> IssueAsync(StrategicAssessment assessment, PaperRead? read, CancellationToken cancellation) => DecideAsync(assessment, read, StrategicStatus.Approved, async () =>
    {
        if (assessment.Issue(session, Now) is { } refusal) return refusal;
        foreach (var earlier in await db.Set<StrategicAssessment>().Where(a => a.Status == StrategicStatus.Issued && a.Document == assessment.Document && a.Id != assessment.Id).ToListAsync(cancellation))
            earlier.Supersede($"The {(assessment.Year == earlier.Year ? $"version {assessment.Number}" : $"assessment of {assessment.Year}")} took its place.", Now);
        return null;
    }, cancellation);

    /// <summary>Decides on an assessment as it was read, with its parts held still: what changed since is told, and nothing is decided.</summary>
    /// <param name="stands">Where it must stand; elsewhere the decision itself says why not.</param>
    async Task<string?> DecideAsync(StrategicAssessment assessment, PaperRead? read, StrategicStatus stands, Func<Task<string?>> decide, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select from understand.strategic_assessment where partnership_id = {session.Partnership} and id = {assessment.Id} for update", cancellation);
        await db.Entry(assessment).ReloadAsync(cancellation);
        var unread = await papers.ChangesSinceAsync(assessment, read, cancellation);
        var mayDecide = assessment.Status == stands && stands switch
        {
            StrategicStatus.Draft => session.User == assessment.AuthorId,
            StrategicStatus.Review => StrategicAssessment.MayApprove(session),
            _ => StrategicAssessment.MayIssue(session),
        };
        if (mayDecide && unread is not null) return PaperRead.Refusal("assessment", unread);
        if (await decide() is { } refusal) return refusal;
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    public async Task<string?> ChangeAsync(StrategicAssessment assessment, Func<StrategicAssessment, string?> change, CancellationToken cancellation)
    {
        if (change(assessment) is { } refusal) return refusal;
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Back to draft, with the last words of the blocks that it shares.</summary>
    public async Task<string?> TakeBackAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        if (assessment.TakeBack(session) is { } refusal) return refusal;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await shared.CatchUpAsync(assessment.Id, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    public string? Withdraw(StrategicAssessment assessment, string? reason) => assessment.Withdraw(session, reason, Now);
}

/// <summary>The rule of brevity.</summary>
internal static class Length
{
    /// <summary>Why a paper of so many pages cannot go on; null where it can.</summary>
    public static string? Refusal(int pages, string? reason) => pages <= Paper.StrategicPaper.MostPages || !string.IsNullOrWhiteSpace(reason) ? null
        : $"The paper has about {pages} pages, more than {Paper.StrategicPaper.MostPages}. Shorten it, or give the reason for its length";
}

/// <summary>Makes the figures of a commissioned assessment in the background.</summary>
internal sealed class StrategicFiguresJob(StrategicDesk desk) : IJobHandler
{
    public const string Name = "strategic figures";

    public string Kind => Name;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        var id = job.PayloadAs<StrategicPayload>().Assessment;
        try
        {
            if (await desk.MakeFiguresAsync(id, (done, words) => progress.ReportAsync(done, 3, words, cancellation), cancellation) is { } refusal) throw new JobRefusedException(refusal);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new JobRefusedException("Somebody changed the assessment while the figures were made. Nothing was lost: make them again.");
        }
        return new { assessment = id };
    }
}

/// <summary>Makes the figures of a run again in the background, from the records as they stood.</summary>
internal sealed class StrategicRepeatJob(ConcordatDb db, StrategicRuns runs) : IJobHandler
{
    public const string Name = "strategic figures again";

    public string Kind => Name;

    public async Task<object> RunAsync(Job job, JobProgress progress, CancellationToken cancellation)
    {
        var id = job.PayloadAs<RepeatPayload>().Run;
        var run = await db.Set<PatternRun>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Method == StrategicRuns.Method, cancellation) ?? throw new JobRefusedException("The run is not there any more.");
        await progress.ReportAsync(1, 2, "Reading the records as they stood", cancellation);
        var (again, refusal) = await runs.RepeatAsync(run, cancellation);
        if (again is null) throw new JobRefusedException(refusal!);
        await db.SaveChangesAsync(cancellation);
        await progress.ReportAsync(2, 2, "Done", cancellation);
        return new { run = again.Id, agrees = again.RepeatAgrees };
    }
}

/// <summary>Which assessment a job is for.</summary>
internal sealed record StrategicPayload(Guid Assessment);
