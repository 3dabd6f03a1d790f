using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Advice;

/// <summary>A question about sharing, to a named information lead.</summary>
internal sealed class AdviceQuestion(Guid partnershipId, Guid id, int number, string title, string words, Guid leadId, Guid askedById, DateTime askedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public int Number { get; private set; } = number;
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string Words { get; private set; } = words;
    public Guid LeadId { get; private set; } = leadId;
    public Guid AskedById { get; private set; } = askedById;
    public DateTime AskedAt { get; private set; } = askedAt;
    public DateTime? ClosedAt { get; private set; }

    public string Reference => $"Q-{Number}";

    public void Close(DateTime at) => ClosedAt = at;
}

/// <summary>One answer or further word of a thread; the lead may mark it as the partnership's position.</summary>
internal sealed class AdvicePost(Guid partnershipId, Guid id, Guid questionId, string words, Guid byId, DateTime at, bool isPosition)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid QuestionId { get; private set; } = questionId;
    [NotInAudit] public string Words { get; private set; } = words;
    public Guid ById { get; private set; } = byId;
    public DateTime At { get; private set; } = at;
    public bool IsPosition { get; private set; } = isPosition;

    public void Mark(bool isPosition) => IsPosition = isPosition;
}

internal sealed class AdviceQuestionMapping : IEntityTypeConfiguration<AdviceQuestion>
{
    public void Configure(EntityTypeBuilder<AdviceQuestion> question)
    {
        question.ToTable("advice_question", "share");
        question.HasKey(q => new { q.PartnershipId, q.Id });
        question.Ignore(q => q.Reference);
    }
}

internal sealed class AdvicePostMapping : IEntityTypeConfiguration<AdvicePost>
{
    public void Configure(EntityTypeBuilder<AdvicePost> post)
    {
        post.ToTable("advice_post", "share");
        post.HasKey(p => new { p.PartnershipId, p.Id });
        post.HasOne<AdviceQuestion>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.QuestionId });
    }
}
