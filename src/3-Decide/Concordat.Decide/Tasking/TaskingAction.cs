using Concordat.Decide.Meetings;
using Concordat.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Tasking;

/// <summary>Kinds of action.</summary>
internal enum ActionKind
{
    Enforcement,
    Prevention,
    Diversion,
    Intelligence,
    Reassurance,
}

/// <summary>A piece of work agreed at a meeting: one agency, one person, one day.</summary>
internal sealed class TaskingAction(Guid partnershipId, Guid id, Guid meetingId, Guid itemId, DateOnly agreedOn)
{
    public const int LongestWhat = 200;

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public Guid MeetingId { get; private set; } = meetingId;
    public Guid ItemId { get; private set; } = itemId;
    [NotInAudit] public string What { get; private set; } = "";
    public ActionKind Kind { get; private set; }
    public Guid AgencyId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateOnly AgreedOn { get; private set; } = agreedOn;
    public DateOnly DueOn { get; private set; } = agreedOn;
    public uint Version { get; private set; }

    /// <summary>Says what is to be done by whom and when.</summary>
    /// <returns>Why not; null when it was taken.</returns>
    public ActionRefusal? Agree(string what, ActionKind kind, Guid agency, Guid person, Guid agencyOfPerson, DateOnly dueOn)
    {
        if (dueOn < AgreedOn) return ActionRefusal.DueBeforeAgreed;
        if (agency != agencyOfPerson) return ActionRefusal.PersonWorksElsewhere;
        (What, Kind, AgencyId, PersonId, DueOn) = (what, kind, agency, person, dueOn);
        return null;
    }
}

internal enum ActionRefusal
{
    DueBeforeAgreed,
    PersonWorksElsewhere,
}

internal sealed class TaskingActionMapping : IEntityTypeConfiguration<TaskingAction>
{
    public void Configure(EntityTypeBuilder<TaskingAction> action)
    {
        action.ToTable("action", "decide", t =>
        {
            t.HasCheckConstraint("ck_action_what", "what <> ''");
            t.HasCheckConstraint("ck_action_kind", "kind in ('enforcement', 'prevention', 'diversion', 'intelligence', 'reassurance')");
            t.HasCheckConstraint("ck_action_due", "due_on >= agreed_on");
        });
        action.HasKey(a => new { a.PartnershipId, a.Id });
        action.HasIndex(a => new { a.PartnershipId, a.MeetingId }).HasDatabaseName("ix_action_meeting");
        action.Property(a => a.Kind).HasConversion(Words.Stored<ActionKind>());
        action.Property(a => a.Version).IsRowVersion();
    }
}
