using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Meetings.Minutes;

/// <summary>Approved minutes as they went to one member, and when that member opened them.</summary>
internal sealed class MinutesCopy(Guid partnershipId, Guid meetingId, Guid userId, DateTime sentAt, Guid sentBy)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid MeetingId { get; private set; } = meetingId;
    public Guid UserId { get; private set; } = userId;
    public DateTime SentAt { get; private set; } = sentAt;
    public Guid SentBy { get; private set; } = sentBy;
    public DateTime? OpenedAt { get; private set; }

    public void Open(DateTime at) => OpenedAt ??= at;
}

internal sealed class MinutesCopyMapping : IEntityTypeConfiguration<MinutesCopy>
{
    public void Configure(EntityTypeBuilder<MinutesCopy> copy)
    {
        copy.ToTable("minutes_copy", "decide");
        copy.HasKey(c => new { c.PartnershipId, c.MeetingId, c.UserId });
    }
}
