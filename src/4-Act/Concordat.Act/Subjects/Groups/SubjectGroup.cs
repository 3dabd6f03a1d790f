using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Act.Subjects.Groups;

/// <summary>A household or a group of people worked with together. Seen only by those on its need-to-know list.</summary>
internal sealed class SubjectGroup(Guid partnershipId, Guid id, int number, string kind, Guid holderId, DateOnly begunOn, DateOnly reviewOn)
{
    public const string Household = "household", Group = "group";
    public const int Longest = 500, LongestName = 200, ChildReviewDays = 92, ReviewDays = 366;
    public static readonly string[] Kinds = [Household, Group];

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>What it is called wherever a name must not stand: group record 3.</summary>
    public int Number { get; private set; } = number;

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Kind { get; private set; } = kind;
    public GroupState State { get; private set; } = GroupState.Held;
    [NotInAudit] public string Name { get; init; } = "";

    /// <summary>Why the record is lawful and needed.</summary>
    [NotInAudit] public string LawfulReason { get; init; } = "";
    [NotInAudit] public string Source { get; init; } = "";
    [NotInAudit] public string Evidence { get; init; } = "";

    /// <summary>The one person who keeps it: adds members and readers, renews it, ends it.</summary>
    public Guid HolderId { get; private set; } = holderId;
    public DateOnly BegunOn { get; private set; } = begunOn;

    /// <summary>After this day it is locked, unless it was renewed.</summary>
    public DateOnly ReviewOn { get; private set; } = reviewOn;
    public int Renewals { get; private set; }
    [NotInAudit] public string? RenewalEvidence { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    [NotInAudit] public string? Reason { get; private set; }

    public string Url => $"/act/people/groups/{Id}";

    public void Renew(DateOnly review, string evidence) => (ReviewOn, RenewalEvidence, Renewals) = (review, evidence.Trim(), Renewals + 1);

    public void End(DateOnly on, string reason) => (State, EndedOn, Reason) = (GroupState.Ended, on, reason.Trim());
}

/// <summary>Somebody who belongs to it: with a part and a risk of their own.</summary>
internal sealed class GroupMember(Guid partnershipId, Guid id, Guid groupId, Guid? subjectId, string name, string ageGroup, string part, string risk, string riskWhy, DateOnly fromOn)
{
    public static readonly string[] Risks = ["low", "medium", "high", "very high"];

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid GroupId { get; private set; } = groupId;

    /// <summary>The person's own record; null for none.</summary>
    public Guid? SubjectId { get; private set; } = subjectId;
    [NotInAudit] public string Name { get; private set; } = name;

    /// <summary>child, young person or adult.</summary>
    public string AgeGroup { get; private set; } = ageGroup;
    [NotInAudit] public string Part { get; private set; } = part;

    /// <summary>One of <see cref="Risks"/>.</summary>
    [NotInAudit] public string Risk { get; private set; } = risk;
    [NotInAudit] public string RiskWhy { get; private set; } = riskWhy;
    public DateOnly FromOn { get; private set; } = fromOn;
    public DateOnly? ToOn { get; private set; }

    public void End(DateOnly lastDay) => ToOn = lastDay;
}

/// <summary>One place on the need-to-know list of a household or group.</summary>
internal sealed class GroupReader(Guid partnershipId, Guid id, Guid groupId, Guid userId, string reason, Guid addedById, DateTime addedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid GroupId { get; private set; } = groupId;
    public Guid UserId { get; private set; } = userId;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid AddedById { get; private set; } = addedById;
    public DateTime AddedAt { get; private set; } = addedAt;
    public DateTime? RemovedAt { get; private set; }

    public void Remove(DateTime at) => RemovedAt = at;
}

internal sealed class SubjectGroupMapping : IEntityTypeConfiguration<SubjectGroup>, IEntityTypeConfiguration<GroupMember>, IEntityTypeConfiguration<GroupReader>
{
    public void Configure(EntityTypeBuilder<SubjectGroup> group)
    {
        group.ToTable("subject_group", "act");
        group.HasKey(g => new { g.PartnershipId, g.Id });
        group.Ignore(g => g.Url);
        // No row version, as with records of people: what is ended is out of its own writer's sight.
        group.Property(g => g.State).HasConversion(s => s.Words(), w => Enum.Parse<GroupState>(w, true)).IsConcurrencyToken();
        group.Property(g => g.Renewals).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<GroupMember> member)
    {
        member.ToTable("subject_group_member", "act");
        member.HasKey(m => new { m.PartnershipId, m.Id });
        member.HasOne<SubjectGroup>().WithMany().HasForeignKey(m => new { m.PartnershipId, m.GroupId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<GroupReader> reader)
    {
        reader.ToTable("subject_group_reader", "act");
        reader.HasKey(r => new { r.PartnershipId, r.Id });
        reader.HasOne<SubjectGroup>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.GroupId }).OnDelete(DeleteBehavior.Cascade);
    }
}
