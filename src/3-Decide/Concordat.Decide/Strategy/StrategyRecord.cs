using Concordat.Partnership.Members;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Strategy;

/// <summary>A version of the control strategy with everything its pages show.</summary>
internal sealed record StrategyRecord(
    ControlStrategy Strategy, IReadOnlyList<StrategyIssue> Issues, IReadOnlyList<IssueScore> Scores, IReadOnlyList<IssueNote> Notes,
    IReadOnlyList<StrategyPriority> Priorities, IReadOnlyList<CollectionQuestion> Questions, People People)
{
    public string Url => UrlOf(Strategy.Id);

    public static string UrlOf(Guid strategy) => $"/decide/strategy/{strategy}";

    /// <summary>Priorities that were not ended on a day, in their order.</summary>
    public IReadOnlyList<StrategyPriority> InForceOn(DateOnly day) => [.. Priorities.Where(p => p.EndedOn is null || p.EndedOn >= day).OrderBy(p => p.Rank).ThenBy(p => p.FromOn)];

    /// <summary>The priority an issue has now; null for none.</summary>
    public StrategyPriority? PriorityOf(StrategyIssue issue) => Priorities.FirstOrDefault(p => p.IssueId == issue.Id && p.EndedOn is null);

    public IReadOnlyList<CollectionQuestion> QuestionsOf(StrategyPriority priority) => [.. Questions.Where(q => q.PriorityId == priority.Id).OrderBy(q => q.DueOn)];

    public IReadOnlyList<IssueNote> NotesOf(StrategyIssue issue) => [.. Notes.Where(n => n.IssueId == issue.Id).OrderBy(n => n.At)];

    public IssueResult ResultOf(StrategyIssue issue) => IssueResult.Of([.. Scores.Where(s => s.IssueId == issue.Id).Select(s => (int)s.Score)]);

    /// <summary>A priority's weight among those in force on a day, 0 to 1.</summary>
    public double ShareOf(StrategyPriority priority, DateOnly day) => InForceOn(day).Sum(p => p.Weight) is > 0 and var all ? (double)priority.Weight / all : 0;

    /// <summary>What keeps the executive from deciding, as sentences; empty for nothing.</summary>
    public IReadOnlyList<string> Gaps()
    {
        var gaps = Issues.Where(i => i.Outcome is null).Select(i => $"Choose “{i.Name}” or say why not").ToList();
        if (Priorities.Count == 0) gaps.Add("Choose at least one priority");
        gaps.AddRange(Priorities.Where(p => QuestionsOf(p).Count == 0).Select(p => $"Add a collection question to “{p.Name}”"));
        return gaps;
    }
}

/// <summary>How the members scored one issue.</summary>
/// <param name="Count">Members who scored it.</param>
/// <param name="Mean">Mean of their scores, 0 to 10; null when nobody did.</param>
/// <param name="Lowest">The lowest; null when nobody did.</param>
/// <param name="Highest">The highest; null when nobody did.</param>
internal sealed record IssueResult(int Count, decimal? Mean, int? Lowest, int? Highest)
{
    public static IssueResult Of(IReadOnlyList<int> scores) =>
        scores.Count == 0 ? new(0, null, null, null) : new(scores.Count, (decimal)scores.Sum() / scores.Count, scores.Min(), scores.Max());

    /// <summary>Places by mean, the highest first; equal means share a place and the next one is left out: 1, 2, 2, 4.</summary>
    /// <remarks>Issues that nobody scored share the last place.</remarks>
    public static IReadOnlyList<int> Ranks(IReadOnlyList<IssueResult> results) => [.. results.Select(r => 1 + results.Count(o => (o.Mean ?? -1) > (r.Mean ?? -1)))];
}

/// <summary>Reads strategies for their pages.</summary>
internal sealed class StrategyRecords(ConcordatDb db, MemberDirectory directory)
{
    /// <summary>The version with its parts, tracked for change; null when there is none within reach.</summary>
    public async Task<StrategyRecord?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<ControlStrategy>().SingleOrDefaultAsync(s => s.Id == id, cancellation) is not { } strategy) return null;
        var issues = await db.Set<StrategyIssue>().Where(i => i.StrategyId == id).OrderBy(i => i.Rank == null).ThenBy(i => i.Rank).ThenBy(i => i.Position).ToListAsync(cancellation);
        var ids = issues.Select(i => i.Id).ToList();
        var priorities = await db.Set<StrategyPriority>().Where(p => p.StrategyId == id).OrderBy(p => p.Rank).ToListAsync(cancellation);
        var chosen = priorities.Select(p => p.Id).ToList();
        return new(strategy, issues,
            await db.Set<IssueScore>().Where(s => ids.Contains(s.IssueId)).ToListAsync(cancellation),
            await db.Set<IssueNote>().AsNoTracking().Where(n => ids.Contains(n.IssueId)).ToListAsync(cancellation),
            priorities,
            await db.Set<CollectionQuestion>().Where(q => chosen.Contains(q.PriorityId)).ToListAsync(cancellation),
            await directory.ReadAsync(cancellation));
    }

    /// <summary>The version whose priorities hold on a day; null before the first.</summary>
    public async Task<StrategyRecord?> InForceAsync(DateOnly day, CancellationToken cancellation)
    {
        var id = await db.Set<ControlStrategy>().Where(s => s.InForceFrom <= day).OrderByDescending(s => s.InForceFrom).ThenByDescending(s => s.Number)
            .Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellation);
        return id is null ? null : await FindAsync(id.Value, cancellation);
    }

    public async Task<IReadOnlyList<ControlStrategy>> ListAsync(CancellationToken cancellation) =>
        await db.Set<ControlStrategy>().AsNoTracking().OrderByDescending(s => s.Number).ToListAsync(cancellation);
}
