using Concordat.Decide.Rules;
using Concordat.Decide.Tiers;
using Concordat.Partnership.Calendar;
using Concordat.Partnership.Members;
using Concordat.Partnership.Priorities;
using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Concordat.Decide.Strategy;

/// <summary>A collection question as the form gives it.</summary>
internal sealed record QuestionTerms(string Question, Guid AgencyId, DateOnly DueOn);

/// <summary>Does what can be done with a control strategy, or says by which rule not. Every refusal is logged with its code.</summary>
internal sealed class StrategyDesk(ConcordatDb db, Session session, AuditLog audit, MemberDirectory directory, TierIssues tiers, TimeProvider clock)
{
    const string Subject = "control_strategy";

    public bool MayPrepare => session.Has(Role.Chair) || session.Has(Role.Coordinator) || MayDecide;
    public bool MayDecide => session.Has(Role.Executive);

    DateTime Now => clock.GetUtcNow().UtcDateTime;
    DateOnly Today => London.Today(clock);

    /// <summary>Begins a version: with the items of an assessment, or with the priorities now in force, or empty.</summary>
    public async Task<(ControlStrategy? Strategy, string? Refusal)> BeginAsync(
        DateOnly from, DateOnly to, StrategySource? source, bool takesPresent, CancellationToken cancellation)
    {
        if (!MayPrepare) return (null, await audit.RefuseAsync(StrategyLife.Preparers, Subject, "new", cancellation));
        var all = await db.Set<ControlStrategy>().AsNoTracking().ToListAsync(cancellation);
        if (all.Find(s => s.IsOpen) is { } open) return (null, $"Version {open.Number} is being prepared. Go on with it or discard it");
        var strategy = new ControlStrategy(session.Partnership, Guid.CreateVersion7(), all.Select(s => s.Number).DefaultIfEmpty().Max() + 1, from, to, session.User, Now);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        void Add(string name, string sentence, string? theme, string source, string? url)
        {
            if (names.Add(name)) db.Add(new StrategyIssue(session.Partnership, Guid.CreateVersion7(), strategy.Id, names.Count, name, sentence, theme, source, url));
        }
        // What is recommended keeps its own words, so it comes before a present priority of the same name.
        if (source is not null)
        {
            strategy.ComesFrom(source.Title, source.Url);
            foreach (var (name, sentence, theme, url) in source.Issues) Add(name, sentence, theme, StrategyIssue.FromAssessment, url);
        }
        foreach (var taken in await tiers.WithoutIssueAsync(cancellation)) Add(taken.CountyName!, TierIssues.SentenceOf(taken), null, StrategyIssue.FromDistrict, TierProposal.UrlOf(taken.Id));
        if (takesPresent)
            foreach (var p in await PresentAsync(cancellation)) Add(p.Name, $"A priority since {p.ValidFrom.Long()}.", p.ThemeKey, StrategyIssue.FromEarlier, null);
        db.Add(strategy);
        return await db.TrySaveAsync(cancellation) == SaveOutcome.Saved ? (strategy, null) : (null, "Somebody began a version at the same moment. Go on with that one");
    }

    Task<List<Priority>> PresentAsync(CancellationToken cancellation) => db.Set<Priority>().AsNoTracking().InForceOn(Today).ToListAsync(cancellation);

