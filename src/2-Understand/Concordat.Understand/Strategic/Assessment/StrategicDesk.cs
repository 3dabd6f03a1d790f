using Concordat.Partnership.Calendar;
using Concordat.Platform.Access;
using Concordat.Platform.Database;
using Concordat.Platform.Jobs;
using Concordat.Understand.Runs;
using Concordat.Understand.Strategic.Engine;
using Concordat.Understand.Strategic.Registers;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>Does what can be done with a strategic assessment, or says in words why not.</summary>
internal sealed class StrategicDesk(ConcordatDb db, Session session, TimeProvider clock, StrategicRuns runs, StrategicPapers papers, JobQueue jobs)
{
    DateTime Now => clock.GetUtcNow().UtcDateTime;

    public bool MayWrite => session.Has(Role.Analyst);

    /// <summary>Keeps registers: who writes, and those who speak for the group.</summary>
    public bool MayKeepRegisters => MayWrite || session.Has(Role.Coordinator) || session.Has(Role.Chair);

    /// <summary>Commissions the assessment of a year; one at a time is in work.</summary>
    public async Task<(StrategicAssessment? Assessment, string? Refusal)> CommissionAsync(Commission commission, CancellationToken cancellation)
    {
        var ofYear = await db.Set<StrategicAssessment>().AsNoTracking().Where(a => a.Year == commission.Year).ToListAsync(cancellation);
        if (ofYear.Find(a => a.IsOpen) is not null) return (null, $"The strategic assessment of {commission.Year} is being written already. Open it from the list");
        var assessment = new StrategicAssessment(session.Partnership, Guid.CreateVersion7(), commission.Year, ofYear.Count + 1, session.User, session.DisplayName, Now);
        assessment.Say(commission);
        db.Add(assessment);
        await db.SaveChangesAsync(cancellation);
        await CarryOverAsync(assessment, cancellation);
        return (assessment, null);
    }

    /// <summary>Asks for the figures in the background and saves what else changed: both or neither, so that the job never meets a half-saved assessment.</summary>
    public async Task QueueFiguresAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        assessment.AwaitFigures(await jobs.EnqueueAsync((NpgsqlConnection)db.Database.GetDbConnection(), StrategicFiguresJob.Name, new StrategicPayload(assessment.Id), cancellation));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    // Breaks stay breaks, and last year's recommendations are what this year answers for.
    async Task CarryOverAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        if (await LastIssuedAsync(assessment, cancellation) is not { Frozen: { } text } last) return;
        var frozen = RunJson.Read<FrozenStrategic>(text);
        var position = 0;
        foreach (var line in frozen.Of(RegisterList.Breaks)) db.Add(NewEntry(assessment.Id, RegisterList.Breaks, ++position, line));
        foreach (var line in frozen.Of(RegisterList.References)) db.Add(NewEntry(assessment.Id, RegisterList.References, ++position, line));
        if (last.RunId is not null) assessment.RankBy(frozen.Result.Matrix);
        await db.SaveChangesAsync(cancellation);
    }

    public StrategicEntry NewEntry(Guid assessment, string register, int position, Line line) =>
        new(session.Partnership, Guid.CreateVersion7(), assessment, register, position, line.ToJson(), session.User, session.DisplayName, Now);

    /// <summary>The last assessment that was issued before this one; null for none.</summary>
    public Task<StrategicAssessment?> LastIssuedAsync(StrategicAssessment assessment, CancellationToken cancellation) => db.Set<StrategicAssessment>().AsNoTracking()
        .Where(a => a.Id != assessment.Id && a.ToMonth < assessment.ToMonth && (a.Status == StrategicStatus.Issued || a.Status == StrategicStatus.Superseded))
        .OrderByDescending(a => a.ToMonth).ThenByDescending(a => a.Number).FirstOrDefaultAsync(cancellation);

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
        foreach (var gone in blocks.Where(b => !b.IsEdited && !said.Contains(b.Key) && b.RemovedAt is null)) gone.Remove(session, Now);
    }

    void AddCommonOptions(StrategicAssessment assessment, StrategicResult result)
    {
        var position = 0;
        foreach (var issue in result.Issues)
            foreach (var option in AgencyOptions.For(issue.Theme))
                db.Add(NewEntry(assessment.Id, RegisterList.Options, ++position, Line.From(("theme", issue.Theme), ("agency", option.Agency), ("could", option.Could))));
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
    public async Task<string?> SendAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        var (_, pages) = await papers.LengthAsync(assessment, cancellation);
        if (Length.Refusal(pages, assessment.LengthReason) is { } tooLong) return tooLong;
        if (assessment.SendForReview(session, Now) is { } refusal) return refusal;
        var number = await db.Set<StrategicDraft>().Where(d => d.AssessmentId == assessment.Id).MaxAsync(d => (int?)d.Number, cancellation) ?? 0;
        db.Add(Snapshot(assessment.Id, number + 1, await WordsAsync(assessment.Id, cancellation)));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>The words of all blocks as they stand.</summary>
    public async Task<IReadOnlyList<DraftWords>> WordsAsync(Guid id, CancellationToken cancellation) => await db.Set<StrategicBlock>().AsNoTracking()
        .Where(b => b.AssessmentId == id && b.RemovedAt == null).OrderBy(b => b.Position).ThenBy(b => b.Id).Select(b => new DraftWords(b.Key, b.Theme, b.Part, b.Sentence)).ToListAsync(cancellation);

    public async Task<string?> ApproveAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        var content = await papers.ContentAsync(assessment, cancellation);
        var (_, pages) = await papers.LengthAsync(assessment, cancellation);
        var entries = await EntriesAsync(assessment.Id, cancellation);
        var writers = (await db.Set<StrategicBlock>().Where(b => b.AssessmentId == assessment.Id && b.IsEdited).Select(b => b.EditedById).Distinct().ToListAsync(cancellation))
            .Concat(await db.Set<StrategicEntry>().Where(e => e.AssessmentId == assessment.Id && e.Register != RegisterList.Plan).Select(e => e.EditedById).Distinct().ToListAsync(cancellation)).ToHashSet();
        var gaps = StrategicGaps.Of(content, pages, assessment.LengthReason, assessment.BreaksInRun == BreaksText(entries));
        if (assessment.Approve(session, writers, gaps, RunJson.Write(content), Now) is { } refusal) return refusal;
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Issues it; those issued before are superseded.</summary>
    public async Task<string?> IssueAsync(StrategicAssessment assessment, CancellationToken cancellation)
    {
        if (assessment.Issue(session, Now) is { } refusal) return refusal;
        foreach (var earlier in await db.Set<StrategicAssessment>().Where(a => a.Status == StrategicStatus.Issued && a.Id != assessment.Id).ToListAsync(cancellation))
            earlier.Supersede($"The {(assessment.Year == earlier.Year ? $"version {assessment.Number}" : $"assessment of {assessment.Year}")} took its place.", Now);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<string?> ChangeAsync(StrategicAssessment assessment, Func<StrategicAssessment, string?> change, CancellationToken cancellation)
    {
        if (change(assessment) is { } refusal) return refusal;
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public string? TakeBack(StrategicAssessment assessment) => assessment.TakeBack(session);

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

/// <summary>Which assessment a job is for.</summary>
internal sealed record StrategicPayload(Guid Assessment);
