using Concordat.Decide.Meetings;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Strategy;

/// <summary>A version of the control strategy: few priorities chosen from many issues, for a period.</summary>
internal sealed class ControlStrategy(Guid partnershipId, Guid id, int number, DateOnly periodFrom, DateOnly periodTo, Guid begunBy, DateTime begunAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>1 is the first that was begun.</summary>
    public int Number { get; private set; } = number;
    public DateOnly PeriodFrom { get; private set; } = periodFrom;
    public DateOnly PeriodTo { get; private set; } = periodTo;
    public StrategyState State { get; private set; } = StrategyState.Draft;

    /// <summary>The assessment its issues came from; null when they were entered.</summary>
    public string? SourceTitle { get; private set; }
    public string? SourceUrl { get; private set; }
    public Guid BegunBy { get; private set; } = begunBy;
    public DateTime BegunAt { get; private set; } = begunAt;

    /// <summary>First day on which every stage reads its priorities; null until decided.</summary>
    public DateOnly? InForceFrom { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    [NotInAudit] public string? DecisionNote { get; private set; }
    public uint Version { get; private set; }

    public bool IsOpen => State is StrategyState.Draft or StrategyState.Scoring or StrategyState.Choosing;

    public void ComesFrom(string title, string url) => (SourceTitle, SourceUrl) = (title, url);

    /// <summary>Moves to the state the table gives; returns why not, or null.</summary>
    public string? Move(StrategyEvent happened)
    {
        var move = StrategyLife.Table.Of(State, happened);
        if (move.To is { } to) State = to;
        return move.Rule?.ToString();
    }

    /// <summary>What the executive decided; call after <see cref="Move"/>.</summary>
    public void DecideAs(DateOnly inForceFrom, Guid by, DateTime at, string? note) => (InForceFrom, DecidedBy, DecidedAt, DecisionNote) = (inForceFrom, by, at, note);
}

/// <summary>Something that could become a priority.</summary>
internal sealed class StrategyIssue(Guid partnershipId, Guid id, Guid strategyId, int position, string name, string sentence, string? themeKey, string source, string? sourceUrl)
{
    public const string FromAssessment = "assessment", Entered = "entered", FromEarlier = "earlier strategy", FromDistrict = "district", Chosen = "chosen", NotChosen = "not chosen";
    public const int LongestName = 100, LongestSentence = 500, LongestReason = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid StrategyId { get; private set; } = strategyId;
    public int Position { get; private set; } = position;
    public string Name { get; private set; } = name;
    [NotInAudit] public string Sentence { get; private set; } = sentence;

    /// <summary>Key of the theme it is counted by; null for one that no theme counts.</summary>
    public string? ThemeKey { get; private set; } = themeKey;
    public string Source { get; private set; } = source;
    public string? SourceUrl { get; private set; } = sourceUrl;

    /// <summary>Place after the priority-setting day, equal scores sharing one; null before.</summary>
    public int? Rank { get; private set; }
    public string? Outcome { get; private set; }

    /// <summary>Why it was not chosen; may say why it was.</summary>
    [NotInAudit] public string? Reason { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public uint Version { get; private set; }

    public void RankAs(int rank) => Rank = rank;

    public void SetOutcome(string outcome, string? reason, Guid by, DateTime at) => (Outcome, Reason, DecidedBy, DecidedAt) = (outcome, reason, by, at);
}

/// <summary>What one member gave an issue on the day: 0 to 10, more is more pressing.</summary>
internal sealed class IssueScore(Guid partnershipId, Guid issueId, Guid userId, Guid agencyId, short score, DateTime at)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid IssueId { get; private set; } = issueId;
    public Guid UserId { get; private set; } = userId;
    public Guid AgencyId { get; private set; } = agencyId;
    public short Score { get; private set; } = score;
    public DateTime At { get; private set; } = at;

    public void Change(short score, DateTime at) => (Score, At) = (score, at);
}

/// <summary>What a member said of an issue, or that they do not agree. It stays.</summary>
internal sealed class IssueNote(Guid partnershipId, Guid id, Guid issueId, Guid userId, string kind, string words, DateTime at)
{
    public const string Discussion = "discussion", Dissent = "dissent";
    public const int Longest = 1000;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid IssueId { get; private set; } = issueId;
    public Guid UserId { get; private set; } = userId;
    public string Kind { get; private set; } = kind;
    [NotInAudit] public string Words { get; private set; } = words;
    public DateTime At { get; private set; } = at;
}

/// <summary>What a priority is made of, as the form gives it.</summary>
/// <param name="Weight">Points beside the other priorities, 1 to 100.</param>
internal sealed record PriorityTerms(
    string Name, string ThemeKey, Guid OwnerId, int Weight, DateOnly FromOn, DateOnly ReviewOn, string Prevention, string Intelligence, string Enforcement);

/// <summary>A chosen issue: one owner, a weight, dates and three lines of work. Once decided it is ended or replaced, never rewritten.</summary>
internal sealed class StrategyPriority(Guid partnershipId, Guid id, Guid strategyId, Guid issueId, int rank, Guid begunBy)
{
    public const int LongestLine = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;

    /// <summary>Also its identity in the list of priorities that every stage reads.</summary>
    public Guid Id { get; private set; } = id;
    public Guid StrategyId { get; private set; } = strategyId;
    public Guid IssueId { get; private set; } = issueId;
    public int Rank { get; private set; } = rank;
    public string Name { get; private set; } = "";
    public string ThemeKey { get; private set; } = "";
    public Guid OwnerId { get; private set; }
    public int Weight { get; private set; }
    public DateOnly FromOn { get; private set; }
    public DateOnly ReviewOn { get; private set; }
    [NotInAudit] public string Prevention { get; private set; } = "";
    [NotInAudit] public string Intelligence { get; private set; } = "";
    [NotInAudit] public string Enforcement { get; private set; } = "";

    /// <summary>The one it took the place of within the year; null for none.</summary>
    public Guid? ReplacesId { get; private set; }
    [NotInAudit] public string? BegunBecause { get; private set; }
    public Guid BegunBy { get; private set; } = begunBy;

    /// <summary>Its last day, when it was ended or changed within the year.</summary>
    public DateOnly? EndedOn { get; private set; }
    [NotInAudit] public string? EndedBecause { get; private set; }
    public Guid? EndedBy { get; private set; }

    public PriorityTerms Terms => new(Name, ThemeKey, OwnerId, Weight, FromOn, ReviewOn, Prevention, Intelligence, Enforcement);

    public void Say(PriorityTerms t) => (Name, ThemeKey, OwnerId, Weight, FromOn, ReviewOn, Prevention, Intelligence, Enforcement) =
        (t.Name, t.ThemeKey, t.OwnerId, t.Weight, t.FromOn, t.ReviewOn, t.Prevention, t.Intelligence, t.Enforcement);

    public void BeginWithinYear(string because, Guid? replaces) => (BegunBecause, ReplacesId) = (because, replaces);

    public void End(DateOnly lastDay, string because, Guid by) => (EndedOn, EndedBecause, EndedBy) = (lastDay, because, by);
}

/// <summary>What the partnership does not know about a priority, which body could know, and by when it is asked.</summary>
internal sealed class CollectionQuestion(Guid partnershipId, Guid id, Guid priorityId, string question, Guid agencyId, DateOnly dueOn)
{
    public const int Longest = 300;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PriorityId { get; private set; } = priorityId;
    [NotInAudit] public string Question { get; private set; } = question;
    public Guid AgencyId { get; private set; } = agencyId;
    public DateOnly DueOn { get; private set; } = dueOn;
}

internal sealed class StrategyMapping : IEntityTypeConfiguration<ControlStrategy>, IEntityTypeConfiguration<StrategyIssue>, IEntityTypeConfiguration<IssueScore>,
    IEntityTypeConfiguration<IssueNote>, IEntityTypeConfiguration<StrategyPriority>, IEntityTypeConfiguration<CollectionQuestion>
{
    public void Configure(EntityTypeBuilder<ControlStrategy> strategy)
    {
        strategy.ToTable("control_strategy", "decide");
        strategy.HasKey(s => new { s.PartnershipId, s.Id });
        strategy.Property(s => s.State).HasConversion(Words.Stored<StrategyState>());
        strategy.Property(s => s.Version).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<StrategyIssue> issue)
    {
        issue.ToTable("strategy_issue", "decide");
        issue.HasKey(i => new { i.PartnershipId, i.Id });
        issue.Property(i => i.Version).IsRowVersion();
        issue.HasIndex(i => new { i.PartnershipId, i.StrategyId }).HasDatabaseName("ix_strategy_issue_strategy");
    }

    public void Configure(EntityTypeBuilder<IssueScore> score)
    {
        score.ToTable("issue_score", "decide");
        score.HasKey(s => new { s.PartnershipId, s.IssueId, s.UserId });
    }

    public void Configure(EntityTypeBuilder<IssueNote> note)
    {
        note.ToTable("issue_note", "decide");
        note.HasKey(n => new { n.PartnershipId, n.Id });
    }

    public void Configure(EntityTypeBuilder<StrategyPriority> priority)
    {
        priority.ToTable("strategy_priority", "decide");
        priority.HasKey(p => new { p.PartnershipId, p.Id });
        priority.Ignore(p => p.Terms);
        priority.HasIndex(p => new { p.PartnershipId, p.StrategyId }).HasDatabaseName("ix_strategy_priority_strategy");
    }

    public void Configure(EntityTypeBuilder<CollectionQuestion> question)
    {
        question.ToTable("collection_question", "decide");
        question.HasKey(q => new { q.PartnershipId, q.Id });
        question.HasIndex(q => new { q.PartnershipId, q.PriorityId }).HasDatabaseName("ix_collection_question_priority");
    }
}
