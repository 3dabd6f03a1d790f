using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Matters;

/// <summary>What a group or a member passes on: a bid, a blockage, good practice or a referral. Once put forward, its words stay.</summary>
internal sealed class Matter(Guid partnershipId, Guid id, string kind, string title, string words, Guid raisedBy, Guid raisedAgency, DateTime raisedAt)
{
    public const string Bid = "bid", Blockage = "blockage", GoodPractice = "good practice", Referral = "referral";
    public const int LongestTitle = 100, LongestWords = 1000;
    public static readonly string[] Kinds = [Bid, Blockage, GoodPractice, Referral];

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Kind { get; private set; } = kind;

    /// <summary>In the words of <see cref="MatterLife"/>.</summary>
    public string State { get; private set; } = kind switch { Bid => "draft", Referral => "sent", _ => "raised" };
    public string Title { get; private set; } = title;

    /// <summary>The problem of a bid; else what is in the way, what worked, or why it is referred.</summary>
    [NotInAudit] public string Words { get; private set; } = words;
    [NotInAudit] public string? Plan { get; private set; }
    [NotInAudit] public string? Resource { get; private set; }
    [NotInAudit] public string? Benefit { get; private set; }
    public DateOnly? FromOn { get; private set; }
    public DateOnly? ToOn { get; private set; }

    /// <summary>The action it was raised from; null for none.</summary>
    public Guid? ActionId { get; private set; }

    /// <summary>The group that decides on a bid or takes a referral; null for what the executive answers.</summary>
    public Guid? GroupId { get; private set; }
    public Guid RaisedBy { get; private set; } = raisedBy;
    public Guid RaisedAgency { get; private set; } = raisedAgency;
    public DateTime RaisedAt { get; private set; } = raisedAt;

    /// <summary>The decision's reason, the answer or the outcome; null until then.</summary>
    [NotInAudit] public string? Answer { get; private set; }
    public Guid? AnsweredBy { get; private set; }
    public DateTime? AnsweredAt { get; private set; }
    public uint Version { get; private set; }

    public string Url => $"/decide/matters/{Id}";

    public void ComesFrom(Guid? action, Guid? group) => (ActionId, GroupId) = (action, group);

    public void AsksFor(string plan, string resource, string benefit, DateOnly from, DateOnly to) => (Plan, Resource, Benefit, FromOn, ToOn) = (plan, resource, benefit, from, to);

    public void MoveTo(string state) => State = state;

    public void AnswerWith(string? answer, Guid? by, DateTime? at) => (Answer, AnsweredBy, AnsweredAt) = (answer, by, at);
}

internal sealed class MatterMapping : IEntityTypeConfiguration<Matter>
{
    public void Configure(EntityTypeBuilder<Matter> matter)
    {
        matter.ToTable("matter", "decide");
        matter.HasKey(m => new { m.PartnershipId, m.Id });
        matter.Ignore(m => m.Url);
        matter.Property(m => m.Version).IsRowVersion();
        matter.HasIndex(m => new { m.PartnershipId, m.Kind, m.State }).HasDatabaseName("ix_matter_kind");
    }
}
