using Concordat.Decide.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Groups;

/// <summary>A kind of group of the catalogue: executive, Joint Action Group, divisional tasking and so on.</summary>
internal sealed class GroupKind(string key, string name, string usualCycle, int position)
{
    public const string Executive = "executive", JointActionGroup = "joint-action-group", DivisionalTasking = "divisional-tasking", ActionGroup = "action-group", Panel = "panel", JusticeBoard = "justice-board", PerformanceForum = "performance-forum";

    public string Key { get; private set; } = key;
    public string Name { get; private set; } = name;
    public string UsualCycle { get; private set; } = usualCycle;
    public int Position { get; private set; } = position;
}

/// <summary>An item that the agenda of a kind of group always has after the standing item.</summary>
internal sealed class TemplateItem(string kindKey, int position, string title, string sentence)
{
    public string KindKey { get; private set; } = kindKey;
    public int Position { get; private set; } = position;
    public string Title { get; private set; } = title;
    public string Sentence { get; private set; } = sentence;
}

/// <summary>A group that meets: its kind, cycle, quorum and terms of reference.</summary>
internal sealed class MeetingGroup(Guid partnershipId, Guid id, string kindKey, string name, DateOnly begunOn)
{
    public const int LongestName = 100, LongestTerms = 2000;
    public static readonly string[] Cycles = ["weekly", "fortnightly", "monthly", "quarterly", "six-monthly", "yearly", "when needed"];

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string KindKey { get; private set; } = kindKey;
    public string Name { get; private set; } = name;

    /// <summary>One of <see cref="Cycles"/>.</summary>
    public string Cycle { get; private set; } = "";

    /// <summary>Agencies that must be here for decisions, 1 to 50.</summary>
    public int QuorumAgencies { get; private set; }

    /// <summary>Terms of reference.</summary>
    public string Terms { get; private set; } = "";

    /// <summary>The priority an action group serves; null for any other group.</summary>
    public Guid? PriorityId { get; private set; }
    public DateOnly BegunOn { get; private set; } = begunOn;
    public DateOnly? EndedOn { get; private set; }
    public uint Version { get; private set; }

    public void Say(string cycle, int quorum, string terms, Guid? priority) => (Cycle, QuorumAgencies, Terms, PriorityId) = (cycle, quorum, terms, priority);

    /// <summary>The latest day on which a group of a cycle should meet after a day; null when it meets as needed.</summary>
    /// <param name="cycle">One of <see cref="Cycles"/>.</param>
    /// <param name="last">The day it met last.</param>
    public static DateOnly? NextBy(string cycle, DateOnly last) => cycle switch
    {
        "weekly" => last.AddDays(7),
        "fortnightly" => last.AddDays(14),
        "monthly" => last.AddMonths(1),
        "quarterly" => last.AddMonths(3),
        "six-monthly" => last.AddMonths(6),
        "yearly" => last.AddYears(1),
        _ => null,
    };
}

/// <summary>A seat in a group, for a body and with dates; held by one person, or by whoever the body sends.</summary>
internal sealed class GroupSeat(Guid partnershipId, Guid id, Guid groupId, Guid agencyId, string part, Guid? userId, DateOnly fromOn)
{
    public const string Chair = "chair", Member = "member", Deputy = "deputy", Secretary = "secretary";
    public static readonly string[] Parts = [Chair, Member, Deputy, Secretary];

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid GroupId { get; private set; } = groupId;
    public Guid AgencyId { get; private set; } = agencyId;
    public string Part { get; private set; } = part;
    public Guid? UserId { get; private set; } = userId;
    public DateOnly FromOn { get; private set; } = fromOn;
    public DateOnly? ToOn { get; private set; }

    public bool IsOn(DateOnly day) => FromOn <= day && (ToOn is null || ToOn >= day);

    public void End(DateOnly lastDay) => ToOn = lastDay;
}

internal sealed class GroupMapping : IEntityTypeConfiguration<GroupKind>, IEntityTypeConfiguration<TemplateItem>, IEntityTypeConfiguration<MeetingGroup>, IEntityTypeConfiguration<GroupSeat>
{
    public void Configure(EntityTypeBuilder<GroupKind> kind)
    {
        kind.ToTable("group_kind", "decide");
        kind.HasKey(k => k.Key);
    }

    public void Configure(EntityTypeBuilder<TemplateItem> item)
    {
        item.ToTable("agenda_template", "decide");
        item.HasKey(i => new { i.KindKey, i.Position });
    }

    public void Configure(EntityTypeBuilder<MeetingGroup> group)
    {
        group.ToTable("meeting_group", "decide");
        group.HasKey(g => new { g.PartnershipId, g.Id });
        group.Property(g => g.Version).IsRowVersion();
    }

    public void Configure(EntityTypeBuilder<GroupSeat> seat)
    {
        seat.ToTable("group_seat", "decide");
        seat.HasKey(s => new { s.PartnershipId, s.Id });
        seat.HasIndex(s => new { s.PartnershipId, s.GroupId }).HasDatabaseName("ix_group_seat_group");
    }
}
