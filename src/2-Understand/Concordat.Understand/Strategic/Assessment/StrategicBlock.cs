using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Concordat.Understand.Strategic.Engine;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Strategic.Assessment;

/// <summary>A block of a strategic assessment: a finding in words that somebody stands by, put into any of the four structures.</summary>
internal sealed class StrategicBlock(Guid partnershipId, Guid id, Guid assessmentId, string key, int position, string part, string? theme, string side,
    string supplier, string exhibit, string sentence, string[] facts, bool isOwnWords, Guid editedById, string editedByName, DateTime editedAt)
{
    public const int LongestSentence = 2000;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid AssessmentId { get; private set; } = assessmentId;

    /// <summary>Name within the assessment, the same in every structure: "burglary-level".</summary>
    public string Key { get; private set; } = key;
    public int Position { get; private set; } = position;
    public string Part { get; private set; } = part;
    public string? Theme { get; private set; } = theme;
    public string Side { get; private set; } = side;
    public string Supplier { get; private set; } = supplier;
    public string Exhibit { get; private set; } = exhibit;
    [NotInAudit] public string Sentence { get; private set; } = sentence;
    [NotInAudit] public string[] Facts { get; private set; } = facts;

    /// <summary>Added by a person rather than drafted from the figures.</summary>
    public bool IsOwnWords { get; private set; } = isOwnWords;

    /// <summary>A person has changed the words; figures made again leave them as they are.</summary>
    public bool IsEdited { get; private set; } = isOwnWords;
    public DateTime? RemovedAt { get; private set; }
    public Guid EditedById { get; private set; } = editedById;
    public string EditedByName { get; private set; } = editedByName;
    public DateTime EditedAt { get; private set; } = editedAt;

    /// <summary>Everybody who ever changed it: none of them may approve the assessment.</summary>
    public Guid[] Writers { get; private set; } = isOwnWords ? [editedById] : [];
    /// <summary>The words that it shares with a block of another document; null for words of its own.</summary>
    public Guid? SharedId { get; private set; }

    /// <summary>Which version of the shared words it holds.</summary>
    public int? SharedVersion { get; private set; }
    public uint Version { get; private set; }

    public static StrategicBlock From(StrategicFinding draft, Guid assessment, int position, Session session, DateTime now) => new(
        session.Partnership, Guid.CreateVersion7(), assessment, draft.Id, position, PartName(draft.Part), draft.Theme, draft.Side.ToString().ToLowerInvariant(), draft.Supplier,
        draft.Exhibit.ToString().ToLowerInvariant(), draft.Sentence, [.. draft.Facts], isOwnWords: false, session.User, session.DisplayName, now);

    public StrategicFinding ToFinding() => new(Key, PartNamed(Part), Theme, Enum.Parse<ProblemSide>(Side, true), Supplier, Sentence, Facts, Enum.Parse<Exhibit>(Exhibit, true));

    /// <summary>Takes the figures' own words and facts where nobody has changed the words; else the facts alone.</summary>
    public void Redraft(StrategicFinding draft, int position)
    {
        (Position, Facts, Exhibit, Supplier) = (position, [.. draft.Facts], draft.Exhibit.ToString().ToLowerInvariant(), draft.Supplier);
        if (!IsEdited) (Sentence, RemovedAt) = (draft.Sentence, null);
    }

    /// <summary>The figures no longer say it; it comes back with them.</summary>
    public void Drop(DateTime now) => RemovedAt = now;

    public void Write(string sentence, Session session, DateTime now)
    {
        if (sentence == Sentence) return;
        (Sentence, IsEdited) = (sentence, true);
        Touch(session, now);
    }

    /// <summary>Takes a version of words that it shares, in the name of whoever wrote them.</summary>
    public void Take(StrategicWording wording) => (SharedId, SharedVersion, Sentence, IsEdited, EditedById, EditedByName, EditedAt, Writers) =
        (wording.SharedId, wording.Version, wording.Sentence, true, wording.ById, wording.ByName, wording.At, [.. Writers.Union([wording.ById])]);

    /// <summary>Keeps its words and shares them no more.</summary>
    public void StopSharing(Session session, DateTime now)
    {
        (SharedId, SharedVersion) = (null, null);
        Touch(session, now);
    }

    public void Remove(Session session, DateTime now)
    {
        (RemovedAt, IsEdited) = (now, true);
        Touch(session, now);
    }

    public void PutBack(Session session, DateTime now)
    {
        RemovedAt = null;
        Touch(session, now);
    }

    void Touch(Session session, DateTime now) => (EditedById, EditedByName, EditedAt, Writers) = (session.User, session.DisplayName, now, [.. Writers.Union([session.User])]);

    public static string PartName(StrategicPart part) => part switch
    {
        StrategicPart.Levels => "levels",
        StrategicPart.Change => "change",
        StrategicPart.Why => "why",
        StrategicPart.LastYear => "last-year",
        _ => "recommended",
    };

    public static StrategicPart PartNamed(string name) => Enum.GetValues<StrategicPart>().First(p => PartName(p) == name);
}

