using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Understand.Team;

/// <summary>How well somebody could do something when it was checked. The latest check holds; earlier ones stay.</summary>
internal sealed class SkillCheck(Guid partnershipId, Guid id, Guid personId, string skill, string level, DateOnly checkedOn, Guid recordedById, DateTime recordedAt)
{
    public const int LongestSkill = 80;
    public const string Learning = "learning", Able = "able", Expert = "expert", NoLonger = "no longer";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PersonId { get; private set; } = personId;
    [NotInAudit] public string Skill { get; private set; } = skill;

    /// <summary>Learning, able (alone), expert (teaches others), or no longer.</summary>
    public string Level { get; private set; } = level;
    public DateOnly CheckedOn { get; private set; } = checkedOn;
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool IsAble => Level is Able or Expert;
}

/// <summary>Who stands in for whom, for which work, from day to day; nobody yet is a gap.</summary>
internal sealed class Cover(Guid partnershipId, Guid id, Guid personId, Guid? standInId, string work, DateOnly fromOn, DateOnly toOn, Guid recordedById, DateTime recordedAt)
{
    public const int LongestWork = 120;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>Who is away.</summary>
    public Guid PersonId { get; private set; } = personId;
    public Guid? StandInId { get; private set; } = standInId;
    [NotInAudit] public string Work { get; private set; } = work;
    public DateOnly FromOn { get; private set; } = fromOn;
    public DateOnly ToOn { get; private set; } = toOn;
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;
    public DateTime? RemovedAt { get; private set; }

    public bool Overlaps(Cover other) => FromOn <= other.ToOn && other.FromOn <= ToOn;

    public void Remove(DateTime now) => RemovedAt = now;
}

/// <summary>A post of the team; closed when it is no longer there.</summary>
internal sealed class Post(Guid partnershipId, Guid id, string title, DateOnly since, Guid recordedById, DateTime recordedAt)
{
    public const int LongestTitle = 120;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    [NotInAudit] public string Title { get; private set; } = title;
    public DateOnly Since { get; private set; } = since;

    /// <summary>Its last day; null while it is there.</summary>
    public DateOnly? Until { get; private set; }
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;

    public void Close(DateOnly last) => Until = last;
}

/// <summary>Who holds a post, from day to day.</summary>
internal sealed class Holding(Guid partnershipId, Guid id, Guid postId, Guid holderId, DateOnly since, Guid recordedById, DateTime recordedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid PostId { get; private set; } = postId;
    public Guid HolderId { get; private set; } = holderId;
    public DateOnly Since { get; private set; } = since;

    /// <summary>The last day; null while it is held.</summary>
    public DateOnly? Until { get; private set; }
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;

    public bool CoversDay(DateOnly day) => Since <= day && (Until is null || Until >= day);

    public void End(DateOnly last) => Until = last;
}

/// <summary>Work assigned to one person.</summary>
internal sealed class AssignedWork(Guid partnershipId, Guid id, string title, string kind, Guid personId, DateOnly since, Guid recordedById, DateTime recordedAt)
{
    public const int LongestTitle = 120;
    public const string Crime = "crime", Reassurance = "reassurance";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    [NotInAudit] public string Title { get; private set; } = title;

    /// <summary>One of <see cref="WorkKinds"/>.</summary>
    public string Kind { get; private set; } = kind;
    public Guid PersonId { get; private set; } = personId;
    public DateOnly Since { get; private set; } = since;
    public DateOnly? Until { get; private set; }
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;

    public void End(DateOnly last) => Until = last;
}

/// <summary>Hours of one day spent on a piece of work.</summary>
internal sealed class WorkedHours(Guid partnershipId, Guid id, Guid workId, DateOnly workedOn, decimal hours, Guid recordedById, DateTime recordedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid WorkId { get; private set; } = workId;
    public DateOnly WorkedOn { get; private set; } = workedOn;

    /// <summary>Above 0, at most 24; hundredths are kept.</summary>
    public decimal Hours { get; private set; } = hours;
    public Guid RecordedById { get; private set; } = recordedById;
    public DateTime RecordedAt { get; private set; } = recordedAt;
    public DateTime? RemovedAt { get; private set; }

    public void Remove(DateTime now) => RemovedAt = now;
}

internal sealed class TeamMapping : IEntityTypeConfiguration<SkillCheck>, IEntityTypeConfiguration<Cover>, IEntityTypeConfiguration<Post>, IEntityTypeConfiguration<Holding>,
    IEntityTypeConfiguration<AssignedWork>, IEntityTypeConfiguration<WorkedHours>
{
    public void Configure(EntityTypeBuilder<SkillCheck> skill) => skill.ToTable("team_skill", "understand").HasKey(s => new { s.PartnershipId, s.Id });

    public void Configure(EntityTypeBuilder<Cover> cover) => cover.ToTable("team_cover", "understand").HasKey(c => new { c.PartnershipId, c.Id });

    public void Configure(EntityTypeBuilder<Post> post) => post.ToTable("team_post", "understand").HasKey(p => new { p.PartnershipId, p.Id });

    public void Configure(EntityTypeBuilder<Holding> holding) => holding.ToTable("team_holding", "understand").HasKey(h => new { h.PartnershipId, h.Id });

    public void Configure(EntityTypeBuilder<AssignedWork> work) => work.ToTable("team_work", "understand").HasKey(w => new { w.PartnershipId, w.Id });

    public void Configure(EntityTypeBuilder<WorkedHours> hours)
    {
        hours.ToTable("team_hours", "understand").HasKey(h => new { h.PartnershipId, h.Id });
        hours.Property(h => h.Hours).HasColumnType("numeric(4,2)");
    }
}
