using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Groups;

/// <summary>What an action group is to reach, and who receives its reports. Set by the executive and never changed: what is set later takes its place.</summary>
internal sealed class GroupTarget(Guid partnershipId, Guid id, Guid groupId, string sixMonth, string yearly, string reportsTo, Guid setBy, DateTime setAt)
{
    public const int Longest = 500;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid GroupId { get; private set; } = groupId;

    /// <summary>To be reached in six months.</summary>
    [NotInAudit] public string SixMonth { get; private set; } = sixMonth;

    /// <summary>To be reached in a year.</summary>
    [NotInAudit] public string Yearly { get; private set; } = yearly;

    /// <summary>The group or the body that receives its reports.</summary>
    [NotInAudit] public string ReportsTo { get; private set; } = reportsTo;
    public Guid SetBy { get; private set; } = setBy;
    public DateTime SetAt { get; private set; } = setAt;
}

internal sealed class GroupTargetMapping : IEntityTypeConfiguration<GroupTarget>
{
    public void Configure(EntityTypeBuilder<GroupTarget> target)
    {
        target.ToTable("group_target", "decide");
        target.HasKey(t => new { t.PartnershipId, t.Id });
        target.HasIndex(t => new { t.PartnershipId, t.GroupId }).HasDatabaseName("ix_group_target_group");
    }
}
