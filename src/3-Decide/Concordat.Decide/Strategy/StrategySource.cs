using Concordat.Platform.Database;
using Concordat.Understand.Strategic.Contracts;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Strategy;

/// <summary>An issued assessment from which a control strategy takes its issues.</summary>
/// <param name="Issues">Name, sentence, theme and address of each.</param>
internal sealed record StrategySource(string Title, string Url, IReadOnlyList<(string Name, string Sentence, string? Theme, string Url)> Issues)
{
    /// <summary>What a tactical assessment proposes.</summary>
    public static StrategySource Of(IssuedAssessment paper) => new(paper.Title, paper.Url, [.. paper.Items.Select(i => (i.Title, i.Sentence, i.ThemeKey, i.EvidenceUrl))]);

    /// <summary>Every ranked issue of a strategic assessment, those it recommends and those it does not: few are chosen from many.</summary>
    public static StrategySource Of(IssuedStrategicAssessment paper) => new(paper.Title, paper.Url, [.. paper.Issues.Select(i => (i.Name, i.Sentence, (string?)i.ThemeKey, i.Url))]);
}

/// <summary>What the control strategy made of an assessment's recommendations: each accepted, changed or rejected, with the reason.</summary>
internal sealed class RecommendationOutcomes(ConcordatDb db, IIssuedStrategicAssessments issued) : IRecommendationOutcomes
{
    public async Task<IReadOnlyList<RecommendationOutcome>> OfAsync(Guid assessment, CancellationToken cancellation)
    {
        var from = $"/understand/strategic/{assessment}/ranking#";
        var decided = await db.Set<ControlStrategy>().AsNoTracking().Where(s => s.State == StrategyState.Decided || s.State == StrategyState.Superseded).Select(s => s.Id).ToListAsync(cancellation);
        var issues = await db.Set<StrategyIssue>().AsNoTracking().Where(i => decided.Contains(i.StrategyId) && i.SourceUrl != null && i.SourceUrl.StartsWith(from)).ToListAsync(cancellation);
        var ids = issues.Select(i => i.Id).ToList();
        var priorities = await db.Set<StrategyPriority>().AsNoTracking().Where(p => ids.Contains(p.IssueId) && p.ReplacesId == null).ToListAsync(cancellation);
        if (await issued.FindAsync(assessment, cancellation) is not { } paper) return [.. issues.OrderBy(i => i.Position).Select(i => Of(i, priorities.Find(p => p.IssueId == i.Id)))];
        var taken = issues.ToLookup(i => i.SourceUrl);
        return [.. paper.Issues.Where(i => i.IsRecommended).OrderBy(i => i.Rank).SelectMany(r => taken.Contains(r.Url)
            ? taken[r.Url].OrderBy(i => i.Position).Select(i => Of(i, priorities.Find(p => p.IssueId == i.Id)))
            : [new RecommendationOutcome(r.Name, "undecided", "", r.Url)])];
    }

    /// <summary>Accepted as it was, changed in name or theme, or not chosen.</summary>
    public static RecommendationOutcome Of(StrategyIssue issue, StrategyPriority? priority)
    {
        var url = $"{StrategyRecord.UrlOf(issue.StrategyId)}/issues/{issue.Id}";
        if (issue.Outcome != StrategyIssue.Chosen || priority is null) return new(issue.Name, "rejected", issue.Reason ?? "", url);
        return priority.ThemeKey == issue.ThemeKey && priority.Name == issue.Name
            ? new(issue.Name, "accepted", issue.Reason ?? "", url)
            : new(issue.Name, "changed", $"Became “{priority.Name}”.", url);
    }
}