/// <summary>One line of a register kept beside the blocks.</summary>
internal sealed class StrategicEntry(Guid partnershipId, Guid id, Guid assessmentId, string register, int position, string content, Guid editedById, string editedByName, DateTime editedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid AssessmentId { get; private set; } = assessmentId;
    public string Register { get; private set; } = register;
    public int Position { get; private set; } = position;

    /// <summary>JSON object of the register's fields, each a text.</summary>
    [NotInAudit] public string Content { get; private set; } = content;
    public DateTime? RemovedAt { get; private set; }
    public Guid EditedById { get; private set; } = editedById;
    public string EditedByName { get; private set; } = editedByName;
    public DateTime EditedAt { get; private set; } = editedAt;

    /// <summary>Everybody who ever changed it: none of them may approve the assessment.</summary>
    public Guid[] Writers { get; private set; } = [editedById];
    public uint Version { get; private set; }

    public void Write(string content, Session session, DateTime now)
    {
        Content = content;
        Touch(session, now);
    }

    public void Remove(Session session, DateTime now)
    {
        RemovedAt = now;
        Touch(session, now);
    }

    void Touch(Session session, DateTime now) => (EditedById, EditedByName, EditedAt, Writers) = (session.User, session.DisplayName, now, [.. Writers.Union([session.User])]);
}

/// <summary>The words of all blocks at the first draft and each time the assessment was sent for review. Written once.</summary>
internal sealed class StrategicDraft(Guid partnershipId, Guid assessmentId, int number, DateTime at, Guid byId, string byName, string words)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid AssessmentId { get; private set; } = assessmentId;
    public int Number { get; private set; } = number;
    public DateTime At { get; private set; } = at;
    public Guid ById { get; private set; } = byId;
    public string ByName { get; private set; } = byName;

    /// <summary>JSON list of <see cref="Papers.DraftWords"/>.</summary>
    [NotInAudit] public string Words { get; private set; } = words;
}

internal sealed class StrategicPartsMapping : IEntityTypeConfiguration<StrategicBlock>, IEntityTypeConfiguration<StrategicEntry>, IEntityTypeConfiguration<StrategicDraft>
{
    public void Configure(EntityTypeBuilder<StrategicBlock> block)
    {
        block.ToTable("strategic_block", "understand");
        block.HasKey(b => new { b.PartnershipId, b.Id });
        block.Property(b => b.Version).IsRowVersion();
        block.HasOne<StrategicAssessment>().WithMany().HasForeignKey(b => new { b.PartnershipId, b.AssessmentId }).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<StrategicEntry> entry)
    {
        entry.ToTable("strategic_entry", "understand");
        entry.HasKey(e => new { e.PartnershipId, e.Id });
        entry.Property(e => e.Content).HasColumnType("jsonb");
        entry.Property(e => e.Version).IsRowVersion();
        entry.HasIndex(e => new { e.PartnershipId, e.AssessmentId, e.Register, e.Position }).HasDatabaseName("ix_strategic_entry_assessment");
        entry.HasOne<StrategicAssessment>().WithMany().HasForeignKey(e => new { e.PartnershipId, e.AssessmentId }).OnDelete(DeleteBehavior.NoAction);
    }

    public void Configure(EntityTypeBuilder<StrategicDraft> draft)
    {
        draft.ToTable("strategic_draft", "understand");
        draft.HasKey(d => new { d.PartnershipId, d.AssessmentId, d.Number });
        draft.Property(d => d.Words).HasColumnType("jsonb");
        draft.HasOne<StrategicAssessment>().WithMany().HasForeignKey(d => new { d.PartnershipId, d.AssessmentId }).OnDelete(DeleteBehavior.NoAction);
    }
}
