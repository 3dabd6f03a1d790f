using Concordat.Platform.Access;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Profiles;

/// <summary>A profile of a problem, a subject or a market: commissioned, written, approved by somebody else, issued. For those on its list.</summary>
internal sealed class Profile(Guid partnershipId, Guid id, int number, int edition, string kind, string frame, string title, string question, string marking,
    string origin, string originWords, Guid commissionedBy, string commissionedByName, DateTime commissionedAt, Guid authorId, string authorName, DateOnly reviewOn)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public int Number { get; private set; } = number;

    /// <summary>1 for the first of its number, 2 for the one that supersedes it.</summary>
    public int Edition { get; private set; } = edition;
    public string Kind { get; private set; } = kind;
    public string Frame { get; private set; } = frame;
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string Question { get; private set; } = question;
    public string Marking { get; private set; } = marking;
    public string Origin { get; private set; } = origin;
    [NotInAudit] public string OriginWords { get; private set; } = originWords;
    public string? OriginUrl { get; init; }
    public string State { get; private set; } = "commissioned";
    public Guid CommissionedBy { get; private set; } = commissionedBy;
    public string CommissionedByName { get; private set; } = commissionedByName;
    public DateTime CommissionedAt { get; private set; } = commissionedAt;
    public Guid AuthorId { get; private set; } = authorId;
    public string AuthorName { get; private set; } = authorName;
    public DateOnly ReviewOn { get; private set; } = reviewOn;

    /// <summary>Who owns the problem since the group adopted it; null before, and for other kinds.</summary>
    public Guid? OwnerId { get; private set; }
    public string? OwnerName { get; private set; }
    public DateOnly? AdoptedOn { get; private set; }
    public Guid? AdoptedBy { get; private set; }
    public Guid? ApprovedBy { get; private set; }
    public string? ApprovedByName { get; private set; }
    public DateTime? ApprovedAt { get; private set; }
    public DateTime? IssuedAt { get; private set; }

    /// <summary>JSON of the parts as they were approved; null until then.</summary>
    [NotInAudit] public string? Frozen { get; private set; }
    public Guid? SupersedesId { get; init; }
    [NotInAudit] public string? EndedBecause { get; private set; }

    /// <summary>"Profile 3", or "Profile 3, edition 2": what it is called where its title might say too much.</summary>
    public string Name => Edition == 1 ? $"Profile {Number}" : $"Profile {Number}, edition {Edition}";

    public bool IsOver => State is "superseded" or "withdrawn";

    /// <summary>It is issued, its review date has passed, and nobody has recorded what came of it.</summary>
    public bool IsUnanswered(DateOnly today, bool hasOutcome) => State == "issued" && ReviewOn < today && !hasOutcome;

    public void Move(string state) => State = state;

    public void Approve(Session session, string frozen, DateTime now) => (State, ApprovedBy, ApprovedByName, ApprovedAt, Frozen) = ("approved", session.User, session.DisplayName, now, frozen);

    public void Issue(DateTime now) => (State, IssuedAt) = ("issued", now);

    public void Withdraw(string reason) => (State, EndedBecause) = ("withdrawn", reason.Trim());

    /// <summary>The group has met and adopted the problem: from now on its owner reads the issued profile.</summary>
    public void Adopt(Guid owner, string ownerName, DateOnly on, Guid by) => (OwnerId, OwnerName, AdoptedOn, AdoptedBy) = (owner, ownerName, on, by);

    /// <summary>The next edition, commissioned anew with the same question, frame and origin.</summary>
    /// <param name="session">Who commissions it.</param>
    /// <param name="edition">As <see cref="ProfileDesk.NextEditionAsync"/> gives it: an edition that was withdrawn keeps its number.</param>
    /// <param name="reviewOn">Its review date.</param>
    /// <param name="now">The moment.</param>
    public Profile Next(Session session, int edition, DateOnly reviewOn, DateTime now) =>
        new(PartnershipId, Guid.CreateVersion7(), Number, edition, Kind, Frame, Title, Question, Marking, Origin, OriginWords, session.User, session.DisplayName, now, AuthorId, AuthorName, reviewOn)
        { OriginUrl = OriginUrl, SupersedesId = Id };
}

/// <summary>One part of a profile in words.</summary>
internal sealed class ProfilePart(Guid partnershipId, Guid profileId, string part, string words, Guid changedBy, string changedByName, DateTime changedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid ProfileId { get; private set; } = profileId;
    public string Part { get; private set; } = part;
    [NotInAudit] public string Words { get; private set; } = words;
    public Guid ChangedBy { get; private set; } = changedBy;
    public string ChangedByName { get; private set; } = changedByName;
    public DateTime ChangedAt { get; private set; } = changedAt;

    public void Write(string words, Session session, DateTime now) => (Words, ChangedBy, ChangedByName, ChangedAt) = (words, session.User, session.DisplayName, now);
}

/// <summary>Somebody who needs to know, with the reason.</summary>
internal sealed class ProfileReader(Guid partnershipId, Guid id, Guid profileId, Guid userId, string reason, Guid addedBy, DateTime addedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid ProfileId { get; private set; } = profileId;
    public Guid UserId { get; private set; } = userId;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid AddedBy { get; private set; } = addedBy;
    public DateTime AddedAt { get; private set; } = addedAt;
    public DateTime? RemovedAt { get; private set; }

    public void Remove(DateTime now) => RemovedAt = now;
}

/// <summary>An activity that followed the profile, or what came of it. Only added to.</summary>
internal sealed class ProfileRecord(Guid partnershipId, Guid id, Guid profileId, string kind, DateOnly onDay, string words, Guid madeBy, string madeByName, DateTime madeAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid ProfileId { get; private set; } = profileId;
    public string Kind { get; private set; } = kind;
    public DateOnly OnDay { get; private set; } = onDay;
    [NotInAudit] public string Words { get; private set; } = words;
    public Guid MadeBy { get; private set; } = madeBy;
    public string MadeByName { get; private set; } = madeByName;
    public DateTime MadeAt { get; private set; } = madeAt;
}

internal sealed class ProfileMapping : IEntityTypeConfiguration<Profile>
{
    public void Configure(EntityTypeBuilder<Profile> profile)
    {
        profile.ToTable("profile", "understand");
        profile.HasKey(p => new { p.PartnershipId, p.Id });
        profile.Property(p => p.Frozen).HasColumnType("jsonb");
    }
}

internal sealed class ProfilePartMapping : IEntityTypeConfiguration<ProfilePart>
{
    public void Configure(EntityTypeBuilder<ProfilePart> part)
    {
        part.ToTable("profile_part", "understand");
        part.HasKey(p => new { p.PartnershipId, p.ProfileId, p.Part });
        part.HasOne<Profile>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.ProfileId });
    }
}

internal sealed class ProfileReaderMapping : IEntityTypeConfiguration<ProfileReader>
{
    public void Configure(EntityTypeBuilder<ProfileReader> reader)
    {
        reader.ToTable("profile_reader", "understand");
        reader.HasKey(r => new { r.PartnershipId, r.Id });
        reader.HasOne<Profile>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.ProfileId });
    }
}

internal sealed class ProfileRecordMapping : IEntityTypeConfiguration<ProfileRecord>
{
    public void Configure(EntityTypeBuilder<ProfileRecord> record)
    {
        record.ToTable("profile_record", "understand");
        record.HasKey(r => new { r.PartnershipId, r.Id });
        record.HasOne<Profile>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.ProfileId });
    }
}
