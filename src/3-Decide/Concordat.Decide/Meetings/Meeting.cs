using System.Text.Json;
using Concordat.Decide.Meetings.Contracts;
using Concordat.Platform.Audit;
using Concordat.Understand.Tactical.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Concordat.Decide.Meetings;

/// <summary>A meeting of the group that decides: planned, open, closed, and then its minutes approved.</summary>
internal sealed class Meeting(Guid partnershipId, Guid id, string groupName, DateOnly heldOn, Guid chairId)
{
    public const string JointActionGroup = "Joint Action Group";

    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid Id { get; private set; } = id;
    public string GroupName { get; private set; } = groupName;
    public DateOnly HeldOn { get; private set; } = heldOn;

    /// <summary>The group of the catalogue; null for the Joint Action Group where it is not set up.</summary>
    public Guid? GroupId { get; private set; }

    /// <summary>By the clock in England and Wales; null when no time is fixed.</summary>
    public TimeOnly? StartsAt { get; private set; }
    public string? Place { get; private set; }
    public Guid ChairId { get; private set; } = chairId;
    public MeetingState State { get; private set; } = MeetingState.Planned;

    /// <summary>The issued assessment it decides on, with its title as it was; null for a meeting without one.</summary>
    public Guid? AssessmentId { get; private set; }
    public string? AssessmentTitle { get; private set; }
    public string? AssessmentUrl { get; private set; }

    /// <summary>The month assessed, year × 12 + (month − 1).</summary>
    public int? AssessmentMonth { get; private set; }
    public DateTime? OpenedAt { get; private set; }
    public DateTime? ClosedAt { get; private set; }
    public DateTime? MinutesApprovedAt { get; private set; }
    public Guid? MinutesApprovedBy { get; private set; }
    /// <summary>Earlier actions as they stood when the meeting closed, as JSON; null until then.</summary>
    [NotInAudit] public string? ActionsReported { get; private set; }
    public uint Version { get; private set; }

    /// <summary>Where its minutes stand.</summary>
    public MinutesState Minutes => MinutesApprovedAt is not null ? MinutesState.Approved : State == MeetingState.Closed ? MinutesState.ToBeApproved : MinutesState.BeingWritten;

    /// <summary>Earlier actions as they stood when the meeting closed; null until then.</summary>
    public IReadOnlyList<ActionStanding>? Reported() =>
        ActionsReported is null ? null : JsonSerializer.Deserialize<List<ActionStanding>>(ActionsReported);

    public void Considers(IssuedAssessment paper) =>
        (AssessmentId, AssessmentTitle, AssessmentUrl, AssessmentMonth) = (paper.Id, paper.Title, paper.Url, paper.Month.Number);

    public void Gathers(Guid? group, TimeOnly? startsAt, string? place) => (GroupId, StartsAt, Place) = (group, startsAt, place);

    /// <summary>Why something cannot happen now; null when it can.</summary>
    public string? Refusal(MeetingEvent happened) => MeetingLife.Meeting.Refusal(State, happened);

    public string? Open(DateTime atUtc)
    {
        if (Refusal(MeetingEvent.Open) is { } refusal) return refusal;
        (State, OpenedAt) = (MeetingState.Open, atUtc);
        return null;
    }

    /// <summary>Closes the meeting when nothing is undecided.</summary>
    /// <param name="reported">Where earlier actions stood on the day: minutes keep what was said.</param>
    public string? Close(IEnumerable<AgendaItem> items, IReadOnlyList<ActionStanding> reported, DateTime atUtc)
    {
        if (Refusal(MeetingEvent.Close) is { } refusal) return refusal;
        var undecided = items.Count(i => i.Decision is null);
        if (undecided > 0) return MeetingLife.Item.Of(ItemState.Undecided, ItemEvent.CloseMeeting).Rule!.Code + ": " + (undecided == 1 ? "One item is undecided. Decide it first" : $"{undecided} items are undecided. Decide them first");
        (State, ClosedAt, ActionsReported) = (MeetingState.Closed, atUtc, JsonSerializer.Serialize(reported));
        return null;
    }

    public string? ApproveMinutes(Guid by, DateTime atUtc)
    {
        if (MeetingLife.Minutes.Refusal(Minutes, MinutesEvent.Approve) is { } refusal) return refusal;
        (MinutesApprovedBy, MinutesApprovedAt) = (by, atUtc);
        return null;
    }
}

/// <summary>How a member was present.</summary>
internal enum Presence
{
    Here,
    Deputy,
    Apologies,
    Absent,
}

/// <summary>A member's attendance at a meeting, for the agency they belonged to on the day.</summary>
internal sealed class Attendance(Guid partnershipId, Guid meetingId, Guid userId, Guid agencyId, Presence presence)
{
    public Guid PartnershipId { get; private set; } = partnershipId;
    public Guid MeetingId { get; private set; } = meetingId;
    public Guid UserId { get; private set; } = userId;
    public Guid AgencyId { get; private set; } = agencyId;
    public Presence Presence { get; private set; } = presence;

    /// <summary>Who came in the member's place.</summary>
    [NotInAudit] public string? DeputyName { get; private set; }

    /// <summary>True when somebody spoke for the agency.</summary>
    public bool IsHere => Presence is Presence.Here or Presence.Deputy;

    public string? Record(Presence presence, string? deputyName)
    {
        if (presence == Presence.Deputy && string.IsNullOrWhiteSpace(deputyName)) return "Enter who came as the deputy";
        (Presence, DeputyName) = (presence, presence == Presence.Deputy ? deputyName!.Trim() : null);
        return null;
    }
}

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> meeting)
    {
        meeting.ToTable("meeting", "decide");
        meeting.HasKey(m => new { m.PartnershipId, m.Id });
        meeting.Property(m => m.State).HasConversion(Words.Stored<MeetingState>());
        meeting.Ignore(m => m.Minutes);
        meeting.HasIndex(m => new { m.PartnershipId, m.State, m.HeldOn }).HasDatabaseName("ix_meeting_state");
        meeting.Property(m => m.ActionsReported).HasColumnType("jsonb");
        meeting.Property(m => m.Version).IsRowVersion();
    }
}

internal sealed class AttendanceMapping : IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<Attendance> attendance)
    {
        attendance.ToTable("attendance", "decide");
        attendance.HasKey(a => new { a.PartnershipId, a.MeetingId, a.UserId });
        attendance.Property(a => a.Presence).HasConversion(Words.Stored<Presence>());
    }
}