    public async Task<string?> AddIssueAsync(StrategyRecord record, string name, string sentence, string? theme, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.AddIssue, MayPrepare ? null : StrategyLife.Preparers, cancellation) is { } refusal) return refusal;
        var twice = $"“{name}” is an issue already. Give this one another name";
        if (record.Issues.Any(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase))) return twice;
        db.Add(new StrategyIssue(session.Partnership, Guid.CreateVersion7(), record.Strategy.Id, record.Issues.Count + 1, name, sentence, theme, StrategyIssue.Entered, null));
        return await SaveAsync(cancellation, taken: twice);
    }

    public async Task<string?> OpenDayAsync(StrategyRecord record, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.OpenDay, MayPrepare ? null : StrategyLife.Preparers, cancellation) is { } refusal) return refusal;
        if (record.Issues.Count < 2) return "Add at least two issues: a priority is chosen from several";
        return await MoveAsync(record, StrategyEvent.OpenDay, cancellation);
    }

    /// <summary>Takes the acting member's own scores, 0 to 10 each.</summary>
    public async Task<string?> ScoreAsync(StrategyRecord record, IReadOnlyDictionary<Guid, short> scores, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.Score, null, cancellation) is { } refusal) return refusal;
        foreach (var (issue, score) in scores.Where(s => record.Issues.Any(i => i.Id == s.Key)))
            if (record.Scores.FirstOrDefault(s => s.IssueId == issue && s.UserId == session.User) is { } given)
            {
                if (given.Score != score) given.Change(score, Now);
            }
            else db.Add(new IssueScore(session.Partnership, issue, session.User, session.AgencyId ?? default, score, Now));
        return await SaveAsync(cancellation);
    }

    public async Task<string?> NoteAsync(StrategyRecord record, StrategyIssue issue, string kind, string words, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.Note, null, cancellation) is { } refusal) return refusal;
        db.Add(new IssueNote(session.Partnership, Guid.CreateVersion7(), issue.Id, session.User, kind, words, Now));
        return await SaveAsync(cancellation);
    }

    public async Task<string?> CloseDayAsync(StrategyRecord record, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.CloseDay, MayPrepare ? null : StrategyLife.Preparers, cancellation) is { } refusal) return refusal;
        if (record.Issues.FirstOrDefault(i => record.ResultOf(i).Count == 0) is { } bare) return $"Nobody has scored “{bare.Name}” yet. Score it before the day closes";
        var ranks = IssueResult.Ranks([.. record.Issues.Select(record.ResultOf)]);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        for (var i = 0; i < ranks.Count; i++) record.Issues[i].RankAs(ranks[i]);
        if (await SaveAsync(cancellation) is { } meanwhile) return meanwhile;
        if (await MoveAsync(record, StrategyEvent.CloseDay, cancellation) is { } late) return late;
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>Proposes an issue as a priority; a second time it changes what was proposed.</summary>
    public async Task<string?> ChooseAsync(StrategyRecord record, StrategyIssue issue, PriorityTerms terms, QuestionTerms question, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.Choose, MayPrepare ? null : StrategyLife.Preparers, cancellation) is { } refusal) return refusal;
        if (await WrongAsync(record, terms, question, cancellation) is { } wrong) return wrong;
        var priority = record.PriorityOf(issue);
        if (priority is null) db.Add(priority = New(record, issue));
        priority.Say(terms);
        if (record.QuestionsOf(priority).All(q => q.Question != question.Question)) db.Add(Asked(priority, question));
        issue.SetOutcome(StrategyIssue.Chosen, null, session.User, Now);
        return await SaveAsync(cancellation);
    }

    public async Task<string?> DoNotChooseAsync(StrategyRecord record, StrategyIssue issue, string reason, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.Choose, MayPrepare ? null : StrategyLife.Preparers, cancellation) is { } refusal) return refusal;
        if (record.PriorityOf(issue) is { } proposed)
        {
            db.RemoveRange(record.QuestionsOf(proposed));
            if (await SaveAsync(cancellation) is { } late) return late;
            db.Remove(proposed);
        }
        issue.SetOutcome(StrategyIssue.NotChosen, reason, session.User, Now);
        return await SaveAsync(cancellation);
    }

    public async Task<string?> DecideAsync(StrategyRecord record, DateOnly inForceFrom, string? note, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.Decide, MayDecide ? null : StrategyLife.ExecutiveOnly, cancellation) is { } refusal) return refusal;
        if (record.Gaps() is { Count: > 0 } gaps) return string.Join(". ", gaps);
        if (inForceFrom < Today) return "The first day in force must be today or later";
        if (inForceFrom < record.Strategy.PeriodFrom || inForceFrom > record.Strategy.PeriodTo)
            return $"The first day in force must lie within the period, {record.Strategy.PeriodFrom.Long()} to {record.Strategy.PeriodTo.Long()}";
        record.Strategy.DecideAs(inForceFrom, session.User, Now, note);
        return await MoveAsync(record, StrategyEvent.Decide, cancellation);
    }

    public async Task<string?> DiscardAsync(StrategyRecord record, CancellationToken cancellation) =>
        await CheckAsync(record, StrategyEvent.Discard, MayPrepare ? null : StrategyLife.Preparers, cancellation) ?? await MoveAsync(record, StrategyEvent.Discard, cancellation);

    public async Task<string?> AskAsync(StrategyRecord record, StrategyPriority priority, QuestionTerms question, CancellationToken cancellation)
    {
        if (!MayPrepare) return await audit.RefuseAsync(StrategyLife.Preparers, Subject, $"{record.Strategy.Id}", cancellation);
        if (record.Strategy.State is not (StrategyState.Choosing or StrategyState.Decided)) return StrategyLife.Table.Refusal(record.Strategy.State, StrategyEvent.Choose);
        if (await WrongAsync(question, cancellation) is { } wrong) return wrong;
        db.Add(Asked(priority, question));
        return await SaveAsync(cancellation);
    }

    /// <summary>Within the year the executive ends a priority, or puts another in its place, or takes up an issue that was not chosen; always with a reason.</summary>
    /// <param name="ended">The priority that ends; null when one is added.</param>
    /// <param name="terms">What takes its place from that day on; null when nothing does.</param>
    public async Task<string?> ChangeInYearAsync(
        StrategyRecord record, StrategyIssue issue, StrategyPriority? ended, PriorityTerms? terms, QuestionTerms? question, DateOnly from, string because, CancellationToken cancellation)
    {
        if (await CheckAsync(record, StrategyEvent.ChangeInYear, MayDecide ? null : StrategyLife.ExecutiveOnly, cancellation) is { } refusal) return refusal;
        if (from < Today || from > record.Strategy.PeriodTo) return $"The day of the change must be from today to {record.Strategy.PeriodTo.Long()}";
        if (ended is { EndedOn: not null }) return "This priority has ended. Change the one that holds now";
        if (ended is not null && from < ended.FromOn) return $"The day of the change must be {ended.FromOn.Long()} or later: the priority begins then";
        if (terms is not null && await WrongAsync(record, terms, question, cancellation) is { } wrong) return wrong;
        if (terms is null && record.InForceOn(from).Count < 2) return "A strategy has at least one priority. Put another in its place before you end this one";
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        ended?.End(from.AddDays(-1), because, session.User);
        if (await SaveAsync(cancellation) is { } meanwhile) return meanwhile;
        if (terms is not null)
        {
            var priority = New(record, issue, ended?.Rank);
            priority.Say(terms with { FromOn = from });
            priority.BeginWithinYear(because, ended?.Id);
            db.Add(priority);
            if (question is not null) db.Add(Asked(priority, question));
            foreach (var kept in ended is null ? [] : record.QuestionsOf(ended)) db.Add(Asked(priority, new(kept.Question, kept.AgencyId, kept.DueOn)));
            if (await SaveAsync(cancellation) is { } late) return late;
        }
        await transaction.CommitAsync(cancellation);
        return null;
    }

    StrategyPriority New(StrategyRecord record, StrategyIssue issue, int? rank = null) => new(session.Partnership, Guid.CreateVersion7(), record.Strategy.Id, issue.Id,
        rank ?? record.Priorities.Select(p => p.Rank).DefaultIfEmpty().Max() + 1, session.User);

    CollectionQuestion Asked(StrategyPriority priority, QuestionTerms q) => new(session.Partnership, Guid.CreateVersion7(), priority.Id, q.Question, q.AgencyId, q.DueOn);

    async Task<string?> WrongAsync(StrategyRecord record, PriorityTerms terms, QuestionTerms? question, CancellationToken cancellation)
    {
        if (record.People.On(Today).All(m => m.UserId != terms.OwnerId)) return "Choose the one person who answers for the priority from the list";
        if (terms.ReviewOn <= terms.FromOn) return "The review must come after the first day";
        if (terms.FromOn < record.Strategy.PeriodFrom || terms.FromOn > record.Strategy.PeriodTo)
            return $"The first day must lie within the period, {record.Strategy.PeriodFrom.Long()} to {record.Strategy.PeriodTo.Long()}";
        return question is null ? null : await WrongAsync(question, cancellation);
    }

    async Task<string?> WrongAsync(QuestionTerms question, CancellationToken cancellation) =>
        (await directory.ReadAsync(cancellation)).Agency(question.AgencyId) is null ? "Choose the body that could know from the list" : null;

    async Task<string?> MoveAsync(StrategyRecord record, StrategyEvent happened, CancellationToken cancellation)
    {
        if (record.Strategy.Move(happened) is { } refusal) return refusal;
        return await SaveAsync(cancellation);
    }

    /// <summary>Saves, or says what somebody else did at the same moment.</summary>
    async Task<string?> SaveAsync(CancellationToken cancellation, string? taken = null)
    {
        var outcome = await db.TrySaveAsync(cancellation);
        if (outcome == SaveOutcome.Saved) return null;
        db.Forget();
        return outcome == SaveOutcome.Taken && taken is not null ? taken : "Somebody moved this version on at the same moment. Read it again before you go on";
    }

    async Task<string?> CheckAsync(StrategyRecord record, StrategyEvent happened, Rule? forbidden, CancellationToken cancellation)
    {
        if ((forbidden ?? StrategyLife.Table.Of(record.Strategy.State, happened).Rule) is not { } rule) return null;
        return await audit.RefuseAsync(rule, Subject, record.Strategy.Id.ToString(), cancellation);
    }
}
