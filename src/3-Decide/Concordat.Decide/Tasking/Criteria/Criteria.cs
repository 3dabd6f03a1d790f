using Concordat.Decide.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Tasking.Criteria;

/// <summary>A version of a group's tasking criteria. The group's own decision puts it in force; from then on it never changes.</summary>
internal sealed class CriteriaVersion(Guid partnershipId, Guid id, Guid? groupId, int number, bool isRequired, Guid begunBy, DateTime begunAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>The group; null for the Joint Action Group where it was not set up.</summary>
    public Guid? GroupId { get; private set; } = groupId;

    /// <summary>1, 2, 3 … in the group.</summary>
    public int Number { get; private set; } = number;
    public CriteriaState State { get; private set; } = CriteriaState.Draft;

    /// <summary>True when nothing is adopted or not adopted until every criterion is scored.</summary>
    public bool IsRequired { get; private set; } = isRequired;
    public Guid BegunBy { get; private set; } = begunBy;
    public DateTime BegunAt { get; private set; } = begunAt;

    /// <summary>The adopted item by which the group decided it; null until then.</summary>
    public Guid? ItemId { get; private set; }

    /// <summary>First day on which it holds; null until decided.</summary>
    public DateOnly? InForceFrom { get; private set; }
    public Guid? RecordedBy { get; private set; }
    public uint Version { get; private set; }

    public string Url => UrlOf(Id);

    public static string UrlOf(Guid version) => $"/decide/criteria/{version}";

    public void Adopt(Guid item, DateOnly from, Guid by) => (State, ItemId, InForceFrom, RecordedBy) = (CriteriaState.Adopted, item, from, by);

    public void Discard() => State = CriteriaState.Discarded;
}

/// <summary>One criterion: what it asks, and the score from which it is met.</summary>
internal sealed class Criterion(Guid partnershipId, Guid id, Guid versionId, int position, string name, string words, short metFrom)
{
    public const int LongestName = 100, LongestWords = 500, HighestScore = 5;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid VersionId { get; private set; } = versionId;
    public int Position { get; private set; } = position;
    public string Name { get; private set; } = name;
    public string Words { get; private set; } = words;

    /// <summary>1 to 5: the score from which it is met.</summary>
    public short MetFrom { get; private set; } = metFrom;
}

/// <summary>What the group gave an item on one criterion: 0 to 5.</summary>
internal sealed class ItemScore(Guid partnershipId, Guid itemId, Guid criterionId, short score, Guid scoredBy, DateTime scoredAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid ItemId { get; private set; } = itemId;
    public Guid CriterionId { get; private set; } = criterionId;
    public short Score { get; private set; } = score;
    public Guid ScoredBy { get; private set; } = scoredBy;
    public DateTime ScoredAt { get; private set; } = scoredAt;

    public void Change(short score, Guid by, DateTime at) => (Score, ScoredBy, ScoredAt) = (score, by, at);
}

internal sealed class CriteriaMapping : IEntityTypeConfiguration<CriteriaVersion>, IEntityTypeConfiguration<Criterion>, IEntityTypeConfiguration<ItemScore>
{
    public void Configure(EntityTypeBuilder<CriteriaVersion> version)
    {
        version.ToTable("criteria_version", "decide");
        version.HasKey(v => new { v.PartnershipId, v.Id });
        version.Ignore(v => v.Url);
        version.Property(v => v.State).HasConversion(Words.Stored<CriteriaState>());
        version.Property(v => v.Version).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<Criterion> criterion)
    {
        criterion.ToTable("criterion", "decide");
        criterion.HasKey(c => new { c.PartnershipId, c.Id });
        criterion.HasOne<CriteriaVersion>().WithMany().HasForeignKey(c => new { c.PartnershipId, c.VersionId });
    }

    public void Configure(EntityTypeBuilder<ItemScore> score)
    {
        score.ToTable("item_score", "decide");
        score.HasKey(s => new { s.PartnershipId, s.ItemId, s.CriterionId });
    }
}
