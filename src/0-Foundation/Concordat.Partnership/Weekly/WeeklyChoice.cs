using Concordat.Partnership.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Partnership.Weekly;

/// <summary>Whether a member wants the weekly message, and on which day. Without a choice it comes on Monday.</summary>
internal sealed class WeeklyChoice(Guid partnershipId, Guid userId)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid UserId { get; private set; } = userId;
    public bool Wanted { get; private set; } = true;

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public short Weekday { get; private set; } = 1;
    public DateTime ChangedAt { get; private set; }

    public void Choose(bool wanted, short weekday, DateTime atUtc) => (Wanted, Weekday, ChangedAt) = (wanted, weekday, atUtc);
}

/// <summary>A week's message to one member: what became of it.</summary>
internal sealed class WeeklyMessage(Guid partnershipId, Guid userId, DateOnly week)
{
    public const string Queued = "queued", Sent = "sent", NothingWaits = "nothing waits", Failed = "failed", GivenUp = "given up";
    public const int MostTries = 5;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid UserId { get; private set; } = userId;

    /// <summary>Its Monday.</summary>
    public DateOnly Week { get; private set; } = week;
    public string State { get; private set; } = Queued;
    public int Tries { get; private set; }
    public DateTime? NextTryAt { get; private set; }
    public DateTime? SentAt { get; private set; }

    /// <summary>The kind of fault in words; never an address.</summary>
    public string? Failure { get; private set; }

    public bool IsDone => State is Sent or NothingWaits;

    public void Deliver(bool nothingWaited, DateTime atUtc) => (State, Tries, SentAt, NextTryAt, Failure) = (nothingWaited ? NothingWaits : Sent, Tries + 1, atUtc, null, null);

    /// <summary>Keeps the fault; the next try comes later each time, until the last.</summary>
    public void Fail(string failure, DateTime atUtc)
    {
        Tries++;
        (State, Failure, NextTryAt) = (Tries >= MostTries ? GivenUp : Failed, failure, Tries >= MostTries ? null : atUtc.AddMinutes(15 << Tries));
    }
}

/// <summary>How many things wait for a person, and how many of them are overdue.</summary>
internal sealed record WaitingCount(int All, int Overdue);

internal sealed class WeeklyChoiceMapping : IEntityTypeConfiguration<WeeklyChoice>
{
    public void Configure(EntityTypeBuilder<WeeklyChoice> choice)
    {
        choice.ToTable("weekly_choice", "partnership");
        choice.HasKey(c => new { c.PartnershipId, c.UserId });
        choice.HasOne<Member>().WithMany().HasForeignKey(c => new { c.PartnershipId, c.UserId });
    }
}

internal sealed class WeeklyMessageMapping : IEntityTypeConfiguration<WeeklyMessage>
{
    public void Configure(EntityTypeBuilder<WeeklyMessage> message)
    {
        message.ToTable("weekly_message", "partnership");
        message.HasKey(m => new { m.PartnershipId, m.UserId, m.Week });
    }
}
