using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Share.Workspaces;

/// <summary>Where personal and depersonalised data are brought together for one adopted priority or problem, by a decision and for as long as it holds.</summary>
internal sealed class Workspace(
    Guid partnershipId, Guid id, string title, Guid? priorityId, Guid? problemId, string why, string lawfulBasis, string condition, string dpia, DateOnly endsOn, Guid proposedById, DateTime proposedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string Title { get; private set; } = title;
    public Guid? PriorityId { get; private set; } = priorityId;
    public Guid? ProblemId { get; private set; } = problemId;
    [NotInAudit] public string Why { get; private set; } = why;
    public string LawfulBasis { get; private set; } = lawfulBasis;
    public string Condition { get; private set; } = condition;

    /// <summary>Where the data protection impact assessment is kept.</summary>
    [NotInAudit] public string Dpia { get; private set; } = dpia;

    /// <summary>The last day.</summary>
    public DateOnly EndsOn { get; private set; } = endsOn;
    public Guid ProposedById { get; private set; } = proposedById;
    public DateTime ProposedAt { get; private set; } = proposedAt;
    public Guid? DecidedById { get; private set; }
    public DateOnly? DecidedOn { get; private set; }
    public DateOnly? EndedOn { get; private set; }
    [NotInAudit] public string? EndedBecause { get; private set; }
    public uint Version { get; private set; }

    public void Allow(Guid by, DateOnly on) => (DecidedById, DecidedOn) = (by, on);

    public void End(string because, DateOnly on) => (EndedBecause, EndedOn) = (because.Trim(), on);
}

/// <summary>Somebody on a workspace's need-to-know list, from a moment until another.</summary>
internal sealed class WorkspaceMember(Guid partnershipId, Guid id, Guid workspaceId, Guid userId, string reason, Guid addedById, DateTime addedAt)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid WorkspaceId { get; private set; } = workspaceId;
    public Guid UserId { get; private set; } = userId;
    [NotInAudit] public string Reason { get; private set; } = reason;
    public Guid AddedById { get; private set; } = addedById;
    public DateTime AddedAt { get; private set; } = addedAt;
    public DateTime? RemovedAt { get; private set; }

    public void Remove(DateTime at) => RemovedAt = at;
}

/// <summary>Something brought in: personal, from a disclosure that was decided; or figures, a place in the site that shows depersonalised records.</summary>
internal sealed class WorkspaceItem(Guid partnershipId, Guid id, Guid workspaceId, string kind, string title, string? words, Guid? disclosureId, string? address, Guid addedById, DateTime addedAt)
{
    public const string Personal = "personal", Figures = "figures";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid WorkspaceId { get; private set; } = workspaceId;
    public string Kind { get; private set; } = kind;
    [NotInAudit] public string Title { get; private set; } = title;
    [NotInAudit] public string? Words { get; private set; } = words;
    public Guid? DisclosureId { get; private set; } = disclosureId;
    [NotInAudit] public string? Address { get; private set; } = address;
    public Guid AddedById { get; private set; } = addedById;
    public DateTime AddedAt { get; private set; } = addedAt;
}

internal sealed class WorkspaceMapping : IEntityTypeConfiguration<Workspace>
{
    public void Configure(EntityTypeBuilder<Workspace> workspace)
    {
        workspace.ToTable("workspace", "share");
        workspace.HasKey(w => new { w.PartnershipId, w.Id });
        workspace.Property(w => w.Version).IsRowVersion();
    }
}

internal sealed class WorkspaceMemberMapping : IEntityTypeConfiguration<WorkspaceMember>
{
    public void Configure(EntityTypeBuilder<WorkspaceMember> member)
    {
        member.ToTable("workspace_member", "share");
        member.HasKey(m => new { m.PartnershipId, m.Id });
        member.HasOne<Workspace>().WithMany().HasForeignKey(m => new { m.PartnershipId, m.WorkspaceId });
    }
}

internal sealed class WorkspaceItemMapping : IEntityTypeConfiguration<WorkspaceItem>
{
    public void Configure(EntityTypeBuilder<WorkspaceItem> item)
    {
        item.ToTable("workspace_item", "share");
        item.HasKey(i => new { i.PartnershipId, i.Id });
        item.HasOne<Workspace>().WithMany().HasForeignKey(i => new { i.PartnershipId, i.WorkspaceId });
    }
}
